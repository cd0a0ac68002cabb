using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Eight tanks in a row, of first and second order, with steps, inflow and valves of their own: a block of nineteen unknowns of states of unequal sizes, eliminated in tiles.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input)]
public partial class EightStates
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [State(Order = 1), InitialValue] public partial State B { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State C { get; }

    [State(Order = 1), InitialValue(Points = 2)] public partial State D { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State E { get; }

    [State(Order = 1), InitialValue] public partial State F { get; }

    [State(Order = 1), InitialValue, Observed] public partial State G { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State H { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Outflow { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Valve { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation First => A.D(1) + Outflow * A == Inflow;

    [Equation] private Equation Second => B.D(1) + Valve * B - A == 0;

    [Equation] private Equation Third => C.D(2) + 0.3 * C.D(1) + C - Inflow * B == 0;

    [Equation] private Equation Fourth => D.D(1) + D - C - 0.2 * C.D(1) == 0;

    [Equation] private Equation Fifth => E.D(2) + E.D(1) + Valve * E - D == 0;

    [Equation] private Equation Sixth => F.D(1) + F - E + 0.1 * A == Inflow * Inflow;

    [Equation] private Equation Seventh => G.D(1) + Outflow * G - F == 0;

    [Equation] private Equation Eighth => H.D(2) + 2 * H.D(1) + H - G == 0;
}
