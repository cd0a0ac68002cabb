namespace ScalableMNN.Dsl;

/// <summary>Time and the elementary functions, for use in equations: <c>using static ScalableMNN.Dsl.Symbols;</c>.</summary>
public static class Symbols
{
    /// <summary>Time at the grid point.</summary>
    public static Term T => throw Marker.Evaluated("Symbols.T");

    /// <summary>The exponential function.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Exp(Term term) => throw Marker.Evaluated("Symbols.Exp");

    /// <summary>The natural logarithm.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Log(Term term) => throw Marker.Evaluated("Symbols.Log");

    /// <summary>The square root.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Sqrt(Term term) => throw Marker.Evaluated("Symbols.Sqrt");

    /// <summary>The sine, of an angle in radians.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Sin(Term term) => throw Marker.Evaluated("Symbols.Sin");

    /// <summary>The cosine, of an angle in radians.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Cos(Term term) => throw Marker.Evaluated("Symbols.Cos");

    /// <summary>The tangent, of an angle in radians.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Tan(Term term) => throw Marker.Evaluated("Symbols.Tan");

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Tanh(Term term) => throw Marker.Evaluated("Symbols.Tanh");

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Sinh(Term term) => throw Marker.Evaluated("Symbols.Sinh");

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Cosh(Term term) => throw Marker.Evaluated("Symbols.Cosh");

    /// <summary>The absolute value.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Abs(Term term) => throw Marker.Evaluated("Symbols.Abs");

    /// <summary>The angle in radians, from -π/2 to π/2, whose sine it is.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Asin(Term term) => throw Marker.Evaluated("Symbols.Asin");

    /// <summary>The angle in radians, from 0 to π, whose cosine it is.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Acos(Term term) => throw Marker.Evaluated("Symbols.Acos");

    /// <summary>The angle in radians, from -π/2 to π/2, whose tangent it is.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Atan(Term term) => throw Marker.Evaluated("Symbols.Atan");

    /// <summary>The logarithm to base 10.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Log10(Term term) => throw Marker.Evaluated("Symbols.Log10");

    /// <summary>The error function, 2 / √π times the integral of exp(-s²) from 0 to the argument.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Erf(Term term) => throw Marker.Evaluated("Symbols.Erf");

    /// <summary>-1 below zero, 0 at zero, 1 above. It jumps where its argument passes zero.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Sign(Term term) => throw Marker.Evaluated("Symbols.Sign");

    /// <summary>The largest whole number that is not larger. It jumps where its argument passes a whole number.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Floor(Term term) => throw Marker.Evaluated("Symbols.Floor");

    /// <summary>The smallest whole number that is not smaller. It jumps where its argument passes a whole number.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Ceiling(Term term) => throw Marker.Evaluated("Symbols.Ceiling");

    /// <summary>The nearest whole number; of two that are as near, the larger. It jumps half-way between whole numbers.</summary>
    /// <param name="term">The argument.</param>
    /// <returns>The function of the argument, as a term.</returns>
    public static Term Round(Term term) => throw Marker.Evaluated("Symbols.Round");

    /// <summary>What is left of a division, with the sign of the divisor: <c>term - divisor * Floor(term / divisor)</c>. <c>Mod(T, 24)</c> is the time of day in hours.</summary>
    /// <param name="term">What is divided.</param>
    /// <param name="divisor">What it is divided by, not zero.</param>
    /// <returns>The rest as a term.</returns>
    public static Term Mod(Term term, Term divisor) => throw Marker.Evaluated("Symbols.Mod");

    /// <summary>The smaller of two terms.</summary>
    /// <param name="left">One term.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller, as a term; its derivatives are those of the one that it is.</returns>
    public static Term Min(Term left, Term right) => throw Marker.Evaluated("Symbols.Min");

    /// <summary>The larger of two terms.</summary>
    /// <param name="left">One term.</param>
    /// <param name="right">The other.</param>
    /// <returns>The larger, as a term; its derivatives are those of the one that it is.</returns>
    public static Term Max(Term left, Term right) => throw Marker.Evaluated("Symbols.Max");

    /// <summary>One term where a condition is true, another where it is not. The term that is not taken does not matter, even where it is not finite.</summary>
    /// <param name="condition">Comparisons of terms, joined by <c>&amp;</c>, <c>|</c> and <c>!</c>.</param>
    /// <param name="then">The term where the condition is true.</param>
    /// <param name="otherwise">The term where it is not.</param>
    /// <returns>The piecewise function as a term.</returns>
    public static Term If(Condition condition, Term then, Term otherwise) => throw Marker.Evaluated("Symbols.If");

    /// <summary>A power.</summary>
    /// <param name="term">The base.</param>
    /// <param name="exponent">The exponent; whole constants are expanded into multiplications.</param>
    /// <returns>The power as a term.</returns>
    public static Term Pow(Term term, Term exponent) => throw Marker.Evaluated("Symbols.Pow");

    /// <summary>Begins an event that happens at the moment when a condition becomes true; not while it stays so, nor where it is so from the start.</summary>
    /// <param name="condition">Comparisons of terms of states, coefficients and time, joined by <c>&amp;</c>, <c>|</c> and <c>!</c>.</param>
    /// <returns>The event, as yet without consequences.</returns>
    public static Event When(Condition condition) => throw Marker.Evaluated("Symbols.When");

    /// <summary>Begins an event that happens at a time, where that is not before the start of the trajectory.</summary>
    /// <param name="time">The time, of coefficients that do not vary along a trajectory.</param>
    /// <returns>The event, as yet without consequences.</returns>
    public static Event At(Term time) => throw Marker.Evaluated("Symbols.At");

    /// <summary>Begins an event that happens when a schedule says so, with what a state becomes then. All values are those of just before.</summary>
    /// <param name="state">A state, or one of its derivatives below the highest in the equations.</param>
    /// <param name="value">What it becomes.</param>
    /// <returns>The event.</returns>
    public static Event Set(Term state, Term value) => throw Marker.Evaluated("Symbols.Set");
}
