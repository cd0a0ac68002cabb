using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Six masses between hardening springs, driven in time, on a grid whose steps are given: a large block of a model that is not linear.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input)]
public partial class SixSprings
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X0 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X1 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X2 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X3 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X4 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X5 { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Hardening { get; }

    [Equation] private Equation E0 => X0.D(2) + 0.4 * X0.D(1) + 2 * X0 - X1 + Hardening * X0 * X0 * X0 == Cos(T);

    [Equation] private Equation E1 => X1.D(2) + 0.4 * X1.D(1) + 2 * X1 - X0 - X2 == 0;

    [Equation] private Equation E2 => X2.D(2) + 0.4 * X2.D(1) + 2 * X2 - X1 - X3 + Hardening * X2 * X2 * X2 == 0;

    [Equation] private Equation E3 => X3.D(2) + 0.4 * X3.D(1) + 2 * X3 - X2 - X4 == 0;

    [Equation] private Equation E4 => X4.D(2) + 0.4 * X4.D(1) + 2 * X4 - X3 - X5 + Hardening * X4 * X4 * X4 == 0;

    [Equation] private Equation E5 => X5.D(2) + 0.4 * X5.D(1) + 2 * X5 - X4 == 0;
}
