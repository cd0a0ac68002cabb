using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>One compartment, the area under its curve, and that since the last dose.</summary>
[MechanisticModel(TimeUnit = "h")]
public partial class Exposure
{
    [State(Order = 1, Unit = "mg/L"), InitialValue, Dosed(Unit = "mg", Bioavailability = nameof(PerVolume))] public partial State C { get; }

    [Coefficient(Source.Learned, Initial = 3, Lower = 0, Unit = "L/h")] public partial Coefficient CL { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0, Unit = "L")] public partial Coefficient V { get; }

    [Coefficient(Source.Function)] private Coefficient PerVolume => 1 / V;

    [Equation] private Equation Balance => C.D(1) == -CL / V * C;

    [Observed(Unit = "mg*h/L")] private Term Area => Integral(C);

    [Observed] private Term Twice => 2 * Integral(C) + CL / V * Integral(Integral(C));
}

/// <summary>People fall ill at a rate, and are counted since the count before.</summary>
[MechanisticModel]
public partial class Counted
{
    [State(Order = 1), InitialValue] public partial State Susceptible { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient Rate { get; }

    private Term Infections => Rate * Susceptible;

    [Equation] private Equation Falling => Susceptible.D(1) == -Infections;

    [Event] private Event Count => Happens;

    [Event] private Event Alarm => When(Integral(Infections) >= 50).Set(Susceptible, 0.5 * Susceptible);

    [Observed] private Term Cases => Integral(Infections, Count);
}
