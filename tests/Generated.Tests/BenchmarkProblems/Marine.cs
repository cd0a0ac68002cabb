using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Eight stages of a marine species, which die and grow: problem of the COPS collection (Dolan, Moré and Munson, ANL/MCS-TM-273, 2004).</summary>
[MechanisticModel]
public partial class Marine
{
    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y1 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y2 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y3 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y4 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y5 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y6 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y7 { get; }

    [State(Order = 1), InitialValue, Observed(Noise = 1)] public partial State Y8 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G1 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G2 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G3 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G4 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G5 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G6 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient G7 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M1 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M2 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M3 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M4 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M5 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M6 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M7 { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient M8 { get; }

    [Equation] private Equation OfY1 => Y1.D(1) == -(M1 + G1) * Y1;

    [Equation] private Equation OfY2 => Y2.D(1) == G1 * Y1 - (M2 + G2) * Y2;

    [Equation] private Equation OfY3 => Y3.D(1) == G2 * Y2 - (M3 + G3) * Y3;

    [Equation] private Equation OfY4 => Y4.D(1) == G3 * Y3 - (M4 + G4) * Y4;

    [Equation] private Equation OfY5 => Y5.D(1) == G4 * Y4 - (M5 + G5) * Y5;

    [Equation] private Equation OfY6 => Y6.D(1) == G5 * Y5 - (M6 + G6) * Y6;

    [Equation] private Equation OfY7 => Y7.D(1) == G6 * Y6 - (M7 + G7) * Y7;

    [Equation] private Equation OfY8 => Y8.D(1) == G7 * Y7 - M8 * Y8;
}
