using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>
/// Receives what is wrong with a declaration. Each problem is reported once: an error by the generator, because the C# compiler may run no analyzer where there are
/// errors, and anything else by the analyzer.
/// </summary>
internal sealed class Problems
{
    /// <summary>The property of a diagnostic that says which order of the state mends it.</summary>
    public const string OrderProperty = "Order";

    private readonly Action<Diagnostic>? _reportAdvice;
    private readonly Action<ReportedError>? _reportError;

    private Problems(Action<Diagnostic>? reportAdvice, Action<ReportedError>? reportError)
    {
        _reportAdvice = reportAdvice;
        _reportError = reportError;
    }

    /// <summary>Whether anybody takes the problems, so that work done for their texts and for warnings alone is worth it.</summary>
    public bool AreHeard => _reportAdvice is not null || _reportError is not null;

    /// <summary>Whether the declaration is so wrong that no solver can be written.</summary>
    public bool HaveErrors { get; private set; }

    /// <summary>Nobody listens: all that is asked is whether there are errors.</summary>
    public static Problems Unheard() => new(null, null);

    /// <summary>For the generator.</summary>
    /// <param name="report">Takes the errors.</param>
    public static Problems Errors(Action<ReportedError> report) => new(null, report);

    /// <summary>For the analyzer.</summary>
    /// <param name="report">Takes warnings and information.</param>
    public static Problems Advice(Action<Diagnostic> report) => new(report, null);

    /// <summary>Adds a problem.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void Add(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) =>
        Report(descriptor, location, [], ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Adds a problem that another order of a state mends.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="attribute">The attribute whose order is to change.</param>
    /// <param name="order">The order that mends it.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void AddOrder(DiagnosticDescriptor descriptor, Location? location, Location? attribute, int order, params object[] arguments) => Report(
        descriptor,
        location,
        attribute is null ? [] : [attribute],
        ImmutableDictionary<string, string?>.Empty.Add(OrderProperty, order.ToString(CultureInfo.InvariantCulture)),
        arguments);

    /// <summary>Adds a problem of an expression that a piece of text mends.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="properties">What the code fix has to know.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void AddMendable(DiagnosticDescriptor descriptor, Location location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        Report(descriptor, location, [], properties, arguments);

    /// <summary>Adds an error that shows only in what the generator has written. The analyzer reports it, which alone sees that.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void AddSeenByAnalyzer(DiagnosticDescriptor descriptor, Location? location, params object[] arguments)
    {
        HaveErrors = true;
        _reportAdvice?.Invoke(Diagnostic.Create(descriptor, location, arguments));
    }

    /// <summary>Notes an error about which the C# compiler speaks already.</summary>
    public void AddKnownToCSharp() => HaveErrors = true;

    private void Report(
        DiagnosticDescriptor descriptor, Location? location, ImmutableArray<Location> others, ImmutableDictionary<string, string?> properties, object[] arguments)
    {
        if (descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        {
            HaveErrors = true;
            _reportError?.Invoke(ReportedError.Of(descriptor, location, others, properties, arguments));
        }
        else
        {
            _reportAdvice?.Invoke(Diagnostic.Create(descriptor, location, others, properties, arguments));
        }
    }
}
