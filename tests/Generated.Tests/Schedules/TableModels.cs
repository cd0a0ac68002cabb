using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>A drug by mouth or into a vein, of which plasma and effect are measured; clearance depends on weight, and on a second drug that comes and goes.</summary>
[MechanisticModel]
public partial class Trial
{
    [State(Order = 1), InitialValue, Dosed] public partial State Depot { get; }

    [State(Order = 1), InitialValue, Dosed] public partial State Central { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 2, Lower = 0)] public partial Coefficient Clearance { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0)] public partial Coefficient V { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Weight { get; }

    [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient Inhibitor { get; }

    [Equation] private Equation OfDepot => Depot.D(1) == -Ka * Depot;

    [Equation] private Equation OfCentral => Central.D(1) == Ka * Depot - Clearance * Weight / 70 * (1 - 0.5 * Inhibitor) / V * Central;

    [Observed] private Term Concentration => Central / V;

    [Observed] private Term Effect => Log(1 + Central);
}

/// <summary>Phenobarbital in one compartment (Grasela and Donn, Developmental Pharmacology and Therapeutics 8, 1985).</summary>
[MechanisticModel]
public partial class Newborn
{
    [State(Order = 1), InitialValue, Dosed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 0)] public partial Coefficient Clearance { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Volume { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Weight { get; }

    [Equation] private Equation Balance => Amount.D(1) == -Clearance / Volume * Amount;

    [Observed] private Term Concentration => Amount / (Volume * Weight);
}
