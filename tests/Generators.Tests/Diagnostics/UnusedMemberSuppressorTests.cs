using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Diagnostics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

public class UnusedMemberSuppressorTests
{
    [Fact]
    public async Task Silences_what_is_said_about_members_that_describe()
    {
        var compilation = ModelCompilation.Compile(
            """
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Coefficient(Source.Function)] private Coefficient Drive => 2 * T;
                [Equation] private Equation Law => U.D(1) + U == Drive;
                [Observed] private Term Sensor => 2 * U;
                [PolynomialLibrary] public partial Library Rest { get; }
                [Candidate] private Term Sine => Sin(U);
                [Constraint] private Equation Centred => Rest[1] == 0;
                private int Unused => 1;
            }

            public class Other
            {
                [Equation] private Equation Stray => null!;
            }
            """);

        var diagnostics = await compilation
            .WithAnalyzers(
                [new Complaint(), new UnusedMemberSuppressor()],
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync();

        string[] ids = ["CA1822", "IDE0051", "IDE0052"];
        foreach (var id in ids)
        {
            Assert.Equal(["Centred", "Drive", "Law", "Sensor", "Sine"], Names(diagnostics, id, suppressed: true));
            Assert.Equal(["Stray", "Unused"], Names(diagnostics, id, suppressed: false));
        }
    }

    private static System.Collections.Generic.IEnumerable<string> Names(ImmutableArray<Diagnostic> diagnostics, string id, bool suppressed) => diagnostics
        .Where(diagnostic => diagnostic.Id == id && diagnostic.IsSuppressed == suppressed)
        .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        .Order();

    /// <summary>Stands for the analyzers of the SDK: says of every private property that it is unused, unread and could be static.</summary>
#pragma warning disable RS1001, RS1036, RS2008 // It is part of this test, not an analyzer to be shipped.
    private sealed class Complaint : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [Descriptor("IDE0051"), Descriptor("IDE0052"), Descriptor("CA1822")];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol =>
                {
                    foreach (var descriptor in SupportedDiagnostics.Where(_ => symbol.Symbol.DeclaredAccessibility == Accessibility.Private))
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(descriptor, symbol.Symbol.Locations[0], symbol.Symbol.Name));
                    }
                },
                SymbolKind.Property);
        }

        private static DiagnosticDescriptor Descriptor(string id) => new(id, "A complaint", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
    }
#pragma warning restore RS1001, RS1036, RS2008
}
