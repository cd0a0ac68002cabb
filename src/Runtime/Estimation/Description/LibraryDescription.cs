using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>A library of candidate terms: the sum of coefficient times term.</summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Terms">The terms.</param>
public sealed record LibraryDescription(string Name, IReadOnlyList<LibraryTerm> Terms);

/// <summary>A candidate term of a library, in forms that can stand as a factor behind their coefficient.</summary>
/// <param name="Parameter">Its coefficient, as an index into <see cref="Models.ModelDescription.Parameters"/>.</param>
/// <param name="Text">The term as text; "1" for the constant one.</param>
/// <param name="Latex">The term as LaTeX.</param>
/// <param name="Code">The term as a C# expression of this DSL; 1.0 for the constant one.</param>
public sealed record LibraryTerm(int Parameter, string Text, string Latex, string Code);
