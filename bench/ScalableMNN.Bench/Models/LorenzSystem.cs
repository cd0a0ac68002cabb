using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>The Lorenz system: three nonlinear equations by Hermite rows, differentiated twice.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
internal sealed partial class LorenzSystem
{
    [State(Order = 1), InitialValue] internal partial State X { get; }
    [State(Order = 1), InitialValue] internal partial State Y { get; }
    [State(Order = 1), InitialValue] internal partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 10)] internal partial Coefficient Sigma { get; }
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 28)] internal partial Coefficient Rho { get; }
    [Coefficient(Source.Learned, Initial = 8.0 / 3)] internal partial Coefficient Beta { get; }

    [Equation] private Equation First => X.D(1) == Sigma * (Y - X);
    [Equation] private Equation Second => Y.D(1) == X * (Rho - Z) - Y;
    [Equation] private Equation Third => Z.D(1) == X * Y - Beta * Z;
}
