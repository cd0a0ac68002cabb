using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators.Parsing;

/// <summary>Receives what is wrong with a declaration. The generator only asks whether there were errors; the analyzer listens.</summary>
/// <param name="report">Takes the diagnostics, or null.</param>
internal sealed class Problems(Action<Diagnostic>? report)
{
    /// <summary>The property of a diagnostic that says which order of the state mends it.</summary>
    public const string OrderProperty = "Order";

    /// <summary>Whether anybody takes the diagnostics, so that work done for warnings alone is worth it.</summary>
    public bool AreHeard => report is not null;

    /// <summary>Whether the declaration is so wrong that no solver can be written.</summary>
    public bool HaveErrors { get; private set; }

    /// <summary>Adds a problem.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void Add(DiagnosticDescriptor descriptor, Location? location, params object[] arguments)
    {
        HaveErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        report?.Invoke(Diagnostic.Create(descriptor, location, arguments));
    }

    /// <summary>Adds a problem that another order of a state mends.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="attribute">The attribute whose order is to change.</param>
    /// <param name="order">The order that mends it.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void AddOrder(DiagnosticDescriptor descriptor, Location? location, Location? attribute, int order, params object[] arguments)
    {
        HaveErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        if (report is not null)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(OrderProperty, order.ToString(CultureInfo.InvariantCulture));
            report(Diagnostic.Create(descriptor, location, attribute is null ? [] : [attribute], properties, arguments));
        }
    }

    /// <summary>Notes an error about which the C# compiler speaks already.</summary>
    public void AddKnownToCSharp() => HaveErrors = true;
}
