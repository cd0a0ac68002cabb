using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>Lotka and Volterra's two nonlinear equations by Hermite rows, differentiated once.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
internal sealed partial class PreyAndPredator
{
    [State(Order = 1), InitialValue] internal partial State Prey { get; }
    [State(Order = 1), InitialValue] internal partial State Predator { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5)] internal partial Coefficient Birth { get; }
    [Coefficient(Source.Learned, Initial = 3)] internal partial Coefficient Death { get; }

    [Equation] private Equation Growth => Prey.D(1) == Birth * Prey - Prey * Predator;
    [Equation] private Equation Hunt => Predator.D(1) == Prey * Predator - Death * Predator;
}
