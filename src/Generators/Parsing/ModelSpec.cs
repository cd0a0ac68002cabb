using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>What the declaration of a model says, as values only: no symbol, syntax node, position or compilation, so that it
/// compares equal as long as the declaration says the same.</summary>
/// <param name="Namespace">The namespace, or an empty string for the global one.</param>
/// <param name="Containers">The types around the class, outermost first, as they are declared: <c>partial class Outer</c>.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="Declaration">Its modifiers and keyword as the generated part repeats them: <c>public partial class</c>.</param>
/// <param name="MetadataName">The full metadata name, from which the hint name is made.</param>
/// <param name="Summary">The text of the class's own documentation summary, or an empty string.</param>
/// <param name="HasToString">Whether the class declares a ToString() of its own.</param>
internal sealed record ModelSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string Declaration,
    string MetadataName,
    string Summary,
    bool HasToString,
    EquatableArray<StateSpec> States,
    EquatableArray<CoefficientSpec> Coefficients,
    EquatableArray<EquationSpec> Equations,
    GridSpec Grid,
    SmoothnessSpec Smoothness)
{
    /// <summary>Expressions that may be measured.</summary>
    public EquatableArray<ObservableSpec> Observables { get; init; }

    /// <summary>Libraries of candidate terms, whose coefficients are among the coefficients and whose sums are in the equations.</summary>
    public EquatableArray<LibrarySpec> Libraries { get; init; }

    /// <summary>Linear equations between learned coefficients.</summary>
    public EquatableArray<ConstraintSpec> Constraints { get; init; }

    /// <summary>What happens at times.</summary>
    public EquatableArray<EventSpec> Events { get; init; }

    /// <summary>Quantities that follow from what is estimated.</summary>
    public EquatableArray<DerivedSpec> Derived { get; init; }

    /// <summary>The units that are declared.</summary>
    public UnitsSpec Units { get; init; } = UnitsSpec.None;

    /// <summary>The equations as they were written, with libraries by their names; none for a model without libraries.</summary>
    public EquatableArray<EquationSpec> WrittenEquations { get; init; }

    /// <summary>Whether it is always solved with a tolerance, so that nothing of the solver on a grid is written.</summary>
    public bool IsMarchedOnly { get; init; }

    /// <summary>Whether an equation or an observed expression names the time T, itself or through a function.</summary>
    public bool UsesTime()
    {
        var seen = new HashSet<string>();
        return Equations.Any(equation => Names(equation.Left) || Names(equation.Right)) || Observables.Any(observable => Names(observable.Body)) || Events.Any(occurrence => occurrence.Expressions.Any(Names));

        bool Names(Expression? expression) =>
            expression is not null
            && ((expression.Symbols & SymbolKinds.Time) != 0
                || expression.DescendantsAndSelf().OfType<CoefficientSymbol>().Any(symbol =>
                    seen.Add(symbol.Name) && Names(Coefficients.FirstOrDefault(coefficient => coefficient.Name == symbol.Name)?.Body)));
    }
}

/// <summary>A state: a partial property of type State.</summary>
/// <param name="Declaration">The property's modifiers as the generated part repeats them: <c>public partial</c>.</param>
/// <param name="Observed">Which derivatives may be given at any grid point.</param>
internal sealed record StateSpec(string Name, string Declaration, int Order, InitialSpec? Initial, EquatableArray<ObservedSpec> Observed = default)
{
    /// <summary>Whether it stands for an integral in an expression; then it is 0 at the start until the caller says otherwise.</summary>
    public bool IsIntegral { get; init; }

    /// <summary>How doses reach it; null where none do.</summary>
    public DosedSpec? Dosed { get; init; }
}

/// <summary>Something that happens at a time.</summary>
/// <param name="Trigger">The time; or what is zero or more where the condition is true; null where the schedule says when.</param>
/// <param name="Terminates">Whether the trajectory ends with it.</param>
internal sealed record EventSpec(string Name, EventKind Kind, Expression? Trigger, EquatableArray<ResetSpec> Resets, bool Terminates)
{
    /// <summary>When and how a triggered event happens; null for others.</summary>
    public TriggeredSpec? Triggered { get; init; }

    /// <summary>All expressions in it.</summary>
    public IEnumerable<Expression> Expressions => Resets.Select(static reset => reset.Value).Concat(Triggers);

    /// <summary>The expressions that say when it happens.</summary>
    public IEnumerable<Expression> Triggers => Trigger is null ? Triggered?.Expressions ?? [] : [Trigger];
}

/// <summary>When and how an event happens that waits for a condition to become true.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="InitialValue">Whether the condition counts as true before the beginning, so that it does not become true there.</param>
/// <param name="Persistent">Whether the event happens even where the condition is no longer true when its delay is over.</param>
/// <param name="ValuesFromTrigger">Whether values are those of when the condition became true, rather than of when the event happens.</param>
/// <param name="Delay">How much later it happens; null for at once.</param>
/// <param name="Priority">Of several events at one moment the one with the highest happens first; null for none.</param>
internal sealed record TriggeredSpec(TriggerCondition Condition, bool InitialValue, bool Persistent, bool ValuesFromTrigger, Expression? Delay, Expression? Priority)
{
    /// <summary>The comparisons, then delay and priority where there are any.</summary>
    public IEnumerable<Expression> Expressions =>
        Condition.Comparisons.Select(static comparison => comparison.Term!).Concat(new[] { Delay, Priority }.OfType<Expression>());
}

/// <summary>What a state, or a derivative of one, becomes.</summary>
internal sealed record ResetSpec(StateSymbol State, Expression Value)
{
    /// <summary>What multiplies the value: as it is when the event happens, also where the value is that of the trigger; null for none.</summary>
    public Expression? Factor { get; init; }

    /// <summary>The value, then the factor where there is one.</summary>
    public IEnumerable<Expression> Expressions => Factor is null ? [Value] : [Value, Factor];
}

/// <summary>Mirrors <c>ScalableMNN.Runtime.Models.EventKind</c>, by name.</summary>
internal enum EventKind
{
    Scheduled,
    Timed,
    Conditional,
    Initial,
    Triggered,
}

/// <summary>How doses reach a state.</summary>
/// <param name="Bioavailability">The coefficient that says which part arrives, or null for all of it.</param>
/// <param name="Lag">The coefficient that says how much later it arrives, or null for at once.</param>
/// <param name="Rate">The coefficient that is the rate of infusions whose rate is the model's to say, or null for none.</param>
/// <param name="Duration">The coefficient that is the duration of infusions whose duration is the model's to say, or null for none.</param>
internal sealed record DosedSpec(string? Bioavailability, string? Lag, string? Rate, string? Duration)
{
    /// <summary>The coefficients that are named, in the order of their expressions.</summary>
    public IEnumerable<string> Coefficients => new[] { Bioavailability, Lag, Rate, Duration }.OfType<string>();
}

/// <summary>A derivative of a state that may be given at any grid point.</summary>
/// <param name="Noise">Standard deviation of the measurement, NaN where it is not known.</param>
/// <param name="Error">How values scatter, null for additively.</param>
internal sealed record ObservedSpec(int Order, double Weight, double Noise = double.NaN, ErrorSpec? Error = null);

/// <summary>An expression whose value may be given at any grid point.</summary>
/// <param name="Noise">Standard deviation of the measurement, NaN where it is not known.</param>
/// <param name="Error">How values scatter, null for additively.</param>
internal sealed record ObservableSpec(string Name, Expression Body, double Weight, double Noise, ErrorSpec? Error = null);

/// <summary>The given values of a state at the first grid points.</summary>
internal sealed record InitialSpec(int Orders, int Points, double Weight);

/// <summary>A coefficient: a partial property of type Coefficient, or, for a function, one with an expression body.</summary>
/// <param name="Declaration">The property's modifiers as the generated part repeats them; empty for a function, whose property is the user's own.</param>
/// <param name="Value">The number of a constant, otherwise the value at which learning starts.</param>
/// <param name="Body">The expression of a function.</param>
/// <param name="Derivatives">How many time derivatives are given along with values for each grid point.</param>
internal sealed record CoefficientSpec(
    string Name,
    string Declaration,
    CoefficientSource Source,
    Variation Per,
    double Value,
    double Lower,
    double Upper,
    Expression? Body,
    int Derivatives = 0)
{
    /// <summary>What is known of a learned value beforehand.</summary>
    public PriorSpec? Prior { get; init; }

    /// <summary>How it varies from trajectory to trajectory; null where that is not said.</summary>
    public RandomEffectSpec? RandomEffect { get; init; }

    /// <summary>The full name of the network that a layer makes for it, or null where none is declared.</summary>
    public string? Module { get; init; }
}

/// <summary>A normal distribution of a value over trajectories, with mean 0.</summary>
/// <param name="Deviation">Where the estimation of its standard deviation starts.</param>
/// <param name="CorrelatedWith">Another one that it is correlated with, or null.</param>
internal sealed record RandomEffectSpec(double Deviation, string? CorrelatedWith);

/// <summary>A normal distribution of a learned value.</summary>
internal sealed record PriorSpec(double Mean, double Deviation);

/// <summary>An equation, Left == Right.</summary>
internal sealed record EquationSpec(string Name, Expression Left, Expression Right, double Weight);

/// <summary>A library: a partial property of type Library, the sum of coefficient times term.</summary>
/// <param name="Declaration">The property's modifiers as the generated part repeats them: <c>public partial</c>.</param>
internal sealed record LibrarySpec(string Name, string Declaration, EquatableArray<LibraryTermSpec> Terms)
{
    /// <summary>The library as an expression.</summary>
    public Expression ToExpression()
    {
        Expression? sum = null;
        foreach (var term in Terms)
        {
            Expression coefficient = new CoefficientSymbol(term.Coefficient);
            var product = term.Term is Number { Value: 1 } ? coefficient : new Binary(BinaryOperator.Multiply, coefficient, term.Term);
            sum = sum is null ? product : new Binary(BinaryOperator.Add, sum, product);
        }

        return sum ?? Simplifier.Zero;
    }
}

/// <summary>A term of a library.</summary>
/// <param name="Coefficient">The name of its coefficient.</param>
internal sealed record LibraryTermSpec(string Coefficient, Expression Term);

/// <summary>A quantity that follows from learned and given values.</summary>
internal sealed record DerivedSpec(string Name, Expression Body);

/// <summary>A linear equation between learned coefficients: the sum of factor times coefficient is the value.</summary>
/// <param name="Text">It as text.</param>
internal sealed record ConstraintSpec(string Name, string Text, EquatableArray<ConstraintTermSpec> Terms, double Value);

/// <summary>A coefficient in a constraint.</summary>
internal sealed record ConstraintTermSpec(string Coefficient, double Factor);

/// <summary>The time grid.</summary>
/// <param name="Points">Number of points, or 0 where the caller says it.</param>
/// <param name="Source">Constant, Input, Network or Learned.</param>
/// <param name="StepSize">The constant step, or the one at which learning starts.</param>
internal sealed record GridSpec(int Points, CoefficientSource Source, Variation Per, double StepSize, double Lower, double Upper, double Start)
{
    /// <summary>The full name of the network that a layer makes for the steps, or null where none is declared.</summary>
    public string? Module { get; init; }
}

/// <summary>The smoothness rows.</summary>
/// <param name="Scheme">Taylor or Hermite; the parser has chosen where the model has not.</param>
/// <param name="Prolongation">How many times the equations are differentiated in time.</param>
/// <param name="Elimination">How they are eliminated with the other rows.</param>
/// <param name="Precision">In which floating-point numbers.</param>
internal sealed record SmoothnessSpec(
    SmoothnessScheme Scheme,
    bool Central,
    double Weight,
    int Prolongation = 0,
    EliminationMethod Elimination = EliminationMethod.Automatic,
    NumberPrecision Precision = NumberPrecision.Double)
{
    /// <summary>Why it is this scheme, as the end of a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The highest derivative that a state of an order carries.</summary>
    public int CarriedOrder(int order) => order + Prolongation;
}

/// <summary>Mirrors <c>ScalableMNN.Dsl.Source</c>, value by value.</summary>
internal enum CoefficientSource
{
    Constant,
    Learned,
    Input,
    Network,
    Function,
}

/// <summary>Mirrors <c>ScalableMNN.Dsl.Per</c>, value by value.</summary>
internal enum Variation
{
    Model,
    Trajectory,
    Step,
}

/// <summary>Mirrors <c>ScalableMNN.Dsl.Scheme</c>, value by value.</summary>
internal enum SmoothnessScheme
{
    Automatic,
    Taylor,
    Hermite,
}

/// <summary>Mirrors <c>ScalableMNN.Dsl.Elimination</c>, value by value.</summary>
internal enum EliminationMethod
{
    Automatic,
    Cholesky,
    QR,
}

/// <summary>Mirrors <c>ScalableMNN.Dsl.Precision</c>, value by value.</summary>
internal enum NumberPrecision
{
    Double,
    Single,
}
