using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ScalableMNN.Generators.Tests.Incrementality;

/// <summary>A generator driver that tells which steps of the pipeline it took again.</summary>
internal sealed class TrackedRun
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: ModelCompilation.ParseOptions(),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator on the next state of the project.</summary>
    public GeneratorRunResult Next(Compilation compilation)
    {
        _driver = _driver.RunGenerators(compilation);
        var result = Assert.Single(_driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>Why the models of a run are what they are.</summary>
    public static List<IncrementalStepRunReason> ModelReasons(GeneratorRunResult result) =>
        [.. result.TrackedSteps[ModelGenerator.ModelStep].SelectMany(step => step.Outputs).Select(output => output.Reason)];

    /// <summary>Why the generated files of a run are what they are.</summary>
    public static List<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
