using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>
/// What the quantities of a model are as terms of states, coefficients and time: now, and at the beginning, where they are terms of coefficients alone.
/// The state of a species is its amount. Rules and reaction rates are put in where they are named.
/// </summary>
internal sealed class SbmlMeaning
{
    private readonly SbmlQuantities _quantities;
    private readonly SbmlNaming _naming;
    private readonly HashSet<string> _algebraic;
    private readonly MathReader _reader = new();
    private readonly Names _now;
    private readonly Names _initially;
    private readonly Dictionary<string, CoefficientSpec> _coefficients = [];

    /// <param name="quantities">The quantities.</param>
    /// <param name="naming">Their names.</param>
    /// <param name="algebraic">Those that algebraic rules determine.</param>
    public SbmlMeaning(SbmlQuantities quantities, SbmlNaming naming, HashSet<string> algebraic)
    {
        (_quantities, _naming, _algebraic) = (quantities, naming, algebraic);
        (_now, _initially) = (new Names(this, isNow: true), new Names(this, isNow: false));
    }

    /// <summary>The coefficients that were needed so far, in the order of their names in the file.</summary>
    public IEnumerable<CoefficientSpec> Coefficients => _coefficients.Values;

    /// <summary>Whether a quantity is a state: something changes it, and not an assignment rule.</summary>
    public bool IsState(string id) => _quantities.Rated.ContainsKey(id) || _quantities.SetByEvents.Contains(id) || _quantities.SetByReactions.Contains(id) || _algebraic.Contains(id);

    /// <summary>What a quantity is in formulas.</summary>
    public Expression Value(string id, XElement place) => _now.ValueOf(id, place);

    /// <summary>What a quantity is as a state: of a species its amount.</summary>
    public Expression Content(string id, XElement place) => _quantities.Species.TryGetValue(id, out var species) ? _now.Amount(species, place) : _now.ValueOf(id, place);

    /// <summary>What it is at the beginning.</summary>
    public Expression InitialContent(string id, XElement place) =>
        _quantities.Species.TryGetValue(id, out var species) ? _initially.Amount(species, place) : _initially.ValueOf(id, place);

    /// <summary>The rate at which a state changes.</summary>
    public Expression RateOfContent(string id, XElement place) => _now.RateOfContent(id, place);

    public Expression Number(XElement math) => _reader.Number(math, _now);

    public TriggerCondition Condition(XElement math) => _reader.Condition(math, _now);

    public StateSymbol State(string id) => new(_naming.Of(id), 0);

    private Expression Coefficient(string name, double? value, string what, XElement place)
    {
        if (value is not { } number || double.IsNaN(number))
        {
            throw new SbmlFault(Descriptors.SbmlNoValue, place, what);
        }

        if (double.IsInfinity(number))
        {
            return new Number(number);
        }

        if (!_coefficients.ContainsKey(name))
        {
            _coefficients.Add(name, new CoefficientSpec(name, "public", CoefficientSource.Learned, Variation.Model, number, double.NegativeInfinity, double.PositiveInfinity, null));
        }

        return new CoefficientSymbol(name);
    }

    /// <summary>What names are, now or at the beginning.</summary>
    private sealed class Names(SbmlMeaning meaning, bool isNow) : ISbmlNames
    {
        private readonly Dictionary<string, Expression?> _values = [];
        private readonly HashSet<string> _rates = [];
        private readonly SbmlQuantities _quantities = meaning._quantities;

        public Expression Time { get; } = isNow ? new Time() : Simplifier.Zero;

        public SbmlFunction FunctionOf(string name, XElement place) =>
            _quantities.Functions.TryGetValue(name, out var function) ? function : throw new SbmlFault(Descriptors.SbmlBadReference, place, $"there is no function '{name}'");

        public Expression ValueOf(string name, XElement place)
        {
            if (_values.TryGetValue(name, out var known))
            {
                return known ?? throw new SbmlFault(Descriptors.SbmlCycle, place, $"'{name}' is defined by itself");
            }

            _values.Add(name, null);
            try
            {
                var value = Simplifier.Simplify(Find(name, place));
                _values[name] = value;
                return value;
            }
            catch (SbmlFault)
            {
                _values.Remove(name);
                throw;
            }
        }

        public Expression Amount(SbmlSpecies species, XElement place)
        {
            if (isNow && meaning.IsState(species.Id))
            {
                return meaning.State(species.Id);
            }

            if (_quantities.Assigned.ContainsKey(species.Id) || (!isNow && _quantities.Initial.ContainsKey(species.Id)))
            {
                var value = ValueOf(species.Id, place);
                return _quantities.IsAmount(species) ? value : new Binary(BinaryOperator.Multiply, value, ValueOf(species.Compartment, place));
            }

            if (isNow)
            {
                return meaning._initially.Amount(species, place);
            }

            var name = meaning._naming.Of(meaning.IsState(species.Id) ? species.Id + "_0" : species.Id);
            return species.Amount is null && species.Concentration is { } concentration
                ? new Binary(BinaryOperator.Multiply, meaning.Coefficient(name, concentration, string.Empty, species.Element), ValueOf(species.Compartment, place))
                : meaning.Coefficient(name, species.Amount, $"species '{species.Id}' has neither an initial amount nor an initial concentration", place);
        }

        public Expression RateOf(string name, XElement place)
        {
            if (!_rates.Add(name))
            {
                throw new SbmlFault(Descriptors.SbmlCycle, place, $"the rate of '{name}' is defined by itself");
            }

            try
            {
                if (!_quantities.Species.TryGetValue(name, out var species) || _quantities.IsAmount(species))
                {
                    return _quantities.Assigned.ContainsKey(name) ? Derivative(ValueOf(name, place), place) : meaning.IsState(name) ? RateOfContent(name, place) : Known(name, place);
                }

                // Of a concentration: (amount / volume)' = (amount' - concentration volume') / volume.
                if (_quantities.Rated.TryGetValue(name, out var rule))
                {
                    return meaning._reader.Number(rule.Math, this);
                }

                var amount = _quantities.Assigned.ContainsKey(name) ? Derivative(Amount(species, place), place) : meaning.IsState(name) ? RateOfContent(name, place) : Simplifier.Zero;
                var change = new Binary(BinaryOperator.Multiply, ValueOf(name, place), RateOf(species.Compartment, place));
                return Simplifier.Simplify(new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Subtract, amount, change), ValueOf(species.Compartment, place)));
            }
            finally
            {
                _rates.Remove(name);
            }
        }

        public Expression RateOfContent(string id, XElement place)
        {
            if (meaning._algebraic.Contains(id))
            {
                throw new SbmlFault(Descriptors.SbmlNotSupported, place, $"the rate of '{id}', which an algebraic rule determines,");
            }

            _quantities.Species.TryGetValue(id, out var species);
            if (_quantities.Rated.TryGetValue(id, out var rule))
            {
                var rate = meaning._reader.Number(rule.Math, this);
                if (species is null || _quantities.IsAmount(species))
                {
                    return Simplifier.Simplify(rate);
                }

                // The rule is of the concentration c; the amount c V changes by c' V + c V'.
                var growth = new Binary(BinaryOperator.Multiply, ValueOf(id, place), RateOf(species.Compartment, place));
                return Simplifier.Simplify(new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, rate, ValueOf(species.Compartment, place)), growth));
            }

            if (species is null || !_quantities.SetByReactions.Contains(id))
            {
                return Simplifier.Zero;
            }

            Expression sum = Simplifier.Zero;
            foreach (var reaction in _quantities.Document.Reactions.Where(static reaction => reaction.Law is not null))
            {
                foreach (var (references, sign) in new[] { (reaction.Reactants, BinaryOperator.Subtract), (reaction.Products, BinaryOperator.Add) })
                {
                    foreach (var reference in references.Where(reference => reference.Species == id))
                    {
                        sum = new Binary(sign, sum, new Binary(BinaryOperator.Multiply, Stoichiometry(reference), ValueOf(reaction.Id, reaction.Element)));
                    }
                }
            }

            var factor = species.ConversionFactor ?? _quantities.Document.ConversionFactor;
            return Simplifier.Simplify(factor is null ? sum : new Binary(BinaryOperator.Multiply, ValueOf(factor, place), sum));
        }

        private Expression Find(string name, XElement place)
        {
            if (_quantities.Assigned.TryGetValue(name, out var rule))
            {
                return meaning._reader.Number(rule.Math, this);
            }

            if (_quantities.Species.TryGetValue(name, out var species))
            {
                if (!isNow && _quantities.Initial.TryGetValue(name, out var ofSpecies))
                {
                    return meaning._reader.Number(ofSpecies.Math, this);
                }

                if (_quantities.IsAmount(species))
                {
                    return Amount(species, place);
                }

                // Amount and volume cancel where the concentration is what is given.
                return Amount(species, place) is Binary { Operator: BinaryOperator.Multiply } product && product.Right.Equals(ValueOf(species.Compartment, place))
                    ? product.Left
                    : new Binary(BinaryOperator.Divide, Amount(species, place), ValueOf(species.Compartment, place));
            }

            if (_quantities.Reactions.TryGetValue(name, out var reaction))
            {
                return reaction.Law is null
                    ? throw new SbmlFault(Descriptors.SbmlNoValue, place, $"reaction '{name}' has no kinetic law")
                    : meaning._reader.Number(reaction.Law, new LocalNames(this, meaning, reaction));
            }

            if (isNow && meaning.IsState(name))
            {
                return meaning.State(name);
            }

            if (_quantities.Initial.TryGetValue(name, out var assignment))
            {
                return isNow ? meaning._initially.ValueOf(name, place) : meaning._reader.Number(assignment.Math, this);
            }

            return Declared(name, place);
        }

        private Expression Declared(string name, XElement place)
        {
            var own = meaning._naming.Of(meaning.IsState(name) ? name + "_0" : name);
            if (_quantities.Compartments.TryGetValue(name, out var compartment))
            {
                return meaning.Coefficient(own, compartment.Size, $"compartment '{name}' has no size", place);
            }

            if (_quantities.Parameters.TryGetValue(name, out var parameter))
            {
                return meaning.Coefficient(own, parameter.Value, $"parameter '{name}' has no value", place);
            }

            return _quantities.References.TryGetValue(name, out var reference)
                ? Plain(reference)
                : throw new SbmlFault(Descriptors.SbmlBadReference, place, $"there is no '{name}' that has a value");
        }

        private Expression Stoichiometry(SbmlReference reference) => reference.Id is { } id ? ValueOf(id, reference.Element) : Plain(reference);

        private Expression Plain(SbmlReference reference) =>
            reference.StoichiometryMath is { } math ? meaning._reader.Number(math, this)
            : reference.Stoichiometry is { } number && !double.IsNaN(number) ? new Number(number)
            : throw new SbmlFault(Descriptors.SbmlNoValue, reference.Element, $"the stoichiometry of '{reference.Species}' is not given");

        private Number Known(string name, XElement place)
        {
            _ = ValueOf(name, place);
            return Simplifier.Zero;
        }

        private Expression Derivative(Expression value, XElement place)
        {
            var ids = _quantities.Variables.Where(meaning.IsState).ToDictionary(meaning._naming.Of);
            return new Derivation(leaf => leaf switch
            {
                Symbolics.Time => Simplifier.One,
                StateSymbol state => RateOfContent(ids[state.Name], place),
                _ => null,
            }).Of(Simplifier.Simplify(value));
        }
    }

    /// <summary>What names are in a kinetic law, whose own parameters come first.</summary>
    private sealed class LocalNames(Names outer, SbmlMeaning meaning, SbmlReaction reaction) : ISbmlNames
    {
        public Expression Time => outer.Time;

        public SbmlFunction FunctionOf(string name, XElement place) => outer.FunctionOf(name, place);

        public Expression ValueOf(string name, XElement place) => reaction.Locals.FirstOrDefault(local => local.Id == name) is { } local
            ? meaning.Coefficient(meaning._naming.Of($"{reaction.Id}_{name}"), local.Value, $"the parameter '{name}' of reaction '{reaction.Id}' has no value", place)
            : outer.ValueOf(name, place);

        public Expression RateOf(string name, XElement place) => reaction.Locals.Any(local => local.Id == name) ? Simplifier.Zero : outer.RateOf(name, place);
    }
}
