namespace ScalableMNN.Runtime.Lanes;

/// <summary>
/// The scalar of a kernel: the same number of <see cref="Count"/> trajectories side by side, or of one. Every operation acts on each trajectory
/// by itself and rounds the same way for every width, so that the result of a trajectory does not depend, to the last bit, on how many others share its lane.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>How many trajectories stand side by side.</summary>
    static abstract int Count { get; }

    /// <summary>Zero for every trajectory.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One for every trajectory.</summary>
    static abstract TSelf One { get; }

    /// <summary>Infinity for every trajectory.</summary>
    static abstract TSelf Infinity { get; }

    /// <summary>The same number for every trajectory.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The lane.</returns>
    static abstract TSelf Create(double value);

    /// <summary>Adds.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Subtracts.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Multiplies.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Divides.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Negates.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>left * right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>minuend - left * right, rounded once.</summary>
    static abstract TSelf MultiplySubtract(TSelf left, TSelf right, TSelf minuend);

    /// <summary>The absolute value.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The larger; NaN where one is NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller; NaN where one is NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The exponential function.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The sine.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>The cosine.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>The tangent.</summary>
    static abstract TSelf Tan(TSelf value);

    /// <summary>The hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>The hyperbolic sine.</summary>
    static abstract TSelf Sinh(TSelf value);

    /// <summary>The hyperbolic cosine.</summary>
    static abstract TSelf Cosh(TSelf value);

    /// <summary>-1, 0 or 1, the sign.</summary>
    static abstract TSelf Sign(TSelf value);

    /// <summary>The inverse sine, an angle in radians.</summary>
    static abstract TSelf Asin(TSelf value);

    /// <summary>The inverse cosine, an angle in radians.</summary>
    static abstract TSelf Acos(TSelf value);

    /// <summary>The inverse tangent, an angle in radians.</summary>
    static abstract TSelf Atan(TSelf value);

    /// <summary>The logarithm to base 10.</summary>
    static abstract TSelf Log10(TSelf value);

    /// <summary>The error function.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>The largest whole number that is not larger.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>1 where it is zero or more, 0 where it is less.</summary>
    static abstract TSelf Heaviside(TSelf value);

    /// <summary>One number where a flag is one, the other elsewhere.</summary>
    static abstract TSelf Choose(TSelf flag, TSelf whereOne, TSelf otherwise);

    /// <summary>A magnitude with the sign of another number; zero counts by its sign bit.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>A power.</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);

    /// <summary>
    /// Records the first grid point at which something is not larger than a bound (or not a number): the smaller of <paramref name="failure"/> and
    /// <paramref name="at"/> where that is so, and <paramref name="failure"/> elsewhere.
    /// </summary>
    /// <param name="failure">The first grid point recorded so far, or infinity.</param>
    /// <param name="value">The value that must be larger.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="at">The grid point at hand.</param>
    /// <returns>The first grid point recorded.</returns>
    static abstract TSelf RecordFailure(TSelf failure, TSelf value, TSelf bound, TSelf at);
}
