using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Sbml;

namespace ScalableMNN.SbmlSuite;

/// <summary>Models of many cases, compiled into one assembly in memory.</summary>
internal static class CompiledModels
{
    private static readonly CSharpParseOptions _language = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !path.Contains("SbmlSuite", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Reads a model.</summary>
    public static (SbmlModel? Model, string Reason) Read(SuiteCase suiteCase)
    {
        try
        {
            return (SbmlModel.Of(SbmlReader.Read(suiteCase.Model), ClassOf(suiteCase), "Suite"), string.Empty);
        }
        catch (SbmlFault fault)
        {
            var message = string.Format(System.Globalization.CultureInfo.InvariantCulture, fault.Descriptor.MessageFormat.ToString(null), [suiteCase.Name, .. fault.Arguments]);
            return (null, $"{fault.Descriptor.Id} (line {fault.Line}): {message}");
        }
    }

    /// <summary>Compiles.</summary>
    /// <returns>The class of each model, and why others have none.</returns>
    public static (Dictionary<string, Type> Types, Dictionary<string, string> Reasons) Compile(IReadOnlyList<(SuiteCase Case, SbmlModel Model)> models)
    {
        var reasons = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        var trees = models.AsParallel().Select(pair =>
        {
            try
            {
                return CSharpSyntaxTree.ParseText(ModelPrinter.Print(pair.Model.Spec), _language, pair.Case.Name);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                reasons[pair.Case.Name] = $"the generator fails: {fault.Message}";
                return null;
            }
        }).OfType<SyntaxTree>().ToList();
        for (;;)
        {
            var compilation = CSharpCompilation.Create(
                "Models" + Guid.NewGuid().ToString("N"), trees, _references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
            using var image = new MemoryStream();
            var result = compilation.Emit(image);
            if (result.Success)
            {
                var assembly = Assembly.Load(image.ToArray());
                return (models.Where(pair => !reasons.ContainsKey(pair.Case.Name)).ToDictionary(static pair => pair.Case.Name, pair => assembly.GetType("Suite." + ClassOf(pair.Case))!), new(reasons));
            }

            foreach (var error in result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                reasons[error.Location.SourceTree?.FilePath ?? "?"] = $"does not compile: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
            }

            if (trees.RemoveAll(tree => reasons.ContainsKey(tree.FilePath)) == 0)
            {
                throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Take(5)));
            }
        }
    }

    public static string ClassOf(SuiteCase suiteCase) => "Case" + new string([.. suiteCase.Name.Where(char.IsLetterOrDigit)]);
}
