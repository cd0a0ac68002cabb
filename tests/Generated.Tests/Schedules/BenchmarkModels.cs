using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Dimerisation of STAT5: Boehm et al., Journal of Proteome Research 13, 2014.</summary>
[MechanisticModel]
public partial class Boehm
{
    private const double V = 0.45 / 1.4, W = 1.4 / 0.45, S = 0.107;

    [State(Order = 1), InitialValue] public partial State A { get; }

    [State(Order = 1), InitialValue] public partial State B { get; }

    [State(Order = 1), InitialValue] public partial State Ab { get; }

    [State(Order = 1), InitialValue] public partial State Aa { get; }

    [State(Order = 1), InitialValue] public partial State Bb { get; }

    [State(Order = 1), InitialValue] public partial State Naa { get; }

    [State(Order = 1), InitialValue] public partial State Nab { get; }

    [State(Order = 1), InitialValue] public partial State Nbb { get; }

    [Coefficient(Source.Learned, Initial = 0.03, Lower = 1e-5, Upper = 1e5)] public partial Coefficient Epo { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 1e-5, Upper = 1e5)] public partial Coefficient OutHetero { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 1e-5, Upper = 1e5)] public partial Coefficient OutHomo { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 1e-5, Upper = 1e5)] public partial Coefficient InHetero { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 1e-5, Upper = 1e5)] public partial Coefficient InHomo { get; }

    [Coefficient(Source.Learned, Initial = 1e4, Lower = 1e-5, Upper = 1e5)] public partial Coefficient Phos { get; }

    [Coefficient(Source.Function)] private Coefficient Drive => 1.25e-7 * Phos * Exp(-Epo * T);

    [Equation] private Equation E1 => A.D(1) == -2 * Drive * A * A - Drive * A * B + 2 * V * OutHomo * Naa + V * OutHetero * Nab;

    [Equation] private Equation E2 => B.D(1) == -Drive * A * B - 2 * Drive * B * B + V * OutHetero * Nab + 2 * V * OutHomo * Nbb;

    [Equation] private Equation E3 => Ab.D(1) == Drive * A * B - InHetero * Ab;

    [Equation] private Equation E4 => Aa.D(1) == Drive * A * A - InHomo * Aa;

    [Equation] private Equation E5 => Bb.D(1) == Drive * B * B - InHomo * Bb;

    [Equation] private Equation E6 => Naa.D(1) == W * InHomo * Aa - OutHomo * Naa;

    [Equation] private Equation E7 => Nab.D(1) == W * InHetero * Ab - OutHetero * Nab;

    [Equation] private Equation E8 => Nbb.D(1) == W * InHomo * Bb - OutHomo * Nbb;

    [Observed] private Term Pa => 100 * (Ab + 2 * S * Aa) / (Ab + S * A + 2 * S * Aa);

    [Observed] private Term Pb => 100 * (Ab + 2 * (1 - S) * Bb) / (Ab + (1 - S) * B + 2 * (1 - S) * Bb);

    [Observed] private Term Ra => 100 * (Ab + S * A + 2 * S * Aa) / (2 * Ab + S * A + 2 * S * Aa + (1 - S) * B + 2 * (1 - S) * Bb);
}

/// <summary>T cells during an immune response: Crauste et al., Cell Systems 4, 2017. Rates span ten decades.</summary>
[MechanisticModel]
public partial class Crauste
{
    [State(Order = 1), InitialValue, Observed] public partial State Naive { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Early { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Late { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Memory { get; }

    [State(Order = 1), InitialValue] public partial State Pathogen { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient DeltaEL { get; }

    [Coefficient(Source.Learned, Initial = 0.02, Lower = 1e-5, Upper = 1e3)] public partial Coefficient DeltaLM { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 1e-5, Upper = 1e3)] public partial Coefficient DeltaNE { get; }

    [Coefficient(Source.Learned, Initial = 4e-5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient MuEE { get; }

    [Coefficient(Source.Learned, Initial = 1e-9, Lower = 1e-10, Upper = 1e3)] public partial Coefficient MuLE { get; }

    [Coefficient(Source.Learned, Initial = 8e-6, Lower = 1e-10, Upper = 1e3)] public partial Coefficient MuLL { get; }

    [Coefficient(Source.Learned, Initial = 0.7, Lower = 1e-5, Upper = 1e3)] public partial Coefficient MuN { get; }

    [Coefficient(Source.Learned, Initial = 2e-5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient MuP { get; }

    [Coefficient(Source.Learned, Initial = 1e-9, Lower = 1e-10, Upper = 1e3)] public partial Coefficient MuPE { get; }

    [Coefficient(Source.Learned, Initial = 4e-5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient MuPL { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient RhoE { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 1e-5, Upper = 1e3)] public partial Coefficient RhoP { get; }

    [Equation] private Equation OfNaive => Naive.D(1) == -MuN * Naive - DeltaNE * Naive * Pathogen;

    [Equation] private Equation OfEarly => Early.D(1) == DeltaNE * Naive * Pathogen + RhoE * Early * Pathogen - MuEE * Early * Early - DeltaEL * Early;

    [Equation] private Equation OfLate => Late.D(1) == DeltaEL * Early - MuLL * Late * Late - MuLE * Early * Late - DeltaLM * Late;

    [Equation] private Equation OfMemory => Memory.D(1) == DeltaLM * Late;

    [Equation] private Equation OfPathogen => Pathogen.D(1) == RhoP * Pathogen * Pathogen - MuPE * Early * Pathogen - MuPL * Late * Pathogen - MuP * Pathogen;
}
