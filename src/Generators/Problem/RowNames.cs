using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Problem;

/// <summary>Names for the rows that the compiler adds to the declared equations: an equation may have the name of another's derivative, or that of an observation.</summary>
internal sealed class RowNames(ModelSpec spec)
{
    private readonly HashSet<string> _taken = [.. spec.Equations.Select(static equation => equation.Name)];

    /// <summary>The name of the k-th time derivative of an equation, its own where k is zero.</summary>
    public string Of(EquationSpec equation, int k) => k == 0 ? equation.Name : Free(Prolongation.NameOf(equation, k));

    /// <summary>The name that is wanted, with underscores behind it where it is taken.</summary>
    public string Free(string wanted)
    {
        while (!_taken.Add(wanted))
        {
            wanted += "_";
        }

        return wanted;
    }
}
