using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Parsing;

/// <content>The members of the model, by what their attributes declare.</content>
internal sealed partial class ModelParser
{
    /// <summary>Beyond it the powers of the step and the factorials of a Taylor row span more digits than a number has.</summary>
    private const int LargestOrder = 16;

    // In the order of declaration, which is the order of the unknowns and of the generated members.
    private readonly Dictionary<string, DeclaredState> _states = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _coefficients = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _equations = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _observables = [];
    private readonly List<IPropertySymbol> _derived = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _events = [];

    private void ReadMembers()
    {
        CheckName(_model, ModelLocation, isProperty: false);
        foreach (var member in _model.GetMembers())
        {
            if (member.IsImplicitlyDeclared || !IsWritten(member))
            {
                continue;
            }

            var property = member as IPropertySymbol;
            var state = property?.Attribute("State");
            var coefficient = property?.Attribute("Coefficient");
            var equation = property?.Attribute("Equation");
            var library = property?.Attribute("PolynomialLibrary");
            var constraint = property?.Attribute("Constraint");
            var occurrence = property?.Attribute("Event");
            CheckName(member, LocationOf(member), isProperty: state is not null || coefficient is not null || occurrence is not null);
            if (property is null || property.IsIndexer)
            {
                continue;
            }

            CheckAttributes(property, state, coefficient, equation, library, constraint);
            CheckStatements(property);
            if (state is not null)
            {
                ReadState(property, state);
            }
            else if (coefficient is not null)
            {
                _coefficients.Add((property, coefficient));
            }
            else if (equation is not null)
            {
                _equations.Add((property, equation));
            }
            else if (library is not null)
            {
                _libraries.Add((property, library));
                _declaredLibraries.Names.Add(property.Name);
            }
            else if (constraint is not null)
            {
                _constraints.Add((property, constraint));
            }
            else if (occurrence is not null)
            {
                _events.Add((property, occurrence));
            }
            else
            {
                if (property.Attribute("Observed") is { } observed)
                {
                    _observables.Add((property, observed));
                }

                if (property.Attribute("Candidate") is { } candidate)
                {
                    _candidates.Add((property, candidate));
                }

                if (property.Attribute("Derived") is not null)
                {
                    _derived.Add(property);
                }

                CheckAttributeMissing(property);
            }
        }

        CheckInitialNames();
        CheckDerivativeNames();
        CheckScheduleNames();
        if (_states.Count == 0)
        {
            _problems.Add(Descriptors.NoState, ModelLocation, _model.Name);
        }

        if (_equations.Count == 0)
        {
            _problems.Add(Descriptors.NoEquation, ModelLocation, _model.Name);
        }
    }

    private void CheckName(ISymbol member, Location? location, bool isProperty)
    {
        if (member is not (IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or INamedTypeSymbol or IEventSymbol))
        {
            return;
        }

        if (GeneratedMembers.Names.Contains(member.Name)
            || (GeneratedMembers.Methods.Contains(member.Name) && member is not IMethodSymbol)
            || (isProperty && GeneratedMembers.PropertyNames.Contains(member.Name)))
        {
            _problems.Add(Descriptors.ReservedName, location, member.Name, "is the name of a generated member");
        }
    }

    /// <summary>The initial values of a state X become an input InitialX, beside the coefficients.</summary>
    private void CheckInitialNames()
    {
        var observations = ObservationNames();
        foreach (var (property, _) in _coefficients)
        {
            if (property.Name.StartsWith("Initial", StringComparison.Ordinal)
                && _states.TryGetValue(property.Name.Substring("Initial".Length), out var state)
                && state.Property.Attribute("InitialValue") is not null)
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(property), property.Name, $"is the name of the generated initial values of '{state.Property.Name}'");
            }

            if (observations.TryGetValue(property.Name, out var observed))
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(property), property.Name, $"is the name of the generated observations of '{observed}'");
            }
        }
    }

    /// <summary>The names of the inputs that hold observations, with what they are observations of. Two of the same name are reported.</summary>
    private Dictionary<string, string> ObservationNames()
    {
        var names = new Dictionary<string, string>();
        foreach (var state in _states.Values.Select(declared => declared.ToSpec()))
        {
            foreach (var observed in state.Observed)
            {
                Add(SlotTable.ObservedName(state.Name, observed.Order), state.Name, _states[state.Name].Property);
            }
        }

        foreach (var (property, _) in _observables)
        {
            Add(SlotTable.ObservedName(property.Name, 0), property.Name, property);
        }

        return names;

        void Add(string name, string subject, IPropertySymbol property)
        {
            if (!names.TryGetValue(name, out var other))
            {
                names.Add(name, subject);
            }
            else if (other != subject)
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(property), property.Name, $"gives its observations the name '{name}', which those of '{other}' have");
            }
        }
    }

    /// <summary>The time derivatives that are given of an input F become inputs FD1, FD2 and so on.</summary>
    private void CheckDerivativeNames()
    {
        var names = new HashSet<string>(_coefficients.Select(static coefficient => coefficient.Property.Name).Concat(_states.Keys));
        foreach (var (property, attribute) in _coefficients)
        {
            for (var derivative = 1; derivative <= Math.Min(8, Arguments(attribute).Whole("Derivatives", 0)); derivative++)
            {
                var name = $"{property.Name}D{Text(derivative)}";
                if (names.Contains(name))
                {
                    var taken = _model.GetMembers(name).First();
                    _problems.Add(Descriptors.ReservedName, LocationOf(taken), name, $"is the name of the generated derivative {Text(derivative)} of '{property.Name}'");
                }
            }
        }
    }

    private static readonly string[] ObserveEndings = ["WithDeviation", "Below", "Above", "Between"];

    /// <summary>A schedule has methods ObserveX of what is observed, and DoseX and InfuseX of dosed states, beside properties for inputs.</summary>
    private void CheckScheduleNames()
    {
        foreach (var (property, _) in _coefficients)
        {
            var name = property.Name;
            if (OfMethod("Dose", Dosed) || OfMethod("Infuse", Dosed) || OfMethod("Observe", Observed) || ObserveEndings.Any(ending => OfMethod("Observe", name => IsBefore(ending, name, Observed)))
                || OfMethod("Infuse", name => IsBefore("Until", name, Dosed) || IsBefore("AtRate", name, Dosed) || IsBefore("ForDuration", name, Dosed)))
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(property), name, "is the name of a method of the generated schedule");
            }

            bool OfMethod(string verb, Func<string, bool> exists) => name.StartsWith(verb, StringComparison.Ordinal) && exists(name.Substring(verb.Length));
        }

        static bool IsBefore(string ending, string name, Func<string, bool> exists) => name.EndsWith(ending, StringComparison.Ordinal) && exists(name.Substring(0, name.Length - ending.Length));

        bool Dosed(string state) => _states.TryGetValue(state, out var declared) && declared.Property.Attribute("Dosed") is not null;

        bool Observed(string name) => (_states.TryGetValue(name, out var declared) && declared.Property.Attribute("Observed") is not null) || _observables.Any(observable => observable.Property.Name == name);
    }

    private void CheckAttributes(IPropertySymbol property, AttributeData? state, AttributeData? coefficient, AttributeData? equation, AttributeData? library, AttributeData? constraint)
    {
        var kind = state is not null ? "on a state" : coefficient is not null ? "on a coefficient" : equation is not null ? "on an equation" : null;
        if (library is not null && kind is not null)
        {
            Misplaced(property, library, "PolynomialLibrary", kind);
        }

        kind ??= library is not null ? "on a library" : null;
        if (constraint is not null && kind is not null)
        {
            Misplaced(property, constraint, "Constraint", kind);
        }

        kind ??= constraint is not null ? "on a constraint" : null;
        if (kind is not null && property.Attribute("Event") is { } occurrence)
        {
            Misplaced(property, occurrence, "Event", kind);
        }

        kind ??= property.Attribute("Event") is not null ? "on an event" : null;
        if (kind is not null && property.Attribute("Candidate") is { } candidate)
        {
            Misplaced(property, candidate, "Candidate", kind);
        }

        if (kind is not null && property.Attribute("Derived") is { } derived)
        {
            Misplaced(property, derived, "Derived", kind);
        }

        if (state is not null && coefficient is not null)
        {
            Misplaced(property, coefficient, "Coefficient", "on a state");
        }

        if (equation is not null && (state is not null || coefficient is not null))
        {
            Misplaced(property, equation, "Equation", state is not null ? "on a state" : "on a coefficient");
        }

        if (state is null && property.Attribute("InitialValue") is { } initial)
        {
            Misplaced(property, initial, "InitialValue", "without [State]");
        }

        if (state is null && property.Attribute("Dosed") is { } dosed)
        {
            Misplaced(property, dosed, "Dosed", "without [State]");
        }

        if (state is null && kind is not null && property.Attribute("Observed") is { } observed)
        {
            Misplaced(property, observed, "Observed", kind);
        }

        if (coefficient is null && property.Attribute("Prior") is { } prior)
        {
            Misplaced(property, prior, "Prior", "without [Coefficient]");
        }

        if (coefficient is null && property.Attribute("RandomEffect") is { } random)
        {
            Misplaced(property, random, "RandomEffect", "without [Coefficient]");
        }
    }

    private void CheckStatements(IPropertySymbol property)
    {
        if (StrayMember.Attributes.Any(name => property.Attribute(name) is not null) && SyntaxOf(property) is { } syntax)
        {
            new CSharpSlips(_problems, _cancellation).ReportStatements(syntax);
        }
    }

    /// <summary>The other part of a partial property is generated only where an attribute says what the property is.</summary>
    private void CheckAttributeMissing(IPropertySymbol property)
    {
        var attribute = property.Type.Is("State") ? "[State(Order = 1)]"
            : property.Type.Is("Coefficient") ? "[Coefficient(Source.Learned)] or another source"
            : property.Type.Is("Library") ? "[PolynomialLibrary]"
            : null;
        if (attribute is not null && SyntaxOf(property)?.Modifiers.Any(SyntaxKind.PartialKeyword) == true && !StrayMember.Attributes.Any(name => property.Attribute(name) is not null))
        {
            _problems.Add(Descriptors.AttributeMissing, LocationOf(property), property.Name, attribute);
        }
    }

    private void Misplaced(IPropertySymbol property, AttributeData attribute, string name, string where) =>
        _problems.Add(Descriptors.MisplacedAttribute, Arguments(attribute).Location, name, property.Name, where);

    private void ReadState(IPropertySymbol property, AttributeData attribute)
    {
        var arguments = Arguments(attribute);
        var declaration = PartialDeclaration(property, "State", "State");
        var order = arguments.Whole("Order", -1);

        // With Hermite rows, which it gets unasked, a state without derivatives is an algebraic variable; Taylor rows would hold it constant.
        order = order < 0 || (order == 0 && AskedScheme == SmoothnessScheme.Taylor) ? -1 : order;
        Require(order <= LargestOrder, arguments, "Order", $"of state '{property.Name}'", order, $"at most {Text(LargestOrder)}");
        _states[property.Name] = new DeclaredState(property, declaration, order, arguments.LocationOf("Order"), arguments.Location, ReadInitialValue(property, order), ReadObserved(property, order), ReadDosed(property, order));
    }

    private DosedSpec? ReadDosed(IPropertySymbol property, int order)
    {
        if (property.Attribute("Dosed") is not { } attribute)
        {
            return null;
        }

        var arguments = Arguments(attribute);
        if (order >= 0 && order != 1)
        {
            _problems.Add(Descriptors.NotDosed, arguments.Location, property.Name, $"its order is {Text(order)}: doses reach states of order 1");
        }

        return new DosedSpec(arguments.Name("Bioavailability"), arguments.Name("Lag"), arguments.Name("Rate"), arguments.Name("Duration"));
    }

    private ObservedSpec[] ReadObserved(IPropertySymbol property, int order)
    {
        var observed = new List<ObservedSpec>();
        foreach (var attribute in property.GetAttributes().Where(static attribute => attribute.AttributeClass?.Is("ObservedAttribute") == true))
        {
            var arguments = Arguments(attribute);
            var spec = new ObservedSpec(arguments.Whole("Order", 0), arguments.Number("Weight", 1), arguments.Number("Noise", double.NaN), ReadError(arguments, property.Name));
            var owner = $"of the observation of '{property.Name}'";
            Require(spec.Order >= 0 && spec.Order <= Math.Max(0, order), arguments, "Order", owner, spec.Order, $"between 0 and {Text(Math.Max(0, order))}, the order of the state");
            Require(observed.All(other => other.Order != spec.Order), arguments, "Order", owner, spec.Order, "another for every [Observed]");
            RequireWeight(spec.Weight, arguments, owner);
            RequireNoise(spec.Noise, arguments, owner);
            observed.Add(spec);
        }

        return [.. observed];
    }

    private InitialSpec? ReadInitialValue(IPropertySymbol property, int order)
    {
        if (property.Attribute("InitialValue") is not { } attribute)
        {
            return null;
        }

        var arguments = Arguments(attribute);
        var initial = new InitialSpec(arguments.Whole("Orders", 1), arguments.Whole("Points", 1), arguments.Number("Weight", 1));
        var owner = $"of the initial value of '{property.Name}'";
        Require(initial.Orders >= 1, arguments, "Orders", owner, initial.Orders, "at least 1");
        Require(initial.Points >= 1, arguments, "Points", owner, initial.Points, "at least 1");
        RequireWeight(initial.Weight, arguments, owner);
        if (order >= 0 && initial.Orders > order + 1)
        {
            _problems.Add(
                Descriptors.TooManyInitialValues,
                arguments.LocationOf("Orders"),
                property.Name,
                $"{Text(order + 1)} unknowns at a grid point, its derivatives of order 0 to {Text(order)}",
                $"Orders = {Text(initial.Orders)}");
        }

        var points = Arguments(_model.Attribute("Grid")).Whole("Points", 0);
        if (points >= 1 && initial.Points > points)
        {
            _problems.Add(
                Descriptors.TooManyInitialValues,
                arguments.LocationOf("Points"),
                property.Name,
                $"{Text(points)} grid points",
                $"Points = {Text(initial.Points)}");
        }

        return initial;
    }

    /// <summary>Reports states without an order. It follows the equations, so that the message can say which order they need.</summary>
    private void ReportMissingOrders()
    {
        foreach (var state in _states.Values.Where(static state => state.Order < 0))
        {
            var order = Math.Max(1, state.HighestUsed);
            _problems.AddOrder(
                Descriptors.OrderMissing,
                state.OrderLocation,
                state.AttributeLocation,
                order,
                state.Property.Name,
                order);
        }
    }

    /// <summary>Checks a property that the generator implements.</summary>
    /// <returns>The modifiers that the generated part repeats, or an empty string where it cannot implement the property.</returns>
    private string PartialDeclaration(IPropertySymbol property, string type, string attribute)
    {
        var syntax = SyntaxOf(property);
        var isPartial = syntax?.Modifiers.Any(SyntaxKind.PartialKeyword) == true && Body(syntax) is null;
        var hasType = property.Type.Is(type);
        if (!hasType && property.Type.TypeKind == TypeKind.Error)
        {
            _problems.AddKnownToCSharp();
        }
        else if (!isPartial || !hasType || property.SetMethod is not null || property.GetMethod is null || property.ReturnsByRef || property.ReturnsByRefReadonly)
        {
            _problems.Add(Descriptors.MemberShape, LocationOf(property), property.Name, attribute, $"a partial property of the form partial {type} {property.Name} {{ get; }}");
        }

        return isPartial && hasType ? string.Join(" ", syntax!.Modifiers.Select(modifier => modifier.Text)) : "";
    }

    /// <summary>The part of a property that is not generated.</summary>
    private PropertyDeclarationSyntax? SyntaxOf(IPropertySymbol property) => property.DeclaringSyntaxReferences
        .Where(reference => !IsGenerated(reference.SyntaxTree))
        .Select(reference => reference.GetSyntax(_cancellation))
        .OfType<PropertyDeclarationSyntax>()
        .FirstOrDefault();

    /// <summary>The expression that a property returns, or null.</summary>
    private static ExpressionSyntax? Body(PropertyDeclarationSyntax? property)
    {
        if (property?.ExpressionBody is { } arrow)
        {
            return arrow.Expression;
        }

        var getter = property?.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression
            ?? (getter?.Body is { Statements: { Count: 1 } statements } ? (statements[0] as ReturnStatementSyntax)?.Expression : null);
    }

    private SemanticModel SemanticsOf(SyntaxNode syntax) => _compilation.GetSemanticModel(syntax.SyntaxTree);

    private AttributeArguments Arguments(AttributeData? attribute) => new(attribute, _problems, _cancellation);

    private static bool IsWritten(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(reference => !IsGenerated(reference.SyntaxTree));

    private Location? LocationOf(ISymbol member) => member is IPropertySymbol property && SyntaxOf(property) is { } syntax
        ? syntax.Identifier.GetLocation()
        : member.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !IsGenerated(tree)) ?? ModelLocation;

    private void RequireWeight(double weight, AttributeArguments arguments, string owner) =>
        Require(weight > 0 && !double.IsInfinity(weight), arguments, "Weight", owner, weight, "a finite number greater than 0");

    private void RequireNoise(double noise, AttributeArguments arguments, string owner) =>
        Require(!arguments.Has("Noise") || (noise > 0 && !double.IsInfinity(noise)), arguments, "Noise", owner, noise, "a finite number greater than 0");

    private void Require(bool holds, AttributeArguments arguments, string name, string owner, double value, string requirement)
    {
        if (!holds)
        {
            _problems.Add(Descriptors.ArgumentOutOfRange, arguments.LocationOf(name), $"{name} {owner}", Text(value), requirement);
        }
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
