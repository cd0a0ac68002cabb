using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Emission;

/// <summary>How many numbers something stands for, in the words of the language: a coefficient has one for each point, the steps one for each step.</summary>
internal static class PerName
{
    /// <summary>The member of Per.</summary>
    /// <param name="per">What the numbers vary with.</param>
    /// <param name="ofSteps">Whether they are the steps of the grid.</param>
    public static string Of(Variation per, bool ofSteps) => per == Variation.Step && !ofSteps ? "Per.Point" : $"Per.{per}";
}
