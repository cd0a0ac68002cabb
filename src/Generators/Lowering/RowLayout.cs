using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// Which values of the rows differ from grid point to grid point, and where the factorisation leaves them for the phases after it.
/// </summary>
internal sealed class RowLayout
{
    private readonly SolverPlan _plan;
    private readonly Dictionary<string, Slot> _slots;
    private readonly Dictionary<RowValue, int> _places = [];
    private readonly Dictionary<Expression, Level> _levels = [];

    /// <param name="keeps">Whether the factorisation leaves row values; otherwise a phase evaluates what it needs itself.</param>
    /// <param name="further">Values that stand behind those of the plan.</param>
    public RowLayout(SolverPlan plan, bool keeps = true, IEnumerable<Slot>? further = null)
    {
        _plan = plan;
        _slots = plan.Slots.All.Where(static slot => slot.Kind == SlotKind.Coefficient).ToDictionary(static slot => slot.Name);
        foreach (var slot in plan.Slots.All.Where(static slot => slot.Kind == SlotKind.Observed))
        {
            _slots.Add(slot.Name, slot);
            _slots.Add(SlotTable.PresenceOf(slot.Name), slot with { Name = slot.Name + "Given", Index = slot.Index + 1 });
        }

        foreach (var slot in further ?? [])
        {
            _slots.Add(slot.Name, slot);
        }

        if (!keeps)
        {
            return;
        }

        foreach (var row in plan.Rows.AtPoints)
        {
            if (!plan.IsLinear && !row.IsMeasured)
            {
                Place(RowValue.Weight(row), Level.Step);
            }

            foreach (var entry in row.Entries)
            {
                Place(RowValue.Coefficient(row, entry), LevelOf(row, entry));
            }

            Place(RowValue.RightHandSide(row), LevelOf(row));
        }

        if (StepLevel == Level.Step)
        {
            Place(RowValue.InverseStep, Level.Step);
            Place(RowValue.Ratio, Level.Step);
        }

        if (plan.UsesTime && StepLevel == Level.Step)
        {
            Place(RowValue.Time, Level.Step);
        }
    }

    /// <summary>How many values there are for each grid point.</summary>
    public int Count => _places.Count;

    /// <summary>What the step depends on.</summary>
    public Level StepLevel => _plan.Steps switch
    {
        null => Level.Constant,
        { Per: Variation.Step } => Level.Step,
        _ => Level.Header,
    };

    /// <summary>The place of a value among those of a grid point; false where it is not kept.</summary>
    public bool TryPlace(RowValue value, out int place) => _places.TryGetValue(value, out place);

    public Slot SlotOf(CoefficientSymbol symbol) => _slots[SlotTable.NameOf(symbol.Name, symbol.Derivative)];

    /// <summary>What the scaled coefficient of an entry depends on.</summary>
    public Level LevelOf(Row row, RowEntry entry)
    {
        if (!_plan.IsLinear)
        {
            return Level.Step;
        }

        var level = LevelOf(entry.Coefficient);
        return entry.Order > 0 && StepLevel > level ? StepLevel : level;
    }

    /// <summary>What the weighted right-hand side of a row depends on.</summary>
    public Level LevelOf(Row row) => _plan.IsLinear ? LevelOf(row.RightHandSide) : Level.Step;

    public Level LevelOf(Expression expression)
    {
        switch (expression)
        {
            case Symbolics.Time or StateSymbol:
                return Level.Step;
            case CoefficientSymbol symbol:
                return SlotOf(symbol).Per == Variation.Step ? Level.Step : Level.Header;
            case Number:
                return Level.Constant;
        }

        if (!_levels.TryGetValue(expression, out var level))
        {
            level = expression switch
            {
                Negative negative => LevelOf(negative.Operand),
                Call call => LevelOf(call.Argument),
                Binary binary when LevelOf(binary.Left) is var left && LevelOf(binary.Right) is var right => left > right ? left : right,
                _ => Level.Constant,
            };
            _levels.Add(expression, level);
        }

        return level;
    }

    /// <summary>Whether an expression changes with inputs, parameters or time, and not with the iterate alone.</summary>
    public static bool DependsOnValues(Expression expression) => (expression.Symbols & (SymbolKinds.Coefficient | SymbolKinds.Time)) != 0;

    private void Place(RowValue value, Level level)
    {
        if (level == Level.Step)
        {
            _places[value] = _places.Count;
        }
    }
}
