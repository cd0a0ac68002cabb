using ScalableMNN.Dsl;

/// <summary>A model in the global namespace.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.05)]
internal sealed partial class GlobalDecay
{
    [State(Order = 1), InitialValue]
    internal partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    internal partial Coefficient Rate { get; }

    [Equation]
    private Equation Decay => X.D(1) == -Rate * X;
}
