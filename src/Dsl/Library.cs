namespace ScalableMNN.Dsl;

/// <summary>
/// A library of candidate terms, in an equation: the sum over its terms of a learned coefficient times the term. Discovery finds out which of them the data speak for. It
/// describes, and is never evaluated.
/// </summary>
public sealed class Library : Term
{
    private Library()
    {
    }

    /// <summary>Describes the coefficient of a term of the library, in a constraint.</summary>
    /// <param name="term">The term.</param>
    /// <returns>Its coefficient, as a term.</returns>
    public Term this[Term term] => throw Marker.Evaluated("The coefficient of a term of a library");
}
