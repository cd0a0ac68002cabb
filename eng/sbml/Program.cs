using System.Collections.Concurrent;
using ScalableMNN.SbmlSuite;

// Runs a folder of cases of the SBML test suite: each is a folder with model.xml, settings.txt, tags.txt and results.csv.
if (args.Length is not (1 or 2) || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: sbml.sh FOLDER [PART OF A NAME OR TAG]");
    return 2;
}

var cases = Directory.EnumerateDirectories(args[0])
    .Where(static folder => File.Exists(Path.Combine(folder, "model.xml")) && File.Exists(Path.Combine(folder, "settings.txt")))
    .Order(StringComparer.Ordinal)
    .Select(SuiteCase.Read)
    .Where(suiteCase => args.Length == 1 || suiteCase.Name.Contains(args[1], StringComparison.Ordinal) || suiteCase.Components.Concat(suiteCase.Tests).Contains(args[1]) || IsSampled(suiteCase.Name, args[1]))
    .ToList();
var outcomes = new ConcurrentBag<SuiteOutcome>();
const int Together = 120;
foreach (var batch in cases.Chunk(Together))
{
    var models = new List<(SuiteCase Case, ScalableMNN.Generators.Sbml.SbmlModel Model)>();
    foreach (var suiteCase in batch)
    {
        var (model, reason) = CompiledModels.Read(suiteCase);
        if (model is null)
        {
            outcomes.Add(new SuiteOutcome(suiteCase, Verdict.NotSupported, reason));
            continue;
        }

        models.Add((suiteCase, model));
    }

    var (types, reasons) = CompiledModels.Compile(models);
    Parallel.ForEach(models, pair => outcomes.Add(types.TryGetValue(pair.Case.Name, out var type)
        ? Simulation.Run(pair.Case, pair.Model, type)
        : new SuiteOutcome(pair.Case, Verdict.NotSupported, reasons[pair.Case.Name])));
    Console.Error.WriteLine($"{outcomes.Count} of {cases.Count}");
}

SuiteTable.Print(outcomes);
return 0;

// "1/10" takes every tenth case.
static bool IsSampled(string name, string part) =>
    part.Split('/') is ["1", var every] && int.TryParse(every, out var stride) && int.TryParse(name, out var number) && number % stride == 0;
