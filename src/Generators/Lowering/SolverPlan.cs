using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Problem.Sources;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The least-squares problem of a model: its unknowns, its rows, and how it is eliminated. Everything that depends on the model alone is decided here; the phases
/// turn it into statements.
/// </summary>
internal sealed class SolverPlan
{
    /// <summary>
    /// Up to this many unknowns at a grid point a block is unrolled into straight code; a larger one is eliminated by loops over tiles. Beyond it the straight code
    /// has more locals than the JIT compiler keeps track of, and is no faster than the loops. The text of straight code grows with the cube of the unknowns.
    /// </summary>
    public const int LargestUnrolledBlock = 6;

    /// <summary>Central smoothness is always unrolled; beyond this many unknowns at a grid point the text of the kernels runs into megabytes.</summary>
    public const int LargestCentralBlock = 20;

    /// <summary>A tile of results of this width just fits into the registers of a wide vector machine.</summary>
    private const int WidestTile = 5;

    private SolverPlan(ModelSpec spec, SlotTable slots, Unknowns unknowns, RowList rows)
    {
        Spec = spec;
        Slots = slots;
        Layout = unknowns;
        Rows = rows;
        StepProducts = new StepProducts(unknowns.Count, rows.OverSteps);
        IsLinear = !rows.AtPoints.Any(static row => row.RightHandSide.ContainsState() || row.Entries.Any(static entry => entry.Coefficient.ContainsState()));
        Steps = slots.All.FirstOrDefault(static slot => slot.Kind == SlotKind.Steps);
        Start = slots.All.FirstOrDefault(static slot => slot.Kind == SlotKind.Start);
        UsesTime = rows.AtPoints.Any(static row => row.Entries.Any(static entry => Mentions(entry.Coefficient)) || Mentions(row.RightHandSide));

        static bool Mentions(Expression expression) => (expression.Symbols & SymbolKinds.Time) != 0;
    }

    public ModelSpec Spec { get; }

    public SlotTable Slots { get; }

    public Unknowns Layout { get; }

    public IReadOnlyList<StateBlock> States => Layout.States;

    public RowList Rows { get; }

    /// <summary>What the rows over a step add to M.</summary>
    public StepProducts StepProducts { get; }

    /// <summary>N, the number of unknowns at a grid point.</summary>
    public int Unknowns => Layout.Count;

    /// <summary>Whether an equation depends on time other than through its inputs.</summary>
    public bool UsesTime { get; }

    /// <summary>Whether the rows depend on the iterate at which the equations are linearised.</summary>
    public bool IsLinear { get; }

    /// <summary>Whether the block of a grid point is unrolled.</summary>
    public bool Unrolled => IsUnrolled(Spec);

    /// <summary>
    /// Whether a trajectory is given to a group of threads on an accelerator: where its block is too large for the registers of one, and not unrolled for another reason.
    /// </summary>
    public bool IsGrouped => ByReflections ? Unknowns > LargestUnrolledBlock : !Unrolled;

    /// <summary>Whether M is factorised through the rows by reflections, rather than by adding it up.</summary>
    public bool ByReflections => IsByReflections(Spec);

    /// <summary>Whether the factor and the sweeps are in single precision.</summary>
    public bool IsSingle => Spec.Smoothness.Precision == NumberPrecision.Single;

    /// <summary>The rounding of the factor.</summary>
    public Rounding Rounding => IsSingle ? Rounding.Single : Rounding.Double;

    /// <summary>The slot of the steps, or null where they are constant.</summary>
    public Slot? Steps { get; }

    /// <summary>The slot of the time at which a trajectory starts, or null where nothing depends on time.</summary>
    public Slot? Start { get; }

    /// <summary>Whether the block of a grid point of a model is unrolled.</summary>
    /// <remarks>
    /// A tile is as wide as the widest state, and tiles of more than <see cref="WidestTile"/> unknowns would themselves be long straight code: a few states of very high
    /// order are better unrolled.
    /// </remarks>
    public static bool IsUnrolled(ModelSpec spec)
    {
        var unknowns = spec.States.Sum(state => spec.Smoothness.CarriedOrder(state.Order) + 1);
        var widest = spec.States.Max(state => spec.Smoothness.CarriedOrder(state.Order) + 1);
        return unknowns <= LargestUnrolledBlock || spec.Smoothness.Central || (widest > WidestTile && unknowns <= 3 * LargestUnrolledBlock);
    }

    /// <summary>
    /// Whether M is factorised through the rows by reflections: where the model asks for it or has single precision, and for Hermite rows unless it asks otherwise.
    /// </summary>
    public static bool IsByReflections(ModelSpec spec) => spec.Smoothness.Elimination switch
    {
        EliminationMethod.QR => true,
        EliminationMethod.Cholesky => false,
        _ when spec.Smoothness.Precision == NumberPrecision.Single => true,
        _ => spec.Smoothness.Scheme == SmoothnessScheme.Hermite,
    };

    public static SolverPlan Create(ModelSpec spec)
    {
        var unknowns = new Unknowns(spec);
        var prolongation = new Prolongation(spec);
        var names = new RowNames(spec);
        var equations = new EquationRows(unknowns, prolongation, names);
        var observed = new ObservedRows(spec, unknowns, equations, prolongation, names);
        Row[] rows =
        [
            .. spec.Equations.SelectMany(equations.Of),
            .. unknowns.States.SelectMany(state => SmoothnessRows.Of(state, spec.Smoothness)),
            .. spec.Smoothness.Central ? unknowns.States.Select(state => CentralRows.Of(state, spec.Smoothness.Weight)) : [],
            .. spec.States.SelectMany(observed.Of),
            .. spec.Observables.Select(observed.Of),
            .. unknowns.States.SelectMany(GivenRows.Of),
        ];
        return new SolverPlan(spec, SlotTable.Create(spec), unknowns, new RowList(rows));
    }

    /// <summary>The index of a derivative of a state among the unknowns of a grid point.</summary>
    public int UnknownOf(StateSymbol symbol) => Layout.Of(symbol);
}
