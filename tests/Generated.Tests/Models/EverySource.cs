using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Every source of a coefficient with every variation.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.2, Source = Source.Learned, Per = Per.Step, Start = 0.3)]
public partial class EverySource
{
    [State(Order = 2), InitialValue(Orders = 2, Points = 2, Weight = 1.5)]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Coefficient(Source.Constant, Value = 1.25)]
    public partial Coefficient Fixed { get; }

    [Coefficient(Source.Learned, Initial = 0.7)]
    public partial Coefficient LearnedModel { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.6, Lower = 0)]
    public partial Coefficient LearnedTrajectory { get; }

    [Coefficient(Source.Learned, Per = Per.Step, Initial = 0.5, Lower = 0, Upper = 2)]
    public partial Coefficient LearnedStep { get; }

    [Coefficient(Source.Input)]
    public partial Coefficient InputModel { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient InputTrajectory { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient InputStep { get; }

    [Coefficient(Source.Network)]
    public partial Coefficient NetworkModel { get; }

    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient NetworkTrajectory { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient NetworkStep { get; }

    [Coefficient(Source.Function)]
    private Coefficient Drive => 0.5 * Cos(3 * T) + LearnedModel * Exp(-T) * InputStep;

    [Equation(Weight = 0.8)]
    private Equation First => Fixed * X.D(2) + LearnedModel * X.D(1) + LearnedStep * X + InputTrajectory * Y == Drive + NetworkStep / (1 + Pow(NetworkTrajectory, 2));

    [Equation]
    private Equation Second => Y.D(1) + LearnedTrajectory * Y - InputModel * X == NetworkModel * InputStep;
}
