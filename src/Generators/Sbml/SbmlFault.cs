using System;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators.Sbml;

/// <summary>What is wrong with an SBML file, at a line of it. Reading ends there: what follows from a wrong part would only be confusing.</summary>
internal sealed class SbmlFault : Exception
{
    public SbmlFault(DiagnosticDescriptor descriptor, XObject? place, params object[] arguments)
        : this(descriptor, place is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1, place is IXmlLineInfo at && at.HasLineInfo() ? at.LinePosition : 1, arguments)
    {
    }

    public SbmlFault(DiagnosticDescriptor descriptor, int line, int column, params object[] arguments)
        : base(descriptor.Id)
    {
        Descriptor = descriptor;
        Line = Math.Max(1, line);
        Column = Math.Max(1, column);
        Arguments = arguments;
    }

    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    public object[] Arguments { get; }
}
