using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Populations;

/// <summary>Theophylline, as R's nlme parametrises it (SSfol): absorption and clearance vary from subject to subject.</summary>
[MechanisticModel]
public partial class TheophyllinePopulation
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Concentration { get; }

    [Coefficient(Source.Learned, Initial = -2.5)] public partial Coefficient LKe { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient LKa { get; }

    [Coefficient(Source.Learned, Initial = -3)] public partial Coefficient LCl { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.5)] public partial Coefficient OfKa { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)] public partial Coefficient OfCl { get; }

    [Coefficient(Source.Function)] private Coefficient Ka => Exp(LKa + OfKa);

    [Coefficient(Source.Function)] private Coefficient Ke => Exp(LKe);

    [Coefficient(Source.Function)] private Coefficient Cl => Exp(LCl + OfCl);

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Concentration.D(1) == Ka * Ke / Cl * Gut - Ke * Concentration;
}

/// <summary>Phenobarbital: clearance and volume vary from infant to infant.</summary>
[MechanisticModel]
public partial class PhenobarbitalPopulation
{
    [State(Order = 1), InitialValue, Dosed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = -5)] public partial Coefficient LCl { get; }

    [Coefficient(Source.Learned, Initial = 0)] public partial Coefficient LV { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.4)] public partial Coefficient OfCl { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.4)] public partial Coefficient OfV { get; }

    [Equation] private Equation Elimination => Amount.D(1) == -Exp(LCl + OfCl - LV - OfV) * Amount;

    [Observed] private Term Concentration => Amount / Exp(LV + OfV);
}

/// <summary>A line whose slope and intercept vary together: for this the likelihood is exact, and has a closed form.</summary>
[MechanisticModel]
public partial class Lines
{
    [State(Order = 1), InitialValue] public partial State Height { get; }

    [Coefficient(Source.Learned, Initial = 0)] public partial Coefficient Intercept { get; }

    [Coefficient(Source.Learned, Initial = 0)] public partial Coefficient Slope { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(1)] public partial Coefficient OfIntercept { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(1, CorrelatedWith = nameof(OfIntercept))] public partial Coefficient OfSlope { get; }

    [Equation] private Equation Rise => Height.D(1) == Slope + OfSlope;

    [Observed] private Term Reading => Height + Intercept + OfIntercept;
}

/// <summary>Theophylline with an error of which a part is in proportion to the concentration.</summary>
[MechanisticModel]
public partial class TheophyllineCombined
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.Combined)] public partial State Concentration { get; }

    [Coefficient(Source.Learned, Initial = -2.5)] public partial Coefficient LKe { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient LKa { get; }

    [Coefficient(Source.Learned, Initial = -3)] public partial Coefficient LCl { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.5)] public partial Coefficient OfKa { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)] public partial Coefficient OfCl { get; }

    [Coefficient(Source.Function)] private Coefficient Ka => Exp(LKa + OfKa);

    [Coefficient(Source.Function)] private Coefficient Ke => Exp(LKe);

    [Coefficient(Source.Function)] private Coefficient Cl => Exp(LCl + OfCl);

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Concentration.D(1) == Ka * Ke / Cl * Gut - Ke * Concentration;
}
