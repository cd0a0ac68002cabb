namespace ScalableMNN.Weaken;

/// <summary>A version of another library that a library asks for.</summary>
/// <param name="File">The other library, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which symbols name it.</param>
/// <param name="IsWeak">Whether the library loads without it.</param>
/// <param name="FlagsOffset">Where in the file its flags are.</param>
public sealed record VersionNeed(string File, string Version, int Index, bool IsWeak, int FlagsOffset);
