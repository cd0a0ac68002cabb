namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>One of the texts of a result that is compared with a snapshot.</summary>
/// <param name="Name">What tells it from the other texts of the result; null where it is the only one.</param>
/// <param name="Extension">The extension of its file.</param>
/// <param name="Text">The text.</param>
internal sealed record SnapshotPart(string? Name, string Extension, string Text);
