using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>One state of fourth order, as the KdV equation has it: every coefficient, the right-hand side and the steps are given at every grid point.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
internal sealed partial class FourthOrder
{
    [State(Order = 4), InitialValue(Orders = 4)] internal partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C0 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C1 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C2 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C3 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C4 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B { get; }

    [Equation] private Equation Linear => C0 * U + C1 * U.D(1) + C2 * U.D(2) + C3 * U.D(3) + C4 * U.D(4) == B;
}
