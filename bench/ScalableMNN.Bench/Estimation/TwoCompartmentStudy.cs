using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Bench.Estimation;

/// <summary>Two compartments with doses into the first; clearance and volume differ from subject to subject.</summary>
[MechanisticModel]
internal sealed partial class TwoCompartmentStudy
{
    [State(Order = 1), InitialValue, Dosed] internal partial State Central { get; }

    [State(Order = 1), InitialValue] internal partial State Peripheral { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] internal partial Coefficient LCl { get; }
    [Coefficient(Source.Learned, Initial = 2)] internal partial Coefficient LV { get; }
    [Coefficient(Source.Learned, Initial = 0.5)] internal partial Coefficient LQ { get; }
    [Coefficient(Source.Learned, Initial = 2)] internal partial Coefficient LW { get; }
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.4)] internal partial Coefficient OfCl { get; }
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.4)] internal partial Coefficient OfV { get; }

    [Coefficient(Source.Function)] private Coefficient V => Exp(LV + OfV);
    [Coefficient(Source.Function)] private Coefficient Q => Exp(LQ);
    [Coefficient(Source.Function)] private Coefficient W => Exp(LW);

    [Equation] private Equation Loss => Central.D(1) == -(Exp(LCl + OfCl) + Q) / V * Central + Q / W * Peripheral;
    [Equation] private Equation Exchange => Peripheral.D(1) == Q / V * Central - Q / W * Peripheral;

    [Observed] private Term Concentration => Central / V;
}
