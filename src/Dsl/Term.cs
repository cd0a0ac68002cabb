namespace ScalableMNN.Dsl;

/// <summary>An expression over states, coefficients, time and numbers. It describes, and is never evaluated.</summary>
public class Term
{
    private protected Term()
    {
    }

    /// <summary>Describes a number as a term.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Term(double value) => throw Marker.Evaluated("A number in an equation");

    /// <summary>Describes the negative.</summary>
    public static Term operator -(Term term) => throw Marker.Evaluated("operator -");

    /// <summary>Describes the term itself.</summary>
    public static Term operator +(Term term) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Term left, Term right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Term left, Term right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Term left, Term right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Term left, Term right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Term left, Term right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Term left, Term right) => throw Marker.Evaluated("operator !=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Term left, Term right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Term left, Term right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Term left, Term right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Term left, Term right) => throw Marker.Evaluated("operator >=");

    /// <summary>Compares the markers themselves, as objects.</summary>
    /// <param name="obj">The other object.</param>
    /// <returns>Whether they are one object.</returns>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>A hash code of the marker as an object.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
