namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>A term that was found.</summary>
/// <param name="Library">The library that it belongs to.</param>
/// <param name="Coefficient">The name of its coefficient.</param>
/// <param name="Text">The term as text; "1" for the constant one.</param>
/// <param name="Latex">The term as LaTeX.</param>
/// <param name="Code">The term as a C# expression.</param>
/// <param name="Value">The estimate of its coefficient.</param>
/// <param name="StandardError">The standard error of it.</param>
public sealed record DiscoveredTerm(string Library, string Coefficient, string Text, string Latex, string Code, double Value, double StandardError);
