using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>
/// Reads the elements of an SBML file into records, with the defaults of its level. Source: Hucka et al., The Systems Biology Markup Language, Level 2 Version 5 and Level 3 Version 2 Core.
/// </summary>
internal sealed class SbmlReader
{
    private const string Namespaces = "http://www.sbml.org/sbml/level";
    private readonly XNamespace _core;
    private readonly int _level;

    private SbmlReader(XNamespace core, int level) => (_core, _level) = (core, level);

    public static SbmlDocument Read(string text)
    {
        var root = SbmlXml.Read(text).Root!;
        var space = root.Name.NamespaceName;
        if (root.Name.LocalName != "sbml" || !space.StartsWith(Namespaces, StringComparison.Ordinal))
        {
            throw new SbmlFault(Descriptors.SbmlNotSbml, root, $"its root is '{root.Name.LocalName}', not 'sbml' in a namespace of SBML");
        }

        var level = Whole(root, "level");
        var version = Whole(root, "version");
        if (level is not (2 or 3))
        {
            throw new SbmlFault(Descriptors.SbmlNotSbml, root, $"its level is {Attribute(root, "level") ?? "not given"}; levels 2 and 3 are read");
        }

        foreach (var attribute in root.Attributes().Where(static attribute => attribute.Name.LocalName == "required" && attribute.Value.Trim() is "true" or "1"))
        {
            throw new SbmlFault(Descriptors.SbmlNotSupported, attribute, $"the package {attribute.Name.NamespaceName}, which the file says is required,");
        }

        var model = root.Element(root.Name.Namespace + "model") ?? throw new SbmlFault(Descriptors.SbmlNotSbml, root, "it has no model");
        return new SbmlReader(root.Name.Namespace, level).ReadModel(model, level, version);
    }

    private SbmlDocument ReadModel(XElement model, int level, int version) => new(
        level,
        version,
        Attribute(model, "id"),
        Attribute(model, "name"),
        Attribute(model, "conversionFactor"),
        model,
        [.. List(model, "listOfFunctionDefinitions", "functionDefinition").Select(ReadFunction)],
        [.. List(model, "listOfCompartments", "compartment").Select(ReadCompartment)],
        [.. List(model, "listOfSpecies", "species").Select(ReadSpecies)],
        [.. List(model, "listOfParameters", "parameter").Select(ReadParameter)],
        [.. List(model, "listOfInitialAssignments", "initialAssignment").SelectMany(element => Formula(element, Required(element, "symbol")))],
        [.. Rules(model, "assignmentRule")],
        [.. Rules(model, "rateRule")],
        [.. List(model, "listOfRules", "algebraicRule").SelectMany(element => Formula(element, string.Empty))],
        [.. List(model, "listOfReactions", "reaction").Select(ReadReaction)],
        [.. List(model, "listOfEvents", "event").Select(ReadEvent)],
        [.. List(model, "listOfConstraints", "constraint")]);

    private IEnumerable<SbmlFormula> Rules(XElement model, string name) => List(model, "listOfRules", name).SelectMany(element => Formula(element, Required(element, "variable")));

    private SbmlFunction ReadFunction(XElement element)
    {
        var lambda = MathOf(element);
        if (lambda is null)
        {
            return new SbmlFunction(Required(element, "id"), [], null, element);
        }

        if (lambda.Name.LocalName == "semantics")
        {
            lambda = lambda.Elements().First();
        }

        if (lambda.Name.LocalName != "lambda")
        {
            throw new SbmlFault(Descriptors.SbmlBadMath, lambda, $"the body of a function definition is a 'lambda', not '{lambda.Name.LocalName}'");
        }

        var parts = lambda.Elements().ToList();
        var arguments = parts.TakeWhile(static part => part.Name.LocalName == "bvar").Select(static part => part.Value.Trim()).ToList();
        if (parts.Count > arguments.Count + 1)
        {
            throw new SbmlFault(Descriptors.SbmlBadMath, lambda, "a 'lambda' has arguments and one body");
        }

        return new SbmlFunction(Required(element, "id"), arguments, parts.Count > arguments.Count ? parts[arguments.Count] : null, element);
    }

    private SbmlCompartment ReadCompartment(XElement element) =>
        new(Required(element, "id"), Number(element, "size"), Flag(element, "constant", true), Number(element, "spatialDimensions") ?? (_level == 2 ? 3 : null), element);

    private SbmlSpecies ReadSpecies(XElement element) => new(
        Required(element, "id"),
        Required(element, "compartment"),
        Number(element, "initialAmount"),
        Number(element, "initialConcentration"),
        Flag(element, "hasOnlySubstanceUnits", false),
        Flag(element, "boundaryCondition", false),
        Flag(element, "constant", false),
        Attribute(element, "conversionFactor"),
        element);

    private SbmlParameter ReadParameter(XElement element) => new(Required(element, "id"), Number(element, "value"), Flag(element, "constant", true), element);

    private SbmlReaction ReadReaction(XElement element)
    {
        if (Flag(element, "fast", false))
        {
            throw new SbmlFault(Descriptors.SbmlNotSupported, element, $"the fast reaction '{Attribute(element, "id")}'");
        }

        var law = element.Element(_core + "kineticLaw");
        return new SbmlReaction(
            Required(element, "id"),
            [.. List(element, "listOfReactants", "speciesReference").Select(ReadReference)],
            [.. List(element, "listOfProducts", "speciesReference").Select(ReadReference)],
            law is null ? [] : [.. List(law, "listOfLocalParameters", "localParameter").Concat(List(law, "listOfParameters", "parameter")).Select(ReadParameter)],
            law is null ? null : MathOf(law),
            element);
    }

    private SbmlReference ReadReference(XElement element)
    {
        var math = element.Element(_core + "stoichiometryMath");
        return new SbmlReference(
            Attribute(element, "id"),
            Required(element, "species"),
            Number(element, "stoichiometry") ?? (_level == 2 && math is null ? 1 : null),
            math is null ? null : MathOf(math),
            Flag(element, "constant", _level == 2),
            element);
    }

    private SbmlEvent ReadEvent(XElement element)
    {
        var trigger = element.Element(_core + "trigger");
        return new SbmlEvent(
            Attribute(element, "id"),
            trigger is null ? null : MathOf(trigger),
            trigger is null || Flag(trigger, "initialValue", true),
            trigger is null || Flag(trigger, "persistent", true),
            Flag(element, "useValuesFromTriggerTime", true),
            element.Element(_core + "delay") is { } delay ? MathOf(delay) : null,
            element.Element(_core + "priority") is { } priority ? MathOf(priority) : null,
            [.. List(element, "listOfEventAssignments", "eventAssignment").SelectMany(assignment => Formula(assignment, Required(assignment, "variable")))],
            element);
    }

    private IEnumerable<XElement> List(XElement parent, string list, string item) => parent.Elements(_core + list).SelectMany(found => found.Elements(_core + item));

    /// <summary>A formula, where there is one: from level 3 version 2 on it may be left out, and then says nothing.</summary>
    private static IEnumerable<SbmlFormula> Formula(XElement element, string variable)
    {
        if (MathOf(element) is { } math)
        {
            yield return new SbmlFormula(variable, math, element);
        }
    }

    private static XElement? MathOf(XElement element)
    {
        var math = element.Elements().FirstOrDefault(static child => child.Name.LocalName == "math");
        if (math is null)
        {
            return null;
        }

        var parts = math.Elements().ToList();
        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => throw new SbmlFault(Descriptors.SbmlBadMath, parts[1], "'math' has one part"),
        };
    }

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static string Required(XElement element, string name)
    {
        var value = Attribute(element, name) ?? throw new SbmlFault(Descriptors.SbmlBadReference, element, $"this '{element.Name.LocalName}' has no '{name}'");
        return IsId(value) ? value : throw new SbmlFault(Descriptors.SbmlBadReference, element, $"'{value}' is no identifier of SBML");
    }

    /// <summary>Letters, digits and underscores of ASCII, no digit first: it becomes a name in C#.</summary>
    private static bool IsId(string text) =>
        text.Length <= 500 && text.All(static letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_') && text[0] is not (>= '0' and <= '9');

    private static int Whole(XElement element, string name) => int.TryParse(Attribute(element, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static double? Number(XElement element, string name) => Attribute(element, name) is { } text
        ? SbmlNumber.Parse(text) ?? throw new SbmlFault(Descriptors.SbmlNotSbml, element, $"'{text}' of '{name}' is no number")
        : null;

    private static bool Flag(XElement element, string name, bool otherwise) => Attribute(element, name) switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        var text => throw new SbmlFault(Descriptors.SbmlNotSbml, element, $"'{text}' of '{name}' is neither true nor false"),
    };
}
