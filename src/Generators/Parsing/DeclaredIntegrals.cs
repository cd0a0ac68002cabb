using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The integrals that expressions of a model name. Each is a state more, whose derivative is the integrand; equal integrals are one.</summary>
/// <param name="model">The model, whose members keep their names.</param>
internal sealed class DeclaredIntegrals(INamedTypeSymbol model)
{
    private readonly List<(string Name, Expression Integrand, string? Since)> _all = [];

    /// <summary>Whether there is none.</summary>
    public bool AreNone => _all.Count == 0;

    /// <summary>The names, with where each was written first.</summary>
    public List<(string Name, SyntaxNode Syntax)> Places { get; } = [];

    /// <summary>The states; each is 0 at the start until the caller says otherwise.</summary>
    public IEnumerable<StateSpec> States => _all.Select(static integral => new StateSpec(integral.Name, "", 1, new InitialSpec(1, 1, 1)) { IsIntegral = true });

    /// <summary>The equations: the derivative of each is its integrand.</summary>
    public IEnumerable<EquationSpec> Equations => _all.Select(static integral => new EquationSpec(integral.Name, new StateSymbol(integral.Name, 1), integral.Integrand, 1));

    /// <summary>Adds an integral.</summary>
    /// <param name="integrand">What is integrated.</param>
    /// <param name="since">The event that it begins again with, or null.</param>
    /// <param name="owner">The name of the property that it stands in.</param>
    /// <param name="syntax">Where.</param>
    /// <returns>The state that stands for it.</returns>
    public StateSymbol Add(Expression integrand, string? since, string owner, SyntaxNode syntax)
    {
        if (_all.FirstOrDefault(other => other.Since == since && other.Integrand.Equals(integrand)).Name is { } known)
        {
            return new StateSymbol(known, 0);
        }

        var name = owner + "Integral";
        for (var number = 2; model.GetMembers(name).Length > 0 || _all.Any(other => other.Name == name); number++)
        {
            name = $"{owner}Integral{number.ToString(CultureInfo.InvariantCulture)}";
        }

        _all.Add((name, integrand, since));
        Places.Add((name, syntax));
        return new StateSymbol(name, 0);
    }

    /// <summary>An event that lets the integrals since it begin again.</summary>
    public EventSpec WithResets(EventSpec occurrence) => occurrence with
    {
        Resets = new EquatableArray<ResetSpec>([.. occurrence.Resets, .. _all.Where(integral => integral.Since == occurrence.Name).Select(static integral => new ResetSpec(new StateSymbol(integral.Name, 0), new Number(0)))]),
    };
}
