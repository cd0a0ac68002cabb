namespace ScalableMNN.Dsl;

/// <summary>A coefficient of the model, in an equation. It describes, and is never evaluated.</summary>
public sealed class Coefficient
{
    private Coefficient()
    {
    }

    /// <summary>Describes a coefficient as a term.</summary>
    /// <param name="coefficient">The coefficient.</param>
    public static implicit operator Term(Coefficient coefficient) => throw Marker.Evaluated("A coefficient in an equation");

    /// <summary>Describes a term as a coefficient: the body of a coefficient with <see cref="Source.Function"/>.</summary>
    /// <param name="term">An expression of time, numbers and other coefficients.</param>
    public static implicit operator Coefficient(Term term) => throw Marker.Evaluated("A coefficient that is a function");

    /// <summary>Describes a number as a coefficient: the body of a coefficient with <see cref="Source.Function"/>.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Coefficient(double value) => throw Marker.Evaluated("A coefficient that is a function");

    /// <summary>Describes the negative.</summary>
    public static Term operator -(Coefficient coefficient) => throw Marker.Evaluated("operator -");

    /// <summary>Describes the coefficient itself.</summary>
    public static Term operator +(Coefficient coefficient) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Coefficient left, Term right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Term left, Coefficient right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Coefficient left, double right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(double left, Coefficient right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Coefficient left, Term right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Term left, Coefficient right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Coefficient left, double right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(double left, Coefficient right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Coefficient left, Term right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Term left, Coefficient right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Coefficient left, double right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(double left, Coefficient right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Coefficient left, Term right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Term left, Coefficient right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Coefficient left, double right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(double left, Coefficient right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator !=");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Coefficient left, Term right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Coefficient left, Term right) => throw Marker.Evaluated("operator !=");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Term left, Coefficient right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Term left, Coefficient right) => throw Marker.Evaluated("operator !=");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Coefficient left, double right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Coefficient left, double right) => throw Marker.Evaluated("operator !=");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(double left, Coefficient right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(double left, Coefficient right) => throw Marker.Evaluated("operator !=");

    // A state is a term and a term converts to a coefficient, so that without these a coefficient times a state would be ambiguous.

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Coefficient left, Coefficient right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Coefficient left, Term right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Coefficient left, Term right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Coefficient left, Term right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Coefficient left, Term right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Term left, Coefficient right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Term left, Coefficient right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Term left, Coefficient right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Term left, Coefficient right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Coefficient left, double right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Coefficient left, double right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Coefficient left, double right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Coefficient left, double right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(double left, Coefficient right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(double left, Coefficient right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(double left, Coefficient right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(double left, Coefficient right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Coefficient left, State right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(State left, Coefficient right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Coefficient left, State right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(State left, Coefficient right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Coefficient left, State right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(State left, Coefficient right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Coefficient left, State right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(State left, Coefficient right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Coefficient left, State right) => throw Marker.Evaluated("operator ==");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(State left, Coefficient right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Coefficient left, State right) => throw Marker.Evaluated("operator !=");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(State left, Coefficient right) => throw Marker.Evaluated("operator !=");

    // And so would a coefficient beside a library.

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(Coefficient left, State right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(Coefficient left, State right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(Coefficient left, State right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(Coefficient left, State right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <(State left, Coefficient right) => throw Marker.Evaluated("operator <");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >(State left, Coefficient right) => throw Marker.Evaluated("operator >");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator <=(State left, Coefficient right) => throw Marker.Evaluated("operator <=");

    /// <summary>Describes a comparison.</summary>
    public static Condition operator >=(State left, Coefficient right) => throw Marker.Evaluated("operator >=");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Coefficient left, Library right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a sum.</summary>
    public static Term operator +(Library left, Coefficient right) => throw Marker.Evaluated("operator +");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Coefficient left, Library right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a difference.</summary>
    public static Term operator -(Library left, Coefficient right) => throw Marker.Evaluated("operator -");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Coefficient left, Library right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a product.</summary>
    public static Term operator *(Library left, Coefficient right) => throw Marker.Evaluated("operator *");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Coefficient left, Library right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes a quotient.</summary>
    public static Term operator /(Library left, Coefficient right) => throw Marker.Evaluated("operator /");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Coefficient left, Library right) => throw Marker.Evaluated("operator ==");

    /// <summary>Describes an equation: both sides are equal at every grid point.</summary>
    public static Equation operator ==(Library left, Coefficient right) => throw Marker.Evaluated("operator ==");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Coefficient left, Library right) => throw Marker.Evaluated("operator !=");

    /// <summary>Not an equation; it exists only because C# wants it beside ==.</summary>
    public static Equation operator !=(Library left, Coefficient right) => throw Marker.Evaluated("operator !=");

    /// <summary>Compares the markers themselves, as objects.</summary>
    /// <param name="obj">The other object.</param>
    /// <returns>Whether they are one object.</returns>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <summary>A hash code of the marker as an object.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
