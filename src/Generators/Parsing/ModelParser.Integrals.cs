using System.Linq;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Integrals along a trajectory.</content>
internal sealed partial class ModelParser
{
    private DeclaredIntegrals? _integrals;

    private DeclaredIntegrals Integrals => _integrals ??= new DeclaredIntegrals(_model);

    /// <summary>Checks that integrals are as accurate as what they are of.</summary>
    private void CheckIntegrals(ModelSpec spec)
    {
        if (Integrals.AreNone || _problems.HaveErrors)
        {
            return;
        }

        var why = spec.Smoothness.Scheme != SmoothnessScheme.Hermite
            ? $"model '{_model.Name}' has Taylor rows, because {spec.Smoothness.Reason}: a state whose derivative is the integrand would be of first order there; use Hermite rows, or write such a state yourself, of a higher order"
            : spec.Libraries.Count > 0 ? $"model '{_model.Name}' has a library, and a model that is discovered is written with its states: write the integral as a state with an equation" : null;
        if (why is not null)
        {
            foreach (var (name, syntax) in Integrals.Places)
            {
                _problems.Add(Descriptors.NoIntegral, syntax.GetLocation(), name, why);
            }
        }
    }
}
