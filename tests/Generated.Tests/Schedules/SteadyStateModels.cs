using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>By mouth or into a vein, with all that a model may say of doses.</summary>
[MechanisticModel]
public partial class Regular
{
    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(F), Lag = nameof(Lag), Duration = nameof(ZeroOrder))] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(Part), Lag = nameof(Late), Rate = nameof(Pump), Duration = nameof(Drip))] public partial State Plasma { get; }

    [Observed] private Term Concentration => Plasma / V;

    [Coefficient(Source.Learned, Initial = 1.2, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 0)] public partial Coefficient V { get; }

    [Coefficient(Source.Learned, Initial = 0.7, Lower = 0)] public partial Coefficient F { get; }

    [Coefficient(Source.Learned, Initial = 0.35, Lower = 0)] public partial Coefficient Lag { get; }

    [Coefficient(Source.Learned, Initial = 2.5, Lower = 0)] public partial Coefficient ZeroOrder { get; }

    [Coefficient(Source.Learned, Initial = 0.9, Lower = 0)] public partial Coefficient Part { get; }

    [Coefficient(Source.Learned, Initial = 0.15, Lower = 0)] public partial Coefficient Late { get; }

    [Coefficient(Source.Learned, Initial = 30, Lower = 0)] public partial Coefficient Pump { get; }

    [Coefficient(Source.Learned, Initial = 1.75, Lower = 0)] public partial Coefficient Drip { get; }

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Plasma.D(1) == Ka * Gut - Ke * Plasma;
}

/// <summary>By mouth, or into a vein by a pump whose rate is not known.</summary>
[MechanisticModel]
public partial class Pumped
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed(Rate = nameof(Pump))] public partial State Plasma { get; }

    [Observed] private Term Concentration => Plasma / V;

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 0)] public partial Coefficient V { get; }

    [Coefficient(Source.Learned, Initial = 15, Lower = 0)] public partial Coefficient Pump { get; }

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Plasma.D(1) == Ka * Gut - Ke * Plasma;
}

/// <summary>Steady states of a population.</summary>
[MechanisticModel]
public partial class RegularPopulation
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed] public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 0.3)] public partial Coefficient LogKa { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient LogClearance { get; }

    [Coefficient(Source.Learned, Initial = 2.5)] public partial Coefficient LogVolume { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect] public partial Coefficient OfClearance { get; }

    [Coefficient(Source.Function)] private Coefficient Ka => Symbols.Exp(LogKa);

    [Coefficient(Source.Function)] private Coefficient Clearance => Symbols.Exp(LogClearance + OfClearance);

    [Coefficient(Source.Function)] private Coefficient Volume => Symbols.Exp(LogVolume);

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Plasma.D(1) == Ka * Gut - Clearance / Volume * Plasma;

    [Observed] private Term Concentration => Plasma / Volume;
}

/// <summary>Elimination that saturates (Michaelis and Menten), after absorption.</summary>
[MechanisticModel]
public partial class Saturable
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed] public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 1.1, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 0)] public partial Coefficient Vmax { get; }

    [Coefficient(Source.Learned, Initial = 25, Lower = 0)] public partial Coefficient Km { get; }

    [Observed] private Term Amount => Plasma;

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Elimination => Plasma.D(1) == Ka * Gut - Vmax * Plasma / (Km + Plasma);
}

/// <summary>A response that a drug inhibits: it has a state of rest of its own (Dayneka, Garg and Jusko, J. Pharmacokinet. Biopharm. 21, 1993).</summary>
[MechanisticModel]
public partial class Indirect
{
    [State(Order = 1), InitialValue, Dosed] public partial State Drug { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Response { get; }

    [Coefficient(Source.Learned, Initial = 0.25, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 8, Lower = 0)] public partial Coefficient Made { get; }

    [Coefficient(Source.Learned, Initial = 0.4, Lower = 0)] public partial Coefficient Lost { get; }

    [Coefficient(Source.Learned, Initial = 5, Lower = 0)] public partial Coefficient Half { get; }

    [Equation] private Equation OfDrug => Drug.D(1) == -Ke * Drug;

    [Equation] private Equation OfResponse => Response.D(1) == Made * (1 - Drug / (Half + Drug)) - Lost * Response;
}

/// <summary>A drug that nothing eliminates as long as Ke is 0, and that grows where it is less.</summary>
[MechanisticModel]
public partial class Kept
{
    [State(Order = 1), InitialValue, Dosed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 0.1)] public partial Coefficient Ke { get; }

    [Observed] private Term Held => Amount;

    [Equation] private Equation Balance => Amount.D(1) == -Ke * Amount;
}

/// <summary>A substance that is made at a constant rate, and dosed.</summary>
[MechanisticModel]
public partial class Endogenous
{
    [State(Order = 1), InitialValue, Dosed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 3, Lower = 0)] public partial Coefficient Made { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Ke { get; }

    [Equation] private Equation Balance => Amount.D(1) == Made - Ke * Amount;
}

/// <summary>Elimination by the time of the day.</summary>
[MechanisticModel]
public partial class ByTheClock
{
    [State(Order = 1), InitialValue, Dosed, Observed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Ke { get; }

    [Equation] private Equation Balance => Amount.D(1) == -Ke * (1 + 0.5 * Symbols.Sin(0.26 * Symbols.T)) * Amount;
}

/// <summary>A reservoir that empties into plasma whenever it is full.</summary>
[MechanisticModel]
public partial class Reservoir
{
    [State(Order = 1), InitialValue, Dosed] public partial State Bile { get; }

    [State(Order = 1), InitialValue] public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 0.3, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Drains { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Fills { get; }

    [Coefficient(Source.Learned, Initial = 8, Lower = 0)] public partial Coefficient Full { get; }

    [Equation] private Equation OfBile => Bile.D(1) == Fills * Plasma - Drains * Bile;

    [Equation] private Equation OfPlasma => Plasma.D(1) == -Fills * Plasma - Ke * Plasma + 0.5 * Drains * Bile;

    [Event] private Event Empties => Symbols.When(Bile >= Full).Set(Bile, 0.1 * Bile).Set(Plasma, Plasma + 0.9 * Bile);
}
