using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Generators.Tests.Incrementality;

public class GeneratorTimeTests(ITestOutputHelper output)
{
    [Fact]
    public void A_model_of_50_states_takes_less_than_2_seconds()
    {
        // The first, small model has the generator itself compiled, which a compiler server pays only once.
        Generate(Chain(3, "First"));

        // The best of three, because another process may have the processor for a while.
        var time = Enumerable.Range(0, 3).Select(_ => Generate(Chain(50, "Large"))).Min();

        output.WriteLine($"50 states: {time.TotalMilliseconds:F0} ms");
        Assert.True(time < TimeSpan.FromSeconds(2), $"{time.TotalSeconds} s");
    }

    private static TimeSpan Generate(string source)
    {
        var driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: ModelCompilation.ParseOptions())
            .RunGenerators(ModelCompilation.Compile(source));
        var result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Single(result.GeneratedSources);
        return driver.GetTimingInfo().ElapsedTime;
    }

    /// <summary>Masses on a line, each tied to its neighbours.</summary>
    private static string Chain(int states, string name)
    {
        var source = new StringBuilder($"[MechanisticModel]\npublic partial class {name}\n{{\n    [Coefficient(Source.Learned)] public partial Coefficient K {{ get; }}\n");
        for (var i = 0; i < states; i++)
        {
            var (left, right) = ((i + states - 1) % states, (i + 1) % states);
            source.Append($"    [State(Order = 2), InitialValue(Orders = 2)] public partial State X{i} {{ get; }}\n");
            source.Append($"    [Coefficient(Source.Constant, Value = {i + 1})] public partial Coefficient M{i} {{ get; }}\n");
            source.Append($"    [Equation] private Equation Newton{i} => M{i} * X{i}.D(2) == K * (X{left} - 2 * X{i} + X{right}) - 0.1 * X{i}.D(1);\n");
        }

        return source.Append("}\n").ToString();
    }
}
