using ScalableMNN.Bench.Measuring;

namespace ScalableMNN.Bench.Generator;

/// <summary>What the source generator needs for a model, and what comes of it.</summary>
/// <param name="States">Number of states.</param>
/// <param name="FirstMilliseconds">Generator time of the first run after its assembly was loaded, its own just-in-time compilation included: what the first build after the compiler has started sees.</param>
/// <param name="Again">Generator time once it is warm.</param>
/// <param name="SourceBytes">Size of the source text written.</param>
/// <param name="SourceLines">Its lines.</param>
/// <param name="CompileMilliseconds">Time of the C# compiler for the model and what was written, best of three.</param>
/// <param name="AssemblyBytes">Size of the assembly.</param>
internal sealed record GeneratorResult(int States, double FirstMilliseconds, Sample Again, int SourceBytes, int SourceLines, double CompileMilliseconds, long AssemblyBytes);
