using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>A pendulum between two given angles: a nonlinear boundary-value problem.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Pendulum
{
    [State(Order = 2), Observed]
    public partial State Angle { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient Gravity { get; }

    [Equation]
    private Equation Newton => Angle.D(2) == -Gravity * Sin(Angle);
}
