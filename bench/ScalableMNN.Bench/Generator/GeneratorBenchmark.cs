using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Bench.Measuring;

namespace ScalableMNN.Bench.Generator;

/// <summary>Times the source generator by the compiler's own count.</summary>
internal static class GeneratorBenchmark
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>Measures models of several sizes.</summary>
    /// <param name="sizes">Numbers of states.</param>
    /// <param name="repetitions">How many runs after the first.</param>
    public static IReadOnlyList<GeneratorResult> Run(IReadOnlyList<int> sizes, int repetitions)
    {
        // The compiler itself is to be warm, as it is in a build of more than one file.
        Time(Load(), Compilation(1), out _, out _);
        return [.. sizes.Select(size => Run(size, repetitions))];
    }

    private static GeneratorResult Run(int states, int repetitions)
    {
        var generator = Load();
        var compilation = Compilation(states);
        var first = Time(generator, compilation, out var generated, out var text);
        var again = Sample.Of(Enumerable.Range(0, repetitions).Select(_ => Time(generator, compilation, out var _, out var _)));
        var best = double.PositiveInfinity;
        long size = 0;
        for (var repetition = 0; repetition < 3; repetition++)
        {
            using var assembly = new MemoryStream();

            // A fresh copy, for what a compilation has bound it does not bind again.
            var copy = generated.Clone();
            var start = Stopwatch.GetTimestamp();
            var result = copy.Emit(assembly);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            size = assembly.Length;
            if (!result.Success)
            {
                throw new InvalidOperationException("What the generator wrote does not compile: " + result.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error));
            }
        }

        return new GeneratorResult(states, first, again, text.Length, text.Count(static character => character == '\n'), best, size);
    }

    /// <summary>Loads the generator's assembly once more, so that none of its methods is compiled yet.</summary>
    private static IIncrementalGenerator Load()
    {
        var context = new AssemblyLoadContext("generator", isCollectible: true);
        var assembly = context.LoadFromAssemblyPath(typeof(Generators.ModelGenerator).Assembly.Location);
        return (IIncrementalGenerator)Activator.CreateInstance(assembly.GetType(typeof(Generators.ModelGenerator).FullName!, throwOnError: true)!)!;
    }

    private static CSharpCompilation Compilation(int states) => CSharpCompilation.Create(
        "Models",
        [CSharpSyntaxTree.ParseText(ChainModelSource.Of(states), ParseOptions)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    private static double Time(IIncrementalGenerator generator, CSharpCompilation compilation, out Compilation generated, out string text)
    {
        var driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation.Clone(), out generated, out _);
        text = driver.GetRunResult().Results[0].GeneratedSources.Single().SourceText.ToString();
        return driver.GetTimingInfo().GeneratorTimes[0].ElapsedTime.TotalMilliseconds;
    }
}
