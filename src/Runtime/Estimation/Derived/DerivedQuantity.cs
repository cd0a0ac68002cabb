using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Derived;

/// <summary>A quantity that follows from learned and given values, and its derivatives with respect to the learned ones.</summary>
internal sealed class DerivedQuantity
{
    private readonly ModelDescription _model;
    private readonly Formula _formula;
    private readonly HashSet<string> _named = [];

    private DerivedQuantity(ModelDescription model, Formula formula)
    {
        _model = model;
        _formula = formula;
        Collect(formula.Root);
        IsPerTrajectory = model.Parameters.Concat(model.Inputs).Any(slot => slot.Kind == ValueKind.Coefficient && slot.Per == Per.Trajectory && _named.Contains(slot.Name));

        void Collect(FormulaNode node)
        {
            if (node.Operation == FormulaNode.SymbolOperation && _named.Add(node.Name) && model.Formulas.Functions.FirstOrDefault(function => function.Name == node.Name) is { } inner)
            {
                Collect(inner.Root);
            }

            foreach (var part in node.Parts)
            {
                Collect(part);
            }
        }
    }

    /// <summary>Those of a model.</summary>
    public static IReadOnlyList<DerivedQuantity> Of(ModelDescription model) => [.. model.Formulas.Derived.Select(formula => new DerivedQuantity(model, formula))];

    /// <summary>The name of the property.</summary>
    public string Name => _formula.Name;

    /// <summary>Whether there is one for each trajectory.</summary>
    public bool IsPerTrajectory { get; }

    /// <summary>Whether a parameter has a part in it.</summary>
    /// <param name="parameter">The index of the parameter.</param>
    public bool Names(int parameter) => _named.Contains(_model.Parameters[parameter].Name);

    /// <summary>Its value; not finite where the expression has none.</summary>
    public double At(ModelValues parameters, ModelValues inputs, int trajectory) => Evaluate(parameters, inputs, trajectory, FormulaDirection.None).Series[0];

    /// <summary>Its derivative with respect to a parameter.</summary>
    public double Slope(ModelValues parameters, ModelValues inputs, int trajectory, int parameter) =>
        Names(parameter) ? Evaluate(parameters, inputs, trajectory, new FormulaDirection(Learned: true, Only: _model.Parameters[parameter].Name)).Slope?[0] ?? 0 : 0;

    private FormulaValue Evaluate(ModelValues parameters, ModelValues inputs, int trajectory, FormulaDirection direction)
    {
        var symbols = new FormulaSymbols(new Problem(parameters, inputs), parameters, trajectory, null);
        return new FormulaEvaluation(symbols, _model.Formulas.Functions, 0, 1, direction).Of(_formula.Root);
    }
}
