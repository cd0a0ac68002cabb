using System.Collections.Generic;

namespace ScalableMNN.Samples.Presentation;

/// <summary>What one sample shows on a <see cref="Page"/>.</summary>
/// <param name="Sample">The name of the sample; a section of the same name takes its place.</param>
/// <param name="Plots">The pictures: SVG files that <see cref="Figure.Save"/> wrote.</param>
/// <param name="Caption">What they show, in a sentence or two.</param>
/// <param name="Report">The numbers, as text whose columns stand in line; empty for none.</param>
public sealed record PageSection(string Sample, IReadOnlyList<string> Plots, string Caption, string Report);
