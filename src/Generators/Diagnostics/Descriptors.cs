using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>Everything that the compiler says about a model. One page each in docs/diagnostics, one row each in the release-tracking files.</summary>
internal static class Descriptors
{
    /// <summary>The category of all diagnostics.</summary>
    public const string Category = "ScalableMNN";

    /// <summary>The class with [MechanisticModel] is not partial.</summary>
    public static readonly DiagnosticDescriptor ModelNotPartial = Error(
        "SMNN001",
        "A model is a partial class",
        "Model '{0}' has to be declared partial: the solver is generated into the same class");

    /// <summary>A type around the model is not partial.</summary>
    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "SMNN002",
        "A type around a model is partial",
        "'{0}' contains model '{1}' and has to be declared partial as well");

    /// <summary>The class is of a kind that cannot be a model.</summary>
    public static readonly DiagnosticDescriptor UnsupportedModelType = Error(
        "SMNN003",
        "This kind of class cannot be a model",
        "'{0}' cannot be a model, because it is {1}; declare an ordinary partial class");

    /// <summary>The model has no state.</summary>
    public static readonly DiagnosticDescriptor NoState = Error(
        "SMNN004",
        "A model has a state",
        "Model '{0}' has no state: declare a partial property of type State with [State]");

    /// <summary>The model has no equation.</summary>
    public static readonly DiagnosticDescriptor NoEquation = Error(
        "SMNN005",
        "A model has an equation",
        "Model '{0}' has no equation: declare a property of type Equation with [Equation] and a body of the form left == right");

    /// <summary>A state occurs in no equation.</summary>
    public static readonly DiagnosticDescriptor StateWithoutEquation = Warning(
        "SMNN006",
        "A state occurs in an equation",
        "State '{0}' occurs in no equation: nothing but smoothness and initial values says anything about it");

    /// <summary>An equation uses a derivative that the state does not carry.</summary>
    public static readonly DiagnosticDescriptor DerivativeAboveOrder = Error(
        "SMNN007",
        "A derivative is no higher than the order of its state",
        "'{0}' is declared with Order = {1}, so its derivative of order {2} does not exist; declare [State(Order = {2})]");

    /// <summary>The order of a state is missing or less than 1.</summary>
    public static readonly DiagnosticDescriptor OrderMissing = Error(
        "SMNN008",
        "A state declares its order",
        "State '{0}' needs an order of at least 1, the highest derivative that it carries: declare [State(Order = {1})]");

    /// <summary>The order of a derivative is not a constant, or negative.</summary>
    public static readonly DiagnosticDescriptor DerivativeOrderNotConstant = Error(
        "SMNN009",
        "The order of a derivative is a constant",
        "'{0}' is not the order of a derivative: write a constant whole number that is 0 or more");

    /// <summary>An equation is not linear in the states.</summary>
    public static readonly DiagnosticDescriptor Nonlinear = Information(
        "SMNN010",
        "A nonlinear equation is solved by iteration",
        "{0} '{1}' is not linear in the states, because of '{2}': it is linearised and solved by Gauss-Newton iterations");

    /// <summary>The least-squares problem has more than one solution.</summary>
    public static readonly DiagnosticDescriptor SingularSystem = Warning(
        "SMNN011",
        "Equations and initial values determine the solution",
        "The equations and initial values of model '{0}' leave {1} undetermined at the first grid point, so the system is singular; give {2}");

    /// <summary>More initial values than the state has unknowns.</summary>
    public static readonly DiagnosticDescriptor TooManyInitialValues = Error(
        "SMNN012",
        "Initial values exist",
        "State '{0}' has {1}, but its initial values are declared for {2}");

    /// <summary>A coefficient is used nowhere.</summary>
    public static readonly DiagnosticDescriptor UnusedCoefficient = Warning(
        "SMNN013",
        "A coefficient is used",
        "{0} '{1}' occurs in no equation");

    /// <summary>An attribute lacks an argument that its source asks for.</summary>
    public static readonly DiagnosticDescriptor ArgumentMissing = Error(
        "SMNN014",
        "An attribute has the arguments that its source asks for",
        "{0} comes from Source.{1} and needs {2}");

    /// <summary>An attribute has an argument that contradicts its source.</summary>
    public static readonly DiagnosticDescriptor ArgumentContradictory = Error(
        "SMNN015",
        "An attribute has no arguments that contradict its source",
        "{0} comes from Source.{1}, for which {2} has no meaning; remove the argument or change the source");

    /// <summary>The bounds exclude the value at which learning starts.</summary>
    public static readonly DiagnosticDescriptor BoundsExcludeInitial = Error(
        "SMNN016",
        "Learning starts within the bounds",
        "{0} starts learning at {1}, which is outside its bounds {2} to {3}");

    /// <summary>The lower bound is not below the upper one.</summary>
    public static readonly DiagnosticDescriptor BoundsCrossed = Error(
        "SMNN017",
        "The lower bound is below the upper bound",
        "The lower bound {1} of {0} is not below its upper bound {2}");

    /// <summary>A number in an attribute is out of its range.</summary>
    public static readonly DiagnosticDescriptor ArgumentOutOfRange = Error(
        "SMNN018",
        "The numbers in an attribute are in their range",
        "{0} is {1}, but has to be {2}");

    /// <summary>Steps cannot be a function.</summary>
    public static readonly DiagnosticDescriptor StepsFromFunction = Error(
        "SMNN019",
        "Steps do not come from a function",
        "The steps of model '{0}' cannot come from Source.Function; use Constant, Input, Network or Learned");

    /// <summary>Central smoothness rows need three grid points.</summary>
    public static readonly DiagnosticDescriptor CentralNeedsThreePoints = Warning(
        "SMNN020",
        "Central smoothness rows have three grid points",
        "Model '{0}' has {1} grid points, but a central smoothness row takes three, so there is none; raise Points or drop Central");

    /// <summary>The name of a member is taken by a generated one.</summary>
    public static readonly DiagnosticDescriptor ReservedName = Error(
        "SMNN021",
        "A model leaves the names of the generated members free",
        "'{0}' {1}; choose another name");

    /// <summary>A function coefficient refers to itself.</summary>
    public static readonly DiagnosticDescriptor FunctionCycle = Error(
        "SMNN022",
        "A function coefficient does not refer to itself",
        "Coefficient '{0}' is defined by itself: {1}");

    /// <summary>A function coefficient refers to a state.</summary>
    public static readonly DiagnosticDescriptor FunctionOfState = Error(
        "SMNN023",
        "A function coefficient does not refer to a state",
        "Coefficient '{0}' refers to state '{1}'; a function coefficient takes time, numbers and other coefficients, and a state belongs into an equation");

    /// <summary>An expression that has no meaning in an equation.</summary>
    public static readonly DiagnosticDescriptor UnsupportedExpression = Error(
        "SMNN024",
        "An equation is made of what the compiler can read",
        "'{0}' cannot stand in an equation: {1}");

    /// <summary>A reference to something that is not a state or coefficient of the model.</summary>
    public static readonly DiagnosticDescriptor NotAMember = Error(
        "SMNN025",
        "An equation refers to states and coefficients of its model",
        "'{0}' is not {1} of model '{2}'");

    /// <summary>The language is too old for partial properties.</summary>
    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "SMNN026",
        "Models need C# 13",
        "Model '{0}' is made of partial properties, which need C# 13 or later; this project is compiled as C# {1}");

    /// <summary>A member with an attribute of the language is not declared as it has to be.</summary>
    public static readonly DiagnosticDescriptor MemberShape = Error(
        "SMNN027",
        "A member of a model is declared as its attribute asks",
        "'{0}' has [{1}] and has to be {2}");

    /// <summary>A function without a body, or a body on something else.</summary>
    public static readonly DiagnosticDescriptor FunctionBody = Error(
        "SMNN028",
        "A function coefficient, and only that, has a body",
        "Coefficient '{0}' comes from Source.{1}, {2}");

    /// <summary>A network coefficient without TorchSharp.</summary>
    public static readonly DiagnosticDescriptor NetworkWithoutTorchSharp = Information(
        "SMNN029",
        "A network coefficient without TorchSharp is an input",
        "{0} comes from Source.Network, but the project does not reference TorchSharp: it is an input here");

    /// <summary>A block that is compiled as loops.</summary>
    public static readonly DiagnosticDescriptor LargeBlock = Information(
        "SMNN030",
        "A large block is compiled as loops",
        "Model '{0}' has {1} unknowns at a grid point, more than {2}: its blocks are compiled as loops instead of being unrolled");

    /// <summary>An equation without any state.</summary>
    public static readonly DiagnosticDescriptor EquationWithoutState = Error(
        "SMNN031",
        "An equation contains a state",
        "{0} '{1}' contains no state, so there is nothing in it to solve for");

    /// <summary>A whole-number division that drops a remainder.</summary>
    public static readonly DiagnosticDescriptor IntegerDivision = Warning(
        "SMNN032",
        "A division of whole numbers drops no remainder",
        "'{0}' is a division of whole numbers and gives {1}; write a decimal point to divide numbers");

    /// <summary>An attribute that stands where it means nothing.</summary>
    public static readonly DiagnosticDescriptor MisplacedAttribute = Error(
        "SMNN033",
        "An attribute stands where it has a meaning",
        "[{0}] on '{1}' has no meaning {2}");

    /// <summary>Central rows fill the block of a grid point, which is then too large to be unrolled.</summary>
    public static readonly DiagnosticDescriptor CentralBlockTooLarge = Error(
        "SMNN034",
        "Central smoothness is for blocks of moderate size",
        "Model '{0}' has {1} unknowns at a grid point, and with central smoothness it may have {2}: the kernel is unrolled, and its text grows with their cube; drop Central, lower the orders, or solve it by OdeForward");

    /// <summary>Scheme, prolongation, elimination and central rows do not go together.</summary>
    public static readonly DiagnosticDescriptor SchemeContradiction = Error(
        "SMNN035",
        "Scheme and elimination go together",
        "Model '{0}' asks for what does not go together: {1}");

    /// <summary>An equation is differentiated in time, and a value in it has no derivative.</summary>
    public static readonly DiagnosticDescriptor DerivativeNotGiven = Error(
        "SMNN036",
        "A value in an equation that is differentiated has its derivatives given",
        "Equation '{0}' is differentiated {1} times in time, which needs as many derivatives of '{2}', one value for each grid point: declare it with Derivatives = {1} (an input), write it as a function of time, or lower Prolongation");

    /// <summary>A constraint that is no linear equation between learned coefficients.</summary>
    public static readonly DiagnosticDescriptor ConstraintNotLinear = Error(
        "SMNN037",
        "A constraint is a linear equation between learned coefficients",
        "Constraint '{0}' has to be a linear equation between learned coefficients of the whole model: {1}");

    /// <summary>A library has no such term.</summary>
    public static readonly DiagnosticDescriptor NoSuchTerm = Error(
        "SMNN038",
        "A constraint names terms that a library has",
        "Library '{0}' has no term '{1}'; its terms are {2}");

    /// <summary>Two terms of a library are equal, or their coefficients have one name.</summary>
    public static readonly DiagnosticDescriptor EqualTerms = Error(
        "SMNN039",
        "The terms of a library differ",
        "Library '{0}' has {1}");

    /// <summary>Something that matters to estimation only, in a model that cannot be estimated.</summary>
    public static readonly DiagnosticDescriptor NotEstimable = Warning(
        "SMNN040",
        "What is said for estimation is in a model that can be estimated",
        "[{0}] on '{1}' is for estimation, but model '{2}' cannot be estimated, because {3}");

    /// <summary>The network that a coefficient or the grid declares cannot be made.</summary>
    public static readonly DiagnosticDescriptor ModuleNotMade = Error(
        "SMNN041",
        "The layer of a model can make the networks that are declared",
        "{0} names the network '{1}', which the layer of the model cannot make: {2}");

    /// <summary>Something is observed, in a model that cannot be estimated.</summary>
    public static readonly DiagnosticDescriptor ObservedNotEstimable = Information(
        "SMNN042",
        "A model with observations can be estimated",
        "Model '{0}' has something observed, but no Estimate, because {1}");

    /// <summary>A power that is written with an operator.</summary>
    public static readonly DiagnosticDescriptor PowerByOperator = Error(
        "SMNN043",
        "A power is a product or Pow",
        "'{0}' is no power in C#: write {1}");

    /// <summary>A function of numbers, called with a state or coefficient.</summary>
    public static readonly DiagnosticDescriptor FunctionOfNumbers = Error(
        "SMNN044",
        "The functions of an equation are those of Symbols",
        "'{0}' takes numbers, not states and coefficients: {1}");

    /// <summary>An assignment, or more than one equation.</summary>
    public static readonly DiagnosticDescriptor NotOneEquation = Error(
        "SMNN045",
        "An equation is one left == right",
        "'{0}' is not one equation: {1}");

    /// <summary>A comparison, a choice or a logical operator.</summary>
    public static readonly DiagnosticDescriptor ConditionInEquation = Error(
        "SMNN046",
        "An equation has no conditions",
        "'{0}' is a condition, but an equation is the same at every grid point: {1}");

    /// <summary>A derivative of something else than a state.</summary>
    public static readonly DiagnosticDescriptor DerivativeOfNoState = Error(
        "SMNN047",
        "A derivative is taken of a state",
        "'{0}' is not a derivative of a state: {1}");

    /// <summary>A name of Symbols that is not in scope, or written in another case.</summary>
    public static readonly DiagnosticDescriptor SymbolNotInScope = Error(
        "SMNN048",
        "The names of Symbols are in scope",
        "'{0}' is not known here: {1}");

    /// <summary>A partial property of a marker type that no attribute explains.</summary>
    public static readonly DiagnosticDescriptor AttributeMissing = Error(
        "SMNN049",
        "A partial property of a model has its attribute",
        "Nothing is generated for '{0}', because no attribute says what it is; add {1}");

    /// <summary>A state that takes no doses.</summary>
    public static readonly DiagnosticDescriptor NotDosed = Error(
        "SMNN050",
        "Doses reach states of order 1, in a model with a schedule",
        "'{0}' cannot be dosed, because {1}");

    /// <summary>An event that cannot happen, or cannot set what it sets.</summary>
    public static readonly DiagnosticDescriptor EventNotPossible = Error(
        "SMNN051",
        "An event sets states that equations do not determine",
        "Event '{0}' is not possible, because {1}");

    /// <summary>A switch in a model that is solved on the grid as it is.</summary>
    public static readonly DiagnosticDescriptor SwitchOnGrid = Warning(
        "SMNN052",
        "Steps do not end at a switch",
        "Equation '{0}' switches in {1}, and no step of '{2}' ends there, because {3}; between two grid points with a switch between them the solution is as wrong as a step is long");

    /// <summary>An argument of an observation that its error model does not have.</summary>
    public static readonly DiagnosticDescriptor NoiseWithoutMeaning = Error(
        "SMNN063",
        "An observation says of its noise what the error model has",
        "{0} has no meaning for the observation of '{1}', whose error model is {2}: leave it out, or give another Error");

    /// <summary>An observation that gives its noise and says where its estimation starts.</summary>
    public static readonly DiagnosticDescriptor NoiseGivenAndStarted = Error(
        "SMNN064",
        "Noise is given or estimated",
        "The observation of '{0}' has both {1}, which is given, and {2}, where its estimation starts: leave one of them out");

    /// <summary>A derived quantity that does not follow from what is estimated.</summary>
    public static readonly DiagnosticDescriptor NotDerived = Error(
        "SMNN068",
        "A derived quantity follows from learned and given values",
        "'{0}' is not a derived quantity, because {1}");

    /// <summary>Two sides or terms are measured in units that do not fit.</summary>
    public static readonly DiagnosticDescriptor UnitMismatch = Warning(
        "SMNN055",
        "What is added, compared and set equal has one unit",
        "In '{0}', {1}");

    /// <summary>A unit whose symbol is not known.</summary>
    public static readonly DiagnosticDescriptor UnknownUnit = Information(
        "SMNN056",
        "The symbols of a unit are known",
        "'{0}', in the unit {1}, is not a known unit and is taken for one of its own{2}");

    /// <summary>A text that is no unit.</summary>
    public static readonly DiagnosticDescriptor UnitNotRead = Error(
        "SMNN057",
        "A unit is a product of powers of symbols",
        "'{0}', the unit {1}, cannot be read: write symbols with *, / and powers, as in mg/L, mL/min/kg or kg*m^2/s");

    /// <summary>States have units, and time has none.</summary>
    public static readonly DiagnosticDescriptor TimeWithoutUnit = Information(
        "SMNN058",
        "A model whose states have units says in what time is measured",
        "Model '{0}' does not say in what time is measured, so the units of derivatives, such as that of '{1}', are not checked; write [MechanisticModel(TimeUnit = \"h\")]");

    /// <summary>An integral in a model that would not be accurate with it.</summary>
    public static readonly DiagnosticDescriptor NoIntegral = Error(
        "SMNN059",
        "An integral stands in a model of Hermite rows without libraries",
        "The integral '{0}' is not possible, because {1}");

    /// <summary>A file is not XML.</summary>
    public static readonly DiagnosticDescriptor SbmlNotXml = Error(
        "SMNN070",
        "A model in SBML is XML",
        "'{0}' cannot be read as XML: {1}");

    /// <summary>A file is not SBML of a level that is read.</summary>
    public static readonly DiagnosticDescriptor SbmlNotSbml = Error(
        "SMNN071",
        "A model in a file is SBML of level 2 or 3",
        "'{0}' is no SBML that can be read: {1}");

    /// <summary>Something of SBML that is not supported.</summary>
    public static readonly DiagnosticDescriptor SbmlNotSupported = Error(
        "SMNN072",
        "A model in SBML is of what is supported",
        "'{0}' contains {1} which is not supported");

    /// <summary>An identifier that is missing, there twice, or of nothing.</summary>
    public static readonly DiagnosticDescriptor SbmlBadReference = Error(
        "SMNN073",
        "Identifiers in SBML are there once",
        "'{0}': {1}");

    /// <summary>A formula that is no MathML of SBML.</summary>
    public static readonly DiagnosticDescriptor SbmlBadMath = Error(
        "SMNN074",
        "Formulas in SBML are MathML",
        "'{0}' has a formula that cannot be read: {1}");

    /// <summary>Something that is defined by itself.</summary>
    public static readonly DiagnosticDescriptor SbmlCycle = Error(
        "SMNN075",
        "Nothing in SBML is defined by itself",
        "'{0}': {1}");

    /// <summary>Something without a value.</summary>
    public static readonly DiagnosticDescriptor SbmlNoValue = Error(
        "SMNN076",
        "What a model in SBML needs has a value",
        "'{0}': {1}; give it a value, an initial assignment or a rule");

    /// <summary>A constraint, of which no notice is taken.</summary>
    public static readonly DiagnosticDescriptor SbmlConstraint = Information(
        "SMNN077",
        "Constraints of SBML are not checked",
        "'{0}' has a constraint, which is not checked while the model is solved");

    /// <summary>Two things determine one quantity, or none can.</summary>
    public static readonly DiagnosticDescriptor SbmlContradiction = Error(
        "SMNN078",
        "One thing determines a quantity in SBML",
        "'{0}': {1}");

    /// <summary>A file that is too large or too deep.</summary>
    public static readonly DiagnosticDescriptor SbmlTooLarge = Error(
        "SMNN079",
        "A model in SBML is of a size that can be read",
        "'{0}' is too large: {1}");

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All =>
    [
        ModelNotPartial,
        ContainingTypeNotPartial,
        UnsupportedModelType,
        NoState,
        NoEquation,
        StateWithoutEquation,
        DerivativeAboveOrder,
        OrderMissing,
        DerivativeOrderNotConstant,
        Nonlinear,
        SingularSystem,
        TooManyInitialValues,
        UnusedCoefficient,
        ArgumentMissing,
        ArgumentContradictory,
        BoundsExcludeInitial,
        BoundsCrossed,
        ArgumentOutOfRange,
        StepsFromFunction,
        CentralNeedsThreePoints,
        ReservedName,
        FunctionCycle,
        FunctionOfState,
        UnsupportedExpression,
        NotAMember,
        LanguageTooOld,
        MemberShape,
        FunctionBody,
        NetworkWithoutTorchSharp,
        LargeBlock,
        EquationWithoutState,
        IntegerDivision,
        MisplacedAttribute,
        CentralBlockTooLarge,
        SchemeContradiction,
        DerivativeNotGiven,
        ConstraintNotLinear,
        NoSuchTerm,
        EqualTerms,
        NotEstimable,
        ModuleNotMade,
        ObservedNotEstimable,
        PowerByOperator,
        FunctionOfNumbers,
        NotOneEquation,
        ConditionInEquation,
        DerivativeOfNoState,
        SymbolNotInScope,
        AttributeMissing,
        NotDosed,
        EventNotPossible,
        SwitchOnGrid,
        UnitMismatch,
        UnknownUnit,
        UnitNotRead,
        TimeWithoutUnit,
        NoIntegral,
        NoiseWithoutMeaning,
        NoiseGivenAndStarted,
        NotDerived,
        SbmlNotXml,
        SbmlNotSbml,
        SbmlNotSupported,
        SbmlBadReference,
        SbmlBadMath,
        SbmlCycle,
        SbmlNoValue,
        SbmlConstraint,
        SbmlContradiction,
        SbmlTooLarge,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        // The generator writes no solver for a model with an error, so it would be of no use to turn one off.
        New(id, title, message, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => New(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Information(string id, string title, string message) => New(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor New(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        title,
        message,
        Category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/scalablemnn/ScalableMNN.Dsl/blob/main/docs/diagnostics/{id}.md",
        customTags: tags);
}
