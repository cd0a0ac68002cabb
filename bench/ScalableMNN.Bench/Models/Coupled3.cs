using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>Three states of second order, each in every equation. Coefficient Cevr belongs to derivative r of state v in equation e.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
internal sealed partial class Coupled3
{
    [State(Order = 2), InitialValue] internal partial State U0 { get; }
    [State(Order = 2), InitialValue] internal partial State U1 { get; }
    [State(Order = 2), InitialValue] internal partial State U2 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C000 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C001 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C002 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C010 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C011 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C012 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C020 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C021 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C022 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C100 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C101 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C102 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C110 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C111 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C112 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C120 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C121 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C122 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C200 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C201 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C202 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C210 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C211 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C212 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C220 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C221 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C222 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B0 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B1 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B2 { get; }

    [Equation]
    private Equation Row0 =>
        C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2)
        + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2)
        + C020 * U2 + C021 * U2.D(1) + C022 * U2.D(2) == B0;

    [Equation]
    private Equation Row1 =>
        C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2)
        + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2)
        + C120 * U2 + C121 * U2.D(1) + C122 * U2.D(2) == B1;

    [Equation]
    private Equation Row2 =>
        C200 * U0 + C201 * U0.D(1) + C202 * U0.D(2)
        + C210 * U1 + C211 * U1.D(1) + C212 * U1.D(2)
        + C220 * U2 + C221 * U2.D(1) + C222 * U2.D(2) == B2;
}
