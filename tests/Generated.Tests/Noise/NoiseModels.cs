using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Noise;

/// <summary>Exponential decay, with an error in proportion to what is left.</summary>
[MechanisticModel]
public partial class ProportionalDecay
{
    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.Proportional)] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}

/// <summary>The same with an additive error too, and where both start.</summary>
[MechanisticModel]
public partial class CombinedDecay
{
    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.Combined, NoiseStart = 0.1, ProportionalStart = 0.2)] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}

/// <summary>The same with an additive error on the logarithm.</summary>
[MechanisticModel]
public partial class LogNormalDecay
{
    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.LogNormal)] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}

/// <summary>The same, counted.</summary>
[MechanisticModel]
public partial class CountedDecay
{
    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.Poisson)] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}

/// <summary>The same with heavy tails.</summary>
[MechanisticModel]
public partial class RobustDecay
{
    [State(Order = 1), InitialValue, Observed(Error = ErrorModel.StudentT)] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}

/// <summary>The same with an additive error, for values that are censored.</summary>
[MechanisticModel]
public partial class AdditiveDecay
{
    [State(Order = 1), InitialValue, Observed] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => A.D(1) == -Rate * A;
}
