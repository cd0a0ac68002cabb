using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Models;

/// <summary>Eight states of second order, each in every equation. Coefficient Cevr belongs to derivative r of state v in equation e.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
internal sealed partial class Coupled8
{
    [State(Order = 2), InitialValue] internal partial State U0 { get; }
    [State(Order = 2), InitialValue] internal partial State U1 { get; }
    [State(Order = 2), InitialValue] internal partial State U2 { get; }
    [State(Order = 2), InitialValue] internal partial State U3 { get; }
    [State(Order = 2), InitialValue] internal partial State U4 { get; }
    [State(Order = 2), InitialValue] internal partial State U5 { get; }
    [State(Order = 2), InitialValue] internal partial State U6 { get; }
    [State(Order = 2), InitialValue] internal partial State U7 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C000 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C001 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C002 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C010 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C011 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C012 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C020 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C021 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C022 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C030 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C031 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C032 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C040 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C041 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C042 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C050 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C051 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C052 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C060 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C061 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C062 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C070 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C071 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C072 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C100 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C101 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C102 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C110 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C111 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C112 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C120 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C121 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C122 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C130 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C131 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C132 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C140 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C141 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C142 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C150 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C151 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C152 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C160 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C161 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C162 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C170 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C171 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C172 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C200 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C201 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C202 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C210 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C211 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C212 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C220 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C221 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C222 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C230 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C231 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C232 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C240 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C241 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C242 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C250 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C251 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C252 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C260 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C261 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C262 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C270 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C271 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C272 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C300 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C301 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C302 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C310 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C311 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C312 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C320 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C321 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C322 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C330 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C331 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C332 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C340 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C341 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C342 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C350 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C351 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C352 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C360 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C361 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C362 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C370 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C371 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C372 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C400 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C401 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C402 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C410 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C411 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C412 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C420 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C421 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C422 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C430 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C431 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C432 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C440 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C441 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C442 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C450 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C451 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C452 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C460 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C461 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C462 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C470 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C471 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C472 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C500 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C501 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C502 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C510 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C511 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C512 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C520 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C521 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C522 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C530 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C531 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C532 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C540 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C541 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C542 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C550 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C551 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C552 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C560 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C561 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C562 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C570 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C571 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C572 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C600 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C601 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C602 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C610 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C611 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C612 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C620 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C621 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C622 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C630 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C631 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C632 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C640 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C641 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C642 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C650 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C651 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C652 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C660 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C661 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C662 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C670 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C671 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C672 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C700 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C701 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C702 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C710 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C711 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C712 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C720 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C721 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C722 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C730 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C731 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C732 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C740 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C741 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C742 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C750 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C751 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C752 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C760 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C761 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C762 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C770 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C771 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient C772 { get; }

    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B0 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B1 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B2 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B3 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B4 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B5 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B6 { get; }
    [Coefficient(Source.Input, Per = Per.Step)] internal partial Coefficient B7 { get; }

    [Equation]
    private Equation Row0 =>
        C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2)
        + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2)
        + C020 * U2 + C021 * U2.D(1) + C022 * U2.D(2)
        + C030 * U3 + C031 * U3.D(1) + C032 * U3.D(2)
        + C040 * U4 + C041 * U4.D(1) + C042 * U4.D(2)
        + C050 * U5 + C051 * U5.D(1) + C052 * U5.D(2)
        + C060 * U6 + C061 * U6.D(1) + C062 * U6.D(2)
        + C070 * U7 + C071 * U7.D(1) + C072 * U7.D(2) == B0;

    [Equation]
    private Equation Row1 =>
        C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2)
        + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2)
        + C120 * U2 + C121 * U2.D(1) + C122 * U2.D(2)
        + C130 * U3 + C131 * U3.D(1) + C132 * U3.D(2)
        + C140 * U4 + C141 * U4.D(1) + C142 * U4.D(2)
        + C150 * U5 + C151 * U5.D(1) + C152 * U5.D(2)
        + C160 * U6 + C161 * U6.D(1) + C162 * U6.D(2)
        + C170 * U7 + C171 * U7.D(1) + C172 * U7.D(2) == B1;

    [Equation]
    private Equation Row2 =>
        C200 * U0 + C201 * U0.D(1) + C202 * U0.D(2)
        + C210 * U1 + C211 * U1.D(1) + C212 * U1.D(2)
        + C220 * U2 + C221 * U2.D(1) + C222 * U2.D(2)
        + C230 * U3 + C231 * U3.D(1) + C232 * U3.D(2)
        + C240 * U4 + C241 * U4.D(1) + C242 * U4.D(2)
        + C250 * U5 + C251 * U5.D(1) + C252 * U5.D(2)
        + C260 * U6 + C261 * U6.D(1) + C262 * U6.D(2)
        + C270 * U7 + C271 * U7.D(1) + C272 * U7.D(2) == B2;

    [Equation]
    private Equation Row3 =>
        C300 * U0 + C301 * U0.D(1) + C302 * U0.D(2)
        + C310 * U1 + C311 * U1.D(1) + C312 * U1.D(2)
        + C320 * U2 + C321 * U2.D(1) + C322 * U2.D(2)
        + C330 * U3 + C331 * U3.D(1) + C332 * U3.D(2)
        + C340 * U4 + C341 * U4.D(1) + C342 * U4.D(2)
        + C350 * U5 + C351 * U5.D(1) + C352 * U5.D(2)
        + C360 * U6 + C361 * U6.D(1) + C362 * U6.D(2)
        + C370 * U7 + C371 * U7.D(1) + C372 * U7.D(2) == B3;

    [Equation]
    private Equation Row4 =>
        C400 * U0 + C401 * U0.D(1) + C402 * U0.D(2)
        + C410 * U1 + C411 * U1.D(1) + C412 * U1.D(2)
        + C420 * U2 + C421 * U2.D(1) + C422 * U2.D(2)
        + C430 * U3 + C431 * U3.D(1) + C432 * U3.D(2)
        + C440 * U4 + C441 * U4.D(1) + C442 * U4.D(2)
        + C450 * U5 + C451 * U5.D(1) + C452 * U5.D(2)
        + C460 * U6 + C461 * U6.D(1) + C462 * U6.D(2)
        + C470 * U7 + C471 * U7.D(1) + C472 * U7.D(2) == B4;

    [Equation]
    private Equation Row5 =>
        C500 * U0 + C501 * U0.D(1) + C502 * U0.D(2)
        + C510 * U1 + C511 * U1.D(1) + C512 * U1.D(2)
        + C520 * U2 + C521 * U2.D(1) + C522 * U2.D(2)
        + C530 * U3 + C531 * U3.D(1) + C532 * U3.D(2)
        + C540 * U4 + C541 * U4.D(1) + C542 * U4.D(2)
        + C550 * U5 + C551 * U5.D(1) + C552 * U5.D(2)
        + C560 * U6 + C561 * U6.D(1) + C562 * U6.D(2)
        + C570 * U7 + C571 * U7.D(1) + C572 * U7.D(2) == B5;

    [Equation]
    private Equation Row6 =>
        C600 * U0 + C601 * U0.D(1) + C602 * U0.D(2)
        + C610 * U1 + C611 * U1.D(1) + C612 * U1.D(2)
        + C620 * U2 + C621 * U2.D(1) + C622 * U2.D(2)
        + C630 * U3 + C631 * U3.D(1) + C632 * U3.D(2)
        + C640 * U4 + C641 * U4.D(1) + C642 * U4.D(2)
        + C650 * U5 + C651 * U5.D(1) + C652 * U5.D(2)
        + C660 * U6 + C661 * U6.D(1) + C662 * U6.D(2)
        + C670 * U7 + C671 * U7.D(1) + C672 * U7.D(2) == B6;

    [Equation]
    private Equation Row7 =>
        C700 * U0 + C701 * U0.D(1) + C702 * U0.D(2)
        + C710 * U1 + C711 * U1.D(1) + C712 * U1.D(2)
        + C720 * U2 + C721 * U2.D(1) + C722 * U2.D(2)
        + C730 * U3 + C731 * U3.D(1) + C732 * U3.D(2)
        + C740 * U4 + C741 * U4.D(1) + C742 * U4.D(2)
        + C750 * U5 + C751 * U5.D(1) + C752 * U5.D(2)
        + C760 * U6 + C761 * U6.D(1) + C762 * U6.D(2)
        + C770 * U7 + C771 * U7.D(1) + C772 * U7.D(2) == B7;
}
