using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Estimation;

/// <summary>What estimation evaluates of a model: equations and observables with their derivatives, and where they stand.</summary>
internal sealed class EstimationPlan
{
    private readonly SolverPlan _plan;
    private readonly Dictionary<string, int> _parameters;

    private EstimationPlan(SolverPlan plan)
    {
        _plan = plan;
        var parameters = plan.Slots.Parameters.ToList();
        _parameters = Enumerable.Range(0, parameters.Count).ToDictionary(index => parameters[index].Name);
        var prolongation = new Prolongation(plan.Spec);
        var names = new RowNames(plan.Spec);
        Equations = [.. plan.Spec.Equations.SelectMany(OfEquation)];
        Observables = [.. plan.Spec.States.SelectMany(OfState), .. plan.Spec.Observables.Select(OfExpression)];

        IEnumerable<EstimationRow> OfEquation(EquationSpec equation)
        {
            var residual = prolongation.Residual(equation);
            return prolongation.Equations(equation).Select((derived, k) => Row(names.Of(equation, k), Prolongation.TextOf(equation, derived, k), derived.Weight, residual, k));
        }

        IEnumerable<EstimationObservable> OfState(StateSpec state) => state.Observed.Select(observed =>
        {
            var symbol = new StateSymbol(state.Name, observed.Order);
            var row = Row(SlotTable.NameOf(state.Name, observed.Order), EquationText.Of(symbol), observed.Weight, new TimeDerivatives(prolongation, symbol), 0);
            return new EstimationObservable(row, InputOf(SlotTable.ObservedName(state.Name, observed.Order)), observed.Noise, plan.UnknownOf(symbol), observed.Error);
        });

        EstimationObservable OfExpression(ObservableSpec observable) => new(
            Row(observable.Name, EquationText.Of(observable.Body), observable.Weight, new TimeDerivatives(prolongation, prolongation.Inline(observable.Body)), 0),
            InputOf(SlotTable.ObservedName(observable.Name, 0)),
            observable.Noise,
            -1,
            observable.Error);
    }

    /// <summary>How many numbers there are for each grid point.</summary>
    public int Width { get; private set; }

    /// <summary>The equations, those differentiated in time included, as left side minus right side.</summary>
    public IReadOnlyList<EstimationRow> Equations { get; }

    /// <summary>What may be measured.</summary>
    public IReadOnlyList<EstimationObservable> Observables { get; }

    /// <summary>Everything that is evaluated, in the order of its place.</summary>
    public IEnumerable<EstimationRow> Rows => Equations.Concat(Observables.Select(static observable => observable.Row));

    /// <summary>Why a model cannot be estimated, to follow "because"; null where it can.</summary>
    public static string? Obstacle(ModelSpec spec) =>
        spec.Observables.Count == 0 && spec.States.All(static state => state.Observed.Count == 0) ? "it has no [Observed]"
        : spec.Smoothness.Central ? "its smoothness rows are central and reach over three grid points"
        : spec.Grid.Source == CoefficientSource.Learned ? "its steps are learned"
        : spec.Coefficients.FirstOrDefault(static coefficient => coefficient is { Source: CoefficientSource.Learned, Per: Variation.Step }) is { } learned
            ? $"the learned coefficient '{learned.Name}' has one number for each grid point"
        : null;

    /// <summary>Makes the plan; null for a model that cannot be estimated.</summary>
    public static EstimationPlan? TryCreate(SolverPlan plan) => Obstacle(plan.Spec) is null ? new EstimationPlan(plan) : null;

    /// <summary>The index of a learned value, by the name of its coefficient.</summary>
    public int ParameterOf(string name) => _parameters[name];

    private EstimationRow Row(string name, string text, double weight, TimeDerivatives derivatives, int k)
    {
        var unknowns = derivatives.StatesOf(k)
            .Select(state => new RowEntry(_plan.UnknownOf(state), state.Order, derivatives.By(state, k)))
            .Where(static entry => entry.Coefficient is not Number { Value: 0 })
            .OrderBy(static entry => entry.Unknown)
            .ToList();
        var parameters = derivatives.Coefficients
            .Where(symbol => _parameters.ContainsKey(symbol.Name))
            .Select(symbol => (Parameter: _parameters[symbol.Name], Derivative: derivatives.By(symbol, k)))
            .Where(static parameter => parameter.Derivative is not Number { Value: 0 })
            .OrderBy(static parameter => parameter.Parameter)
            .ToList();
        var row = new EstimationRow(name, text, weight, Width, derivatives.Of(k), unknowns, parameters);
        Width += row.Width;
        return row;
    }

    private int InputOf(string name)
    {
        var index = 0;
        foreach (var slot in _plan.Slots.Inputs)
        {
            if (slot.Kind == SlotKind.Observed && slot.Name == name)
            {
                return index;
            }

            index++;
        }

        throw new InvalidOperationException($"There is no input {name}.");
    }
}
