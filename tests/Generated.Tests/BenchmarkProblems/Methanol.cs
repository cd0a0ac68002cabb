using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Methanol to hydrocarbons: problem of the COPS collection (Dolan, Moré and Munson, ANL/MCS-TM-273, 2004).</summary>
[MechanisticModel]
public partial class Methanol
{
    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y1 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y2 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y3 { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K1 { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K2 { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K3 { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K4 { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K5 { get; }

    [Equation] private Equation OfY1 => Y1.D(1) == -(2 * K2 - K1 * Y2 / ((K2 + K5) * Y1 + Y2) + K3 + K4) * Y1;

    [Equation] private Equation OfY2 => Y2.D(1) == K1 * Y1 * (K2 * Y1 - Y2) / ((K2 + K5) * Y1 + Y2) + K3 * Y1;

    [Equation] private Equation OfY3 => Y3.D(1) == K1 * Y1 * (Y2 + K5 * Y1) / ((K2 + K5) * Y1 + Y2) + K4 * Y1;
}
