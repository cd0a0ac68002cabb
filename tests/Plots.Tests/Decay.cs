using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Plots.Tests;

/// <summary>Decay, of which the state and an expression are measured, the latter with a rate that varies at random.</summary>
[MechanisticModel]
public partial class Decay
{
    [State(Order = 1), InitialValue, Dosed, Observed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = -1)] public partial Coefficient LogRate { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)] public partial Coefficient OfRate { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Scale { get; }

    [Coefficient(Source.Function)] private Coefficient Rate => Exp(LogRate + OfRate);

    [Equation] private Equation Elimination => Amount.D(1) == -Rate * Amount;

    [Observed] private Term Excreted => Scale * Rate * Amount;
}

/// <summary>The same with a rate of each trajectory.</summary>
[MechanisticModel]
public partial class Outflow
{
    [State(Order = 1), InitialValue, Dosed, Observed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = -1)] public partial Coefficient LogRate { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Scale { get; }

    [Coefficient(Source.Function)] private Coefficient Rate => Exp(LogRate);

    [Equation] private Equation Elimination => Amount.D(1) == -Rate * Amount;

    [Observed] private Term Excreted => Scale * Rate * Amount;
}
