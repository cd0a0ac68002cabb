using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>One part of a temperature's course: a damped, driven oscillation, U'' + damping U' + stiffness U = drive. Time in years, a week to a step; the parts of a temperature are trajectories of this one state.</summary>
[MechanisticModel]
[Grid(StepSize = 7 / 365.25)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Mode
{
    /// <summary>The part of the temperature.</summary>
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    /// <summary>How fast it dies away, 1/year.</summary>
    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Damping { get; }

    /// <summary>The square of its angular frequency, 1/year².</summary>
    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Stiffness { get; }

    /// <summary>The stiffness times the level that it fades towards.</summary>
    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Drive { get; }

    [Equation]
    private Equation Law => U.D(2) + Damping * U.D(1) + Stiffness * U == Drive;
}
