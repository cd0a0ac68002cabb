namespace ScalableMNN.Generators.Parsing;

/// <summary>How measured values scatter about the prediction, other than additively with one deviation.</summary>
/// <param name="Model">Which member of ErrorModel.</param>
/// <param name="NoiseStart">Where the estimation of the noise starts, NaN where nothing is said.</param>
/// <param name="Proportional">The standard deviation in proportion to the prediction, NaN where it is estimated.</param>
/// <param name="ProportionalStart">Where its estimation starts, NaN where nothing is said.</param>
/// <param name="DegreesOfFreedom">Those of Student's t.</param>
internal sealed record ErrorSpec(int Model, double NoiseStart, double Proportional, double ProportionalStart, double DegreesOfFreedom)
{
    /// <summary>The members of ErrorModel, in their order.</summary>
    private static readonly string[] Names = ["Additive", "Proportional", "Combined", "LogNormal", "Poisson", "StudentT"];

    /// <summary>The member as it is written in code.</summary>
    public string Text => "ErrorModel." + Name;

    /// <summary>The name of the member.</summary>
    public string Name => Names[Model];

    /// <summary>Whether there is such a member.</summary>
    public static bool Exists(int model) => model >= 0 && model < Names.Length;

    /// <summary>Whether an argument of [Observed] has a meaning with the member.</summary>
    public bool Takes(string argument) => argument switch
    {
        "Noise" or "NoiseStart" => Name is not ("Proportional" or "Poisson"),
        "Proportional" or "ProportionalStart" => Name is "Proportional" or "Combined",
        _ => Name is "StudentT",
    };
}
