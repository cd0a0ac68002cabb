using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>
/// Three genes that repress each other in a ring, seen through a fluorescent protein: Elowitz and Leibler, Nature 403, 2000. A dose of 1 at the time 0 arrives as the initial value that is estimated, so that it has bounds and moves on
/// the scale of its logarithm as in PEtab.
/// </summary>
[MechanisticModel]
public partial class Repressilator
{
    private const double Ln10 = 2.302585092994046;

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstXMrna))] public partial State XMrna { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstXMrna { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstYMrna))] public partial State YMrna { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstYMrna { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstZMrna))] public partial State ZMrna { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstZMrna { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstX))] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstX { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstY))] public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstY { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstZ))] public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstZ { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstGfpMrna))] public partial State GfpMrna { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstGfpMrna { get; }

    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(FirstGfp))] public partial State Gfp { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient FirstGfp { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Half { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Background { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Efficiency { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient GfpEfficiency { get; }

    [Coefficient(Source.Learned, Initial = 2, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Hill { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Scale { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 1e-5, Upper = 1e3)] public partial Coefficient MrnaLife { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 1e-5, Upper = 1e3)] public partial Coefficient GfpMrnaLife { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 1e-5, Upper = 1e3)] public partial Coefficient ProteinLife { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 1e-5, Upper = 1e3)] public partial Coefficient GfpLife { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Active { get; }

    [Coefficient(Source.Learned, Initial = 5e-4, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Repressed { get; }

    [Coefficient(Source.Function)] private Coefficient HalfPower => Pow(Half, Hill);

    [Coefficient(Source.Function)] private Coefficient Decay => Log(2) / MrnaLife;

    [Equation] private Equation OfXMrna => XMrna.D(1) == 60 * Repressed - HalfPower * (60 * Repressed - 60 * Active) / (HalfPower + Pow(Z, Hill)) - Decay * XMrna;

    [Equation] private Equation OfYMrna => YMrna.D(1) == 60 * Repressed - HalfPower * (60 * Repressed - 60 * Active) / (HalfPower + Pow(X, Hill)) - Decay * YMrna;

    [Equation] private Equation OfZMrna => ZMrna.D(1) == 60 * Repressed - HalfPower * (60 * Repressed - 60 * Active) / (HalfPower + Pow(Y, Hill)) - Decay * ZMrna;

    [Equation] private Equation OfX => X.D(1) == XMrna * Efficiency / MrnaLife - Log(2) / ProteinLife * X;

    [Equation] private Equation OfY => Y.D(1) == YMrna * Efficiency / MrnaLife - Log(2) / ProteinLife * Y;

    [Equation] private Equation OfZ => Z.D(1) == ZMrna * Efficiency / MrnaLife - Log(2) / ProteinLife * Z;

    [Equation] private Equation OfGfpMrna => GfpMrna.D(1) == -Log(2) / GfpMrnaLife * GfpMrna;

    [Equation] private Equation OfGfp => Gfp.D(1) == GfpMrna * GfpEfficiency / GfpMrnaLife - Log(2) / GfpLife * Gfp + 60 * Repressed - HalfPower * (60 * Repressed - 60 * Active) / (HalfPower + Pow(X, Hill));

    [Observed] private Term LogFluorescence => Log(Background + Scale * Gfp) / Ln10;
}
