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

    /// <summary>The integral of a term over time, from the start of the trajectory: an area under a curve, a cumulated incidence.</summary>
    /// <param name="integrand">What is integrated.</param>
    /// <returns>The integral as a term; the model gets a state that stands for it, which is solved for with the others, as accurately.</returns>
    public static Term Integral(Term integrand) => throw Marker.Evaluated("Symbols.Integral");

    /// <summary>The integral of a term over time since an event last happened, or since the start of the trajectory where it has not: the incidence of a week, the area since a dose.</summary>
    /// <param name="integrand">What is integrated.</param>
    /// <param name="since">An event of the model. A value at the moment of the event is that of just before, the whole integral.</param>
    /// <returns>The integral as a term.</returns>
    public static Term Integral(Term integrand, Event since) => throw Marker.Evaluated("Symbols.Integral");

    /// <summary>An event that changes nothing by itself and happens when a schedule says so: what an integral can be counted from.</summary>
    public static Event Happens => throw Marker.Evaluated("Symbols.Happens");

    /// <summary>Begins an event that happens at the moment when a condition becomes true; not while it stays so, nor where it is so from the start.</summary>
    /// <param name="condition">A comparison of two terms of states, coefficients and time.</param>
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
