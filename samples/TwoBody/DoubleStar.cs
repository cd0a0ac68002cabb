using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.TwoBody;

/// <summary>Two stars in a plane that attract each other by Newton's law. Astronomical units, years, masses of the Sun.</summary>
/// <remarks>The equations are of second order and stay so. Positions and velocities at the start are estimated; only positions are measured.</remarks>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class DoubleStar
{
    /// <summary>The gravitational constant: the Earth goes round the Sun in a year.</summary>
    public const double G = 4 * System.Math.PI * System.Math.PI;

    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State X1 { get; }

    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State Y1 { get; }

    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State X2 { get; }

    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State Y2 { get; }

    /// <summary>Mass of the first star.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient M1 { get; }

    /// <summary>Mass of the second star.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient M2 { get; }

    [Equation]
    private Equation FirstAcross => X1.D(2) == G * M2 * (X2 - X1) / Pow(Pow(X2 - X1, 2) + Pow(Y2 - Y1, 2), 1.5);

    [Equation]
    private Equation FirstUp => Y1.D(2) == G * M2 * (Y2 - Y1) / Pow(Pow(X2 - X1, 2) + Pow(Y2 - Y1, 2), 1.5);

    [Equation]
    private Equation SecondAcross => X2.D(2) == G * M1 * (X1 - X2) / Pow(Pow(X2 - X1, 2) + Pow(Y2 - Y1, 2), 1.5);

    [Equation]
    private Equation SecondUp => Y2.D(2) == G * M1 * (Y1 - Y2) / Pow(Pow(X2 - X1, 2) + Pow(Y2 - Y1, 2), 1.5);
}
