using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Ten masses between springs: a block of thirty unknowns, eliminated in tiles.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.1)]
public partial class TenStates
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X0 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X1 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X2 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X3 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X4 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X5 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X6 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X7 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X8 { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State X9 { get; }

    [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Stiffness { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Force { get; }

    [Equation] private Equation E0 => X0.D(2) + 0.1 * X0.D(1) + Stiffness * (2 * X0 - X1) == Force;

    [Equation] private Equation E1 => X1.D(2) + 0.1 * X1.D(1) + Stiffness * (2 * X1 - X0 - X2) == 0;

    [Equation] private Equation E2 => X2.D(2) + 0.1 * X2.D(1) + Stiffness * (2 * X2 - X1 - X3) == 0;

    [Equation] private Equation E3 => X3.D(2) + 0.1 * X3.D(1) + Stiffness * (2 * X3 - X2 - X4) == 0;

    [Equation] private Equation E4 => X4.D(2) + 0.1 * X4.D(1) + Stiffness * (2 * X4 - X3 - X5) == 0;

    [Equation] private Equation E5 => X5.D(2) + 0.1 * X5.D(1) + Stiffness * (2 * X5 - X4 - X6) == 0;

    [Equation] private Equation E6 => X6.D(2) + 0.1 * X6.D(1) + Stiffness * (2 * X6 - X5 - X7) == 0;

    [Equation] private Equation E7 => X7.D(2) + 0.1 * X7.D(1) + Stiffness * (2 * X7 - X6 - X8) == 0;

    [Equation] private Equation E8 => X8.D(2) + 0.1 * X8.D(1) + Stiffness * (2 * X8 - X7 - X9) == 0;

    [Equation] private Equation E9 => X9.D(2) + 0.1 * X9.D(1) + Stiffness * (2 * X9 - X8) == 0;
}
