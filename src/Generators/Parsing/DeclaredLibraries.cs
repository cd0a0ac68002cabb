using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The libraries and candidate terms of a model while it is being read.</summary>
internal sealed class DeclaredLibraries
{
    /// <summary>The names of the properties that are declared as libraries.</summary>
    public HashSet<string> Names { get; } = [];

    /// <summary>The libraries that could be read.</summary>
    public Dictionary<string, LibrarySpec> Specs { get; } = [];

    /// <summary>The candidate terms that could be read.</summary>
    public Dictionary<string, Expression> Candidates { get; } = [];
}
