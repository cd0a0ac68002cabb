using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>One state of second order: every coefficient, the right-hand side and the steps are given at every grid point.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
internal sealed partial class SecondOrder
{
    [State(Order = 2), InitialValue] internal partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C0 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C1 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C2 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B { get; }

    [Equation] private Equation Linear => C0 * U + C1 * U.D(1) + C2 * U.D(2) == B;
}
