using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// The values that a model's kernels read, and where they stand: parameters before inputs; learned or given coefficients in the order of their declaration, then
/// initial values and observations in the order of the states, then observed expressions, then the steps of the grid, then, where
/// equations use the time, the time at which each trajectory starts.
/// </summary>
internal sealed class SlotTable
{
    public const string StepsName = "Steps";

    public const string StartName = "Start";

    private SlotTable(IReadOnlyList<Slot> slots)
    {
        All = slots;
        Header = slots.Where(static slot => slot.Per != Variation.Step).Sum(static slot => slot.Components);
        Steps = slots.Where(static slot => slot.Per == Variation.Step).Sum(static slot => slot.Kind == SlotKind.Observed ? 2 : slot.Components);
    }

    /// <summary>All slots, parameters first.</summary>
    public IReadOnlyList<Slot> All { get; }

    /// <summary>The learned ones.</summary>
    public IEnumerable<Slot> Parameters => All.Where(static slot => slot.Learned);

    /// <summary>The given ones.</summary>
    public IEnumerable<Slot> Inputs => All.Where(static slot => !slot.Learned);

    /// <summary>How many numbers the header holds.</summary>
    public int Header { get; }

    /// <summary>How many numbers the step array holds for each grid point.</summary>
    public int Steps { get; }

    /// <summary>The name of a coefficient, or of a given time derivative of it.</summary>
    public static string NameOf(string coefficient, int derivative) => derivative == 0 ? coefficient : $"{coefficient}D{derivative}";

    /// <summary>The name of the input that holds a state, a derivative of it, or an expression at any grid points.</summary>
    public static string ObservedName(string state, int order) => order == 0 ? $"Observed{state}" : $"Observed{state}D{order}";

    /// <summary>The symbol that is one where an observation is given and zero elsewhere.</summary>
    public static string PresenceOf(string observation) => observation + "?";

    public static SlotTable Create(ModelSpec spec)
    {
        var slots = new List<Slot>();
        int header = 0, steps = 0;
        foreach (var coefficient in spec.Coefficients.Where(static c => c.Source == CoefficientSource.Learned))
        {
            Add(coefficient.Name, SlotKind.Coefficient, true, coefficient.Per, 1, 1, coefficient.Value, coefficient.Lower, coefficient.Upper);
        }

        if (spec.Grid.Source == CoefficientSource.Learned)
        {
            Add(StepsName, SlotKind.Steps, true, spec.Grid.Per, 1, 1, spec.Grid.StepSize, spec.Grid.Lower, spec.Grid.Upper);
        }

        foreach (var coefficient in spec.Coefficients.Where(static c => c.Source is CoefficientSource.Input or CoefficientSource.Network))
        {
            for (var derivative = 0; derivative <= coefficient.Derivatives; derivative++)
            {
                Add(NameOf(coefficient.Name, derivative), SlotKind.Coefficient, false, coefficient.Per, 1, 1, double.NaN, double.NegativeInfinity, double.PositiveInfinity);
            }
        }

        foreach (var state in spec.States)
        {
            if (state.Initial is { } initial)
            {
                Add(state.Name, SlotKind.Initial, false, Variation.Trajectory, initial.Orders * initial.Points, initial.Orders, state.IsIntegral ? 0 : double.NaN, double.NegativeInfinity, double.PositiveInfinity);
            }
        }

        // The runtime packs an observation as two numbers: the value, zero where there is none, and one or zero that says whether there is one.
        var observations = spec.States.SelectMany(static state => state.Observed.Select(observed => ObservedName(state.Name, observed.Order)))
            .Concat(spec.Observables.Select(static observable => ObservedName(observable.Name, 0)));
        foreach (var name in observations)
        {
            Add(name, SlotKind.Observed, false, Variation.Step, 1, 1, double.NaN, double.NegativeInfinity, double.PositiveInfinity);
            steps++;
        }

        if (spec.Grid.Source is CoefficientSource.Input or CoefficientSource.Network)
        {
            Add(StepsName, SlotKind.Steps, false, spec.Grid.Per, 1, 1, double.NaN, 0, double.PositiveInfinity);
        }

        if (spec.UsesTime())
        {
            Add(StartName, SlotKind.Start, false, Variation.Trajectory, 1, 1, spec.Grid.Start, double.NegativeInfinity, double.PositiveInfinity);
        }

        return new SlotTable(slots);

        void Add(string name, SlotKind kind, bool learned, Variation per, int components, int orders, double initial, double lower, double upper)
        {
            ref var index = ref (per == Variation.Step ? ref steps : ref header);
            slots.Add(new Slot(name, kind, learned, per, components, orders, initial, lower, upper, index));
            index += components;
        }
    }
}
