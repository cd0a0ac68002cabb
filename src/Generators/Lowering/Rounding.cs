namespace ScalableMNN.Generators.Lowering;

/// <summary>The numbers in which the factor is computed.</summary>
/// <param name="Unit">The distance from 1 to the next larger number.</param>
/// <param name="SmallestSquare">Far below the square of any entry.</param>
internal sealed record Rounding(double Unit, double SmallestSquare)
{
    public static Rounding Double { get; } = new(2.220446049250313e-16, 1e-300);

    public static Rounding Single { get; } = new(1.1920928955078125e-7, 1e-35);
}
