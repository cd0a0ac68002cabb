namespace ScalableMNN.Generators.Parsing;

/// <summary>What the generator keeps of a declaration: values only.</summary>
/// <param name="Spec">The specification; with errors it holds only what could be read.</param>
/// <param name="HasErrors">Whether the declaration has errors.</param>
internal sealed record ParsedModel(ModelSpec Spec, bool HasErrors);
