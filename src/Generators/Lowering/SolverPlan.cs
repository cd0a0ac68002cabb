using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
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
    /// has more locals than the JIT compiler keeps track of, and gets slower than the loops.
    /// </summary>
    public const int LargestUnrolledBlock = 6;

    /// <summary>Central smoothness is always unrolled; beyond this many unknowns at a grid point the text of the kernels runs into megabytes.</summary>
    public const int LargestCentralBlock = 20;

    /// <summary>A tile of results of this width just fits into the registers of a wide vector machine.</summary>
    private const int WidestTile = 5;

    /// <summary>
    /// Up to this many unknowns at a grid point the processor's reflections are unrolled. Their text grows with the cube; beyond, they are loops over tables of rows and columns.
    /// </summary>
    public const int LargestUnrolledReflections = 15;

    private SolverPlan(ModelSpec spec, SlotTable slots, IReadOnlyList<StateBlock> states, IReadOnlyList<EquationRow> equations)
    {
        Spec = spec;
        Slots = slots;
        States = states;
        Equations = equations;
        Unknowns = states.Sum(static state => state.Size);
        IsLinear = !equations.Any(static row => row.RightHandSide.ContainsState() || row.Entries.Any(static entry => entry.Coefficient.ContainsState()));
        Steps = slots.All.FirstOrDefault(static slot => slot.Kind == SlotKind.Steps);
        UsesTime = equations.Any(static row => row.Entries.Any(static entry => Mentions(entry.Coefficient)) || Mentions(row.RightHandSide));

        static bool Mentions(Expression expression) => (expression.Symbols & SymbolKinds.Time) != 0;
    }

    public ModelSpec Spec { get; }

    public SlotTable Slots { get; }

    public IReadOnlyList<StateBlock> States { get; }

    public IReadOnlyList<EquationRow> Equations { get; }

    /// <summary>N, the number of unknowns at a grid point.</summary>
    public int Unknowns { get; }

    /// <summary>Whether an equation depends on time other than through its inputs.</summary>
    public bool UsesTime { get; }

    /// <summary>Whether the rows depend on the iterate at which the equations are linearised.</summary>
    public bool IsLinear { get; }

    /// <summary>Whether central rows tie a point to the next but one.</summary>
    public bool Central => Spec.Smoothness.Central;

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

    /// <summary>The symbol that is one where an observation is given and zero elsewhere.</summary>
    public static string PresenceOf(string observation) => observation + "?";

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
        var slots = SlotTable.Create(spec);
        var states = new List<StateBlock>();
        var offset = 0;
        foreach (var state in spec.States)
        {
            var rows = RowsOf(spec.Smoothness, state.Order);
            states.Add(new StateBlock(state.Name, rows.Order, offset, state.Initial, rows));
            offset += rows.Order + 1;
        }

        var prolongation = new Prolongation(spec);
        var names = new RowNames(spec);
        var perStep = new HashSet<string>(spec.Coefficients.Where(static coefficient => coefficient.Per == Variation.Step).Select(static coefficient => coefficient.Name));
        var equations = spec.Equations.SelectMany(Rows).Concat(spec.States.SelectMany(Observations)).Concat(spec.Observables.Select(Observation)).ToList();
        return new SolverPlan(spec, slots, states, equations);

        IEnumerable<EquationRow> Rows(EquationSpec written) => prolongation.Equations(written).Zip(prolongation.Forms(written), static (derived, form) => (derived, form))
            .Select((row, k) => Row(names.Of(written, k), Prolongation.TextOf(written, row.derived, k), written.Weight, row.form));

        EquationRow Row(string name, string text, double weight, LinearForm form) => new(
            name,
            text,
            weight,
            [.. form.Terms.Select(term => new RowEntry(UnknownOf(states, term.State), term.State.Order, term.Coefficient)).OrderBy(static entry => entry.Unknown)],
            form.RightHandSide);

        IEnumerable<EquationRow> Observations(StateSpec state) => state.Observed.Select(observed =>
        {
            var name = SlotTable.ObservedName(state.Name, observed.Order);
            var symbol = new StateSymbol(state.Name, observed.Order);
            var entry = new RowEntry(UnknownOf(states, symbol), observed.Order, new CoefficientSymbol(PresenceOf(name)));
            return new EquationRow(names.Free(name), $"{EquationText.Of(symbol)} where it is observed", observed.Weight, [entry], new CoefficientSymbol(name)) { Observes = true };
        });

        // The row of an expression vanishes where its value is not given; there, the value reads zero.
        EquationRow Observation(ObservableSpec observable)
        {
            var name = SlotTable.ObservedName(observable.Name, 0);
            var present = new CoefficientSymbol(PresenceOf(name));
            var equation = new EquationSpec(name, prolongation.Inline(observable.Body), new CoefficientSymbol(name), observable.Weight);
            var form = LinearForm.TryCreate(equation, out _) ?? Linearisation.Of(new TimeDerivatives(prolongation, Simplifier.Sum((equation.Left, 1), (equation.Right, -1))), 0);
            var row = Row(names.Free(name), $"{observable.Name} = {EquationText.Of(observable.Body)} where it is observed", observable.Weight, form);
            var absent = new AbsentObservation(present, Varies);
            return row with
            {
                Entries = [.. row.Entries.Select(entry => entry with { Coefficient = prolongation.Share(absent.Silence(entry.Coefficient)) })],
                RightHandSide = prolongation.Share(absent.Silence(row.RightHandSide)),
                Observes = true,
            };
        }

        bool Varies(Expression expression) =>
            (expression.Symbols & (SymbolKinds.State | SymbolKinds.Time)) != 0
            || ((expression.Symbols & SymbolKinds.Coefficient) != 0 && expression.DescendantsAndSelf().OfType<CoefficientSymbol>().Any(symbol => perStep.Contains(symbol.Name)));
    }

    /// <summary>The index of a derivative of a state among the unknowns of a grid point.</summary>
    public int UnknownOf(StateSymbol symbol) => UnknownOf(States, symbol);

    private static int UnknownOf(IReadOnlyList<StateBlock> states, StateSymbol symbol) => states.First(state => state.Name == symbol.Name).Offset + symbol.Order;

    private static SmoothnessRows RowsOf(SmoothnessSpec smoothness, int order) => smoothness.Scheme switch
    {
        SmoothnessScheme.Hermite => SmoothnessRows.Hermite(order, smoothness.CarriedOrder(order), smoothness.Weight),
        _ => SmoothnessRows.Taylor(order, smoothness.Central, smoothness.Weight),
    };
}
