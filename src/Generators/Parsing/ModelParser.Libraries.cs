using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Lowering.Estimation;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Libraries of candidate terms, and constraints on coefficients.</content>
internal sealed partial class ModelParser
{
    private const int LargestDegree = 8;

    /// <summary>Each term is a learned coefficient; beyond this many the text of the equations is of no use, and reading it takes long.</summary>
    private const int MostTerms = 500;

    private readonly DeclaredLibraries _declaredLibraries = new();
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _libraries = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _candidates = [];
    private readonly List<(IPropertySymbol Property, AttributeData Attribute)> _constraints = [];

    private static CoefficientSpec LibraryCoefficient(string name) =>
        new(name, string.Empty, CoefficientSource.Learned, Variation.Model, 0, double.NegativeInfinity, double.PositiveInfinity, null);

    private LibrarySpec[] ReadLibraries()
    {
        var candidates = ReadCandidates();
        var libraries = new List<LibrarySpec>();
        foreach (var (property, attribute) in _libraries)
        {
            var library = new LibrarySpec(property.Name, PartialDeclaration(property, "Library", "PolynomialLibrary"), new EquatableArray<LibraryTermSpec>(ReadTerms(property, attribute, candidates)));
            CheckTerms(library, property);
            libraries.Add(library);
            _declaredLibraries.Specs[library.Name] = library;
        }

        return [.. libraries];
    }

    private List<(string Name, Expression Term, HashSet<string>? Libraries)> ReadCandidates()
    {
        var candidates = new List<(string, Expression, HashSet<string>?)>();
        foreach (var (property, attribute) in _candidates)
        {
            var arguments = Arguments(attribute);
            var names = arguments.Names("Libraries") ?? [];
            foreach (var name in names.Where(name => !_declaredLibraries.Names.Contains(name)))
            {
                _problems.Add(Descriptors.NotAMember, arguments.LocationOf("Libraries"), name, "a library", _model.Name);
            }

            if (_libraries.Count == 0)
            {
                Misplaced(property, attribute, "Candidate", "in a model without a library; declare one with [PolynomialLibrary]");
            }

            if (ParseTerm(property, "Candidate") is { } term)
            {
                _declaredLibraries.Candidates[property.Name] = term;
                candidates.Add((property.Name, term, names.Length == 0 ? null : [.. names]));
            }
        }

        return candidates;
    }

    private LibraryTermSpec[] ReadTerms(IPropertySymbol property, AttributeData attribute, List<(string Name, Expression Term, HashSet<string>? Libraries)> candidates)
    {
        var arguments = Arguments(attribute);
        var owner = $"of library '{property.Name}'";
        var degree = arguments.Whole("Degree", 2);
        Require(degree is >= 1 and <= LargestDegree, arguments, "Degree", owner, degree, $"between 1 and {Text(LargestDegree)}");
        var of = arguments.Names("Of");
        foreach (var name in of?.Where(name => !_states.ContainsKey(name)) ?? [])
        {
            _problems.Add(Descriptors.NotAMember, arguments.LocationOf("Of"), name, "a state", _model.Name);
        }

        var states = _states.Keys.Where(name => of?.Contains(name) != false).ToList();
        var count = Monomials.Count(states.Count, degree);
        if (degree is < 1 or > LargestDegree || count > MostTerms)
        {
            Require(count <= MostTerms, arguments, "Degree", owner, degree, $"lower: there would be {Text(count)} terms, and {Text(MostTerms)} are allowed");
            return [];
        }

        return [.. Monomials.UpTo(states, degree)
            .Where(monomial => monomial.Count > 0 || !arguments.Has("Constant") || arguments.Flag("Constant"))
            .Select(monomial => new LibraryTermSpec(property.Name + (monomial.Count == 0 ? "1" : string.Concat(monomial)), Monomials.ToExpression(monomial)))
            .Concat(candidates
                .Where(candidate => candidate.Libraries?.Contains(property.Name) != false)
                .Select(candidate => new LibraryTermSpec(property.Name + candidate.Name, candidate.Term)))];
    }

    private void CheckTerms(LibrarySpec library, IPropertySymbol property)
    {
        var order = _states.Keys.ToList();
        var names = new HashSet<string>();
        var terms = new Dictionary<Expression, LibraryTermSpec>();
        foreach (var term in library.Terms)
        {
            var canonical = Monomials.Canonical(term.Term, order);
            if (terms.TryGetValue(canonical, out var equal))
            {
                var candidate = _candidates.Select(static candidate => candidate.Property).FirstOrDefault(other => library.Name + other.Name == term.Coefficient) ?? property;
                _problems.Add(Descriptors.EqualTerms, LocationOf(candidate), library.Name, $"two terms that are equal, '{equal.Coefficient}' and '{term.Coefficient}'");
                continue;
            }

            terms.Add(canonical, term);
            if (!names.Add(term.Coefficient))
            {
                _problems.Add(Descriptors.EqualTerms, LocationOf(property), library.Name, $"two terms whose coefficients would be called '{term.Coefficient}'; rename a state");
            }
            else if (_model.GetMembers(term.Coefficient).FirstOrDefault(IsWritten) is { } taken)
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(taken), term.Coefficient, $"is the name of a generated coefficient of library '{library.Name}'");
            }
            else if (GeneratedMembers.PropertyNames.Contains(term.Coefficient) || GeneratedMembers.Names.Contains(term.Coefficient) || GeneratedMembers.Methods.Contains(term.Coefficient)
                || _declaredLibraries.Specs.Values.Any(other => other.Terms.Any(of => of.Coefficient == term.Coefficient)))
            {
                _problems.Add(Descriptors.ReservedName, LocationOf(property), library.Name, $"gives a coefficient the name '{term.Coefficient}', which is taken");
            }
        }
    }

    private ConstraintSpec[] ReadConstraints(CoefficientSpec[] coefficients)
    {
        var constraints = new List<ConstraintSpec>();
        foreach (var (property, _) in _constraints)
        {
            var syntax = SyntaxOf(property);
            var body = Body(syntax);
            if (property.Type.TypeKind == TypeKind.Error)
            {
                _problems.AddKnownToCSharp();
            }
            else if (body is null || !property.Type.Is("Equation") || syntax!.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                _problems.Add(Descriptors.MemberShape, LocationOf(property), property.Name, "Constraint", $"a property of the form Equation {property.Name} => left == right");
            }
            else if (Expressions.ParseConstraint(body, SemanticsOf(body)) is var (left, right) && ToConstraint(property, left, right, coefficients) is { } constraint)
            {
                constraints.Add(constraint);
            }
        }

        return [.. constraints];
    }

    private ConstraintSpec? ToConstraint(IPropertySymbol property, Expression left, Expression right, CoefficientSpec[] coefficients)
    {
        foreach (var part in left.DescendantsAndSelf().Concat(right.DescendantsAndSelf()))
        {
            var wrong = part switch
            {
                StateSymbol state => $"'{EquationText.Of(state)}' is a state",
                Time => "it depends on time",
                CoefficientSymbol symbol => Obstacle(coefficients.First(coefficient => coefficient.Name == symbol.Name)),
                _ => null,
            };
            if (wrong is not null)
            {
                return Refuse(Expressions.LocationOf(part), wrong);
            }
        }

        var difference = Simplifier.Simplify(new Binary(BinaryOperator.Subtract, left, right).Replace(leaf =>
            leaf is CoefficientSymbol symbol && coefficients.First(coefficient => coefficient.Name == symbol.Name) is { Source: CoefficientSource.Constant } constant ? new Number(constant.Value) : null));
        var terms = new List<ConstraintTermSpec>();
        foreach (var symbol in difference.DescendantsAndSelf().OfType<CoefficientSymbol>().Distinct())
        {
            if (Differentiator.Differentiate(difference, symbol) is not Number factor)
            {
                return Refuse(LocationOf(property), $"it is not linear in '{symbol.Name}'");
            }

            if (factor.Value != 0)
            {
                terms.Add(new ConstraintTermSpec(symbol.Name, factor.Value));
            }
        }

        if (terms.Count == 0)
        {
            return Refuse(LocationOf(property), "no coefficient is left in it");
        }

        var rest = Simplifier.Simplify(difference.Replace(static leaf => leaf is CoefficientSymbol ? Simplifier.Zero : null));
        return rest is Number { Value: var value } && IsFinite(value) && terms.All(static term => IsFinite(term.Factor))
            ? new ConstraintSpec(property.Name, EquationText.Of(new EquationSpec(property.Name, left, right, 1)), new EquatableArray<ConstraintTermSpec>([.. terms]), 0 - value)
            : Refuse(LocationOf(property), "its numbers are not finite");

        ConstraintSpec? Refuse(Location? location, string why)
        {
            _problems.Add(Descriptors.ConstraintNotLinear, location, property.Name, why);
            return null;
        }

        static string? Obstacle(CoefficientSpec coefficient) => coefficient switch
        {
            { Source: CoefficientSource.Constant } or { Source: CoefficientSource.Learned, Per: Variation.Model } => null,
            { Source: CoefficientSource.Learned } => $"there is more than one '{coefficient.Name}', one for each {(coefficient.Per == Variation.Step ? "grid point" : "trajectory")}",
            _ => $"'{coefficient.Name}' comes from Source.{coefficient.Source}, and is not learned",
        };
    }

    /// <summary>Warns of what matters to estimation only, where there is none; says why there is none where nothing else does and something is observed.</summary>
    private void ReportNotEstimable(ModelSpec spec)
    {
        if (EstimationPlan.Obstacle(spec) is not { } obstacle)
        {
            return;
        }

        var warned = false;
        Report("PolynomialLibrary", _libraries.Select(static library => library.Property));
        Report("Constraint", _constraints.Select(static constraint => constraint.Property));
        Report("RandomEffect", _coefficients.Select(static coefficient => coefficient.Property).Where(static property => property.Attribute("RandomEffect") is not null));
        Report("Prior", _coefficients.Select(static coefficient => coefficient.Property).Where(static property => property.Attribute("Prior") is not null));
        var observed = _states.Values.Select(static state => state.Property).Concat(_observables.Select(static observable => observable.Property))
            .FirstOrDefault(static property => property.Attribute("Observed") is not null);
        if (observed is not null && !warned)
        {
            _problems.Add(Descriptors.ObservedNotEstimable, Arguments(observed.Attribute("Observed")).Location, _model.Name, obstacle);
        }

        void Report(string attribute, IEnumerable<IPropertySymbol> properties)
        {
            foreach (var property in properties)
            {
                warned = true;
                _problems.Add(Descriptors.NotEstimable, Arguments(property.Attribute(attribute)).Location, attribute, property.Name, _model.Name, obstacle);
            }
        }
    }
}
