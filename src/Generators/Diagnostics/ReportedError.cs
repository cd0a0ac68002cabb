using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>
/// An error of a declaration as the incremental pipeline keeps it: values only, so that it is equal to the same error found again and holds on to no
/// compilation.
/// </summary>
/// <param name="Id">The id of the descriptor.</param>
/// <param name="Arguments">The arguments of the message, as text.</param>
/// <param name="Place">Where, or null.</param>
/// <param name="OtherPlaces">Where else a code fix has to change something.</param>
/// <param name="Properties">What a code fix has to know: names and values in turn.</param>
internal sealed record ReportedError(
    string Id,
    EquatableArray<string> Arguments,
    ReportedError.Span? Place,
    EquatableArray<ReportedError.Span> OtherPlaces,
    EquatableArray<string> Properties)
{
    /// <summary>Keeps the values of a diagnostic.</summary>
    /// <param name="descriptor">What kind of problem.</param>
    /// <param name="location">Where.</param>
    /// <param name="others">Where else a code fix has to change something.</param>
    /// <param name="properties">What a code fix has to know.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public static ReportedError Of(
        DiagnosticDescriptor descriptor, Location? location, ImmutableArray<Location> others, ImmutableDictionary<string, string?> properties, object[] arguments) => new(
        descriptor.Id,
        new EquatableArray<string>([.. arguments.Select(static argument => Convert.ToString(argument, CultureInfo.InvariantCulture))]),
        Span.Of(location),
        new EquatableArray<Span>([.. others.Select(Span.Of).OfType<Span>()]),
        new EquatableArray<string>([.. properties.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => new[] { pair.Key, pair.Value ?? "" })]));

    /// <summary>Makes the diagnostic again.</summary>
    public Diagnostic ToDiagnostic()
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        for (var i = 0; i < Properties.Count; i += 2)
        {
            properties = properties.Add(Properties[i], Properties[i + 1]);
        }

        return Diagnostic.Create(
            Descriptors.All.First(descriptor => descriptor.Id == Id),
            Place?.ToLocation(),
            OtherPlaces.Select(static place => place.ToLocation()),
            properties,
            [.. Arguments]);
    }

    /// <summary>A place in a file.</summary>
    /// <param name="Path">The path of the file.</param>
    /// <param name="Start">The position of the first character.</param>
    /// <param name="Length">The number of characters.</param>
    /// <param name="Line">The line of the start, from 0.</param>
    /// <param name="Column">The column of the start, from 0.</param>
    /// <param name="EndLine">The line of the end.</param>
    /// <param name="EndColumn">The column of the end.</param>
    internal sealed record Span(string Path, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
    {
        /// <summary>The place of a location in source text, or null.</summary>
        public static Span? Of(Location? location)
        {
            if (location is not { IsInSource: true })
            {
                return null;
            }

            var lines = location.GetLineSpan();
            return new Span(
                lines.Path,
                location.SourceSpan.Start,
                location.SourceSpan.Length,
                lines.StartLinePosition.Line,
                lines.StartLinePosition.Character,
                lines.EndLinePosition.Line,
                lines.EndLinePosition.Character);
        }

        /// <summary>The location, without the syntax tree that it came from.</summary>
        public Location ToLocation() =>
            Location.Create(Path, new TextSpan(Start, Length), new LinePositionSpan(new LinePosition(Line, Column), new LinePosition(EndLine, EndColumn)));
    }
}
