using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>x' = cos t with a constant step, so that nothing but the start moves time.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1, Start = -1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Swept
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Equation] private Equation Sweep => X.D(1) == Cos(T);
}

/// <summary>The same with a step for each interval, in single precision.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
[Solver(Precision = Precision.Single)]
public partial class SweptInSingle
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Equation] private Equation Sweep => X.D(1) == Cos(T);
}

/// <summary>x' = -2 t x^2, which is 1 / (1 / x(s) + t^2 - s^2).</summary>
[MechanisticModel]
[Grid(Per = Per.Trajectory)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class SweptCurve
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Equation] private Equation Curve => X.D(1) == -2 * T * X * X;
}
