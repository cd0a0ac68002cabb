using System.Collections.Generic;
using System.Xml.Linq;

namespace ScalableMNN.Generators.Sbml;

/// <summary>An SBML model as its file says it. Formulas are still MathML; null stands for what the file leaves out.</summary>
internal sealed record SbmlDocument(
    int Level,
    int Version,
    string? Id,
    string? Name,
    string? ConversionFactor,
    XElement Element,
    IReadOnlyList<SbmlFunction> Functions,
    IReadOnlyList<SbmlCompartment> Compartments,
    IReadOnlyList<SbmlSpecies> Species,
    IReadOnlyList<SbmlParameter> Parameters,
    IReadOnlyList<SbmlFormula> InitialAssignments,
    IReadOnlyList<SbmlFormula> AssignmentRules,
    IReadOnlyList<SbmlFormula> RateRules,
    IReadOnlyList<SbmlFormula> AlgebraicRules,
    IReadOnlyList<SbmlReaction> Reactions,
    IReadOnlyList<SbmlEvent> Events,
    IReadOnlyList<XElement> Constraints);

/// <summary>A function definition: names of its arguments, and its body.</summary>
internal sealed record SbmlFunction(string Id, IReadOnlyList<string> Arguments, XElement? Body, XElement Element);

/// <summary>A compartment.</summary>
internal sealed record SbmlCompartment(string Id, double? Size, bool Constant, double? Dimensions, XElement Element);

/// <summary>A species. In formulas it is an amount where <paramref name="OnlySubstance"/>, otherwise a concentration.</summary>
internal sealed record SbmlSpecies(
    string Id, string Compartment, double? Amount, double? Concentration, bool OnlySubstance, bool Boundary, bool Constant, string? ConversionFactor, XElement Element);

/// <summary>A parameter, of the model or of a kinetic law.</summary>
internal sealed record SbmlParameter(string Id, double? Value, bool Constant, XElement Element);

/// <summary>A formula for something: of an initial assignment, a rule, an assignment of an event; the variable is empty in an algebraic rule.</summary>
internal sealed record SbmlFormula(string Variable, XElement Math, XElement Element);

/// <summary>A reaction.</summary>
internal sealed record SbmlReaction(
    string Id, IReadOnlyList<SbmlReference> Reactants, IReadOnlyList<SbmlReference> Products, IReadOnlyList<SbmlParameter> Locals, XElement? Law, XElement Element);

/// <summary>A species in a reaction. <paramref name="StoichiometryMath"/> is of level 2.</summary>
internal sealed record SbmlReference(string? Id, string Species, double? Stoichiometry, XElement? StoichiometryMath, bool Constant, XElement Element);

/// <summary>An event.</summary>
internal sealed record SbmlEvent(
    string? Id,
    XElement? Trigger,
    bool InitialValue,
    bool Persistent,
    bool ValuesFromTrigger,
    XElement? Delay,
    XElement? Priority,
    IReadOnlyList<SbmlFormula> Assignments,
    XElement Element);
