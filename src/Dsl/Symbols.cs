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

    /// <summary>A power.</summary>
    /// <param name="term">The base.</param>
    /// <param name="exponent">The exponent; whole constants are expanded into multiplications.</param>
    /// <returns>The power as a term.</returns>
    public static Term Pow(Term term, Term exponent) => throw Marker.Evaluated("Symbols.Pow");
}
