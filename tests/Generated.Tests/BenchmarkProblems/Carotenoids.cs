using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Cleavage of carotenoids in six assays, each of one substrate with enzymes of its own: Bruno et al., Journal of Experimental Botany 67, 2016. Which reactions an assay has is given, as a factor for each trajectory.</summary>
[MechanisticModel]
public partial class Carotenoids
{
    [State(Order = 1), InitialValue, Observed] public partial State Bcar { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Bcry { get; }

    [State(Order = 1), InitialValue, Observed] public partial State B10 { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Ohb10 { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Zea { get; }

    [Coefficient(Source.Learned, Initial = 0.003, Lower = 1e-5, Upper = 1e3)] public partial Coefficient K5 { get; }

    [Coefficient(Source.Learned, Initial = 0.01, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Kb1 { get; }

    [Coefficient(Source.Learned, Initial = 0.005, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Kb2 { get; }

    [Coefficient(Source.Learned, Initial = 0.002, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Kc1 { get; }

    [Coefficient(Source.Learned, Initial = 0.005, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Kc2 { get; }

    [Coefficient(Source.Learned, Initial = 0.005, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Kc4 { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-5, Upper = 1e3)] public partial Coefficient Slow { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullK5 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowK5 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullKb1 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowKb1 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullKb2 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowKb2 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullKc1 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowKc1 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullKc2 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowKc2 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient FullKc4 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient SlowKc4 { get; }

    [Equation] private Equation OfBcar => Bcar.D(1) == -Kb1 * (FullKb1 + SlowKb1 * Slow) * Bcar;

    [Equation] private Equation OfBcry => Bcry.D(1) == -Kc1 * (FullKc1 + SlowKc1 * Slow) * Bcry - Kc2 * (FullKc2 + SlowKc2 * Slow) * Bcry;

    [Equation] private Equation OfB10 => B10.D(1) == Kb1 * (FullKb1 + SlowKb1 * Slow) * Bcar + Kc1 * (FullKc1 + SlowKc1 * Slow) * Bcry - Kb2 * (FullKb2 + SlowKb2 * Slow) * B10;

    [Equation] private Equation OfOhb10 => Ohb10.D(1) == Kc2 * (FullKc2 + SlowKc2 * Slow) * Bcry + K5 * (FullK5 + SlowK5 * Slow) * Zea - Kc4 * (FullKc4 + SlowKc4 * Slow) * Ohb10;

    [Equation] private Equation OfZea => Zea.D(1) == -K5 * (FullK5 + SlowK5 * Slow) * Zea;
}
