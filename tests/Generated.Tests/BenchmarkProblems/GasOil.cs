using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Catalytic cracking of gas oil: problem of the COPS collection (Dolan, Moré and Munson, ANL/MCS-TM-273, 2004).</summary>
[MechanisticModel]
public partial class GasOil
{
    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y1 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y2 { get; }

    [Coefficient(Source.Learned, Initial = 5, Lower = 0)] public partial Coefficient K1 { get; }

    [Coefficient(Source.Learned, Initial = 5, Lower = 0)] public partial Coefficient K2 { get; }

    [Coefficient(Source.Learned, Initial = 5, Lower = 0)] public partial Coefficient K3 { get; }

    [Equation] private Equation OfY1 => Y1.D(1) == -(K1 + K3) * Y1 * Y1;

    [Equation] private Equation OfY2 => Y2.D(1) == K1 * Y1 * Y1 - K2 * Y2;
}
