using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.LogisticParameters;

/// <summary>Logistic growth: N' = r N (1 - N / K), with a rate and a capacity of its own for each population, which a network infers.</summary>
[MechanisticModel]
[Grid(StepSize = 0.2)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Logistic
{
    /// <summary>The population.</summary>
    [State(Order = 1), InitialValue]
    public partial State N { get; }

    /// <summary>r, how fast it grows while it is small.</summary>
    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Rate { get; }

    /// <summary>K, how large it grows.</summary>
    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Capacity { get; }

    [Equation]
    private Equation Growth => N.D(1) == Rate * N * (1 - N / Capacity);
}
