using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.BouncingBall;

/// <summary>A ball that falls, and bounces with a part of its speed. Lengths in m, times in s.</summary>
[MechanisticModel]
public partial class Ball
{
    /// <summary>Its height above the ground, m.</summary>
    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State Height { get; }

    /// <summary>Acceleration, m/s^2.</summary>
    [Coefficient(Source.Learned, Initial = 9.81, Lower = 0)]
    public partial Coefficient Gravity { get; }

    /// <summary>Which part of the speed is left after a bounce.</summary>
    [Coefficient(Source.Learned, Initial = 0.8, Lower = 0, Upper = 1)]
    public partial Coefficient Restitution { get; }

    [Equation]
    private Equation Fall => Height.D(2) == -Gravity;

    [Event]
    private Event Bounce => When(Height <= 0).Set(Height.D(1), -Restitution * Height.D(1));
}
