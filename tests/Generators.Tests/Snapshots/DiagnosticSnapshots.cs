using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ScalableMNN.Generators.Tests.Diagnostics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>What generator and analyzer say of a model with many mistakes.</summary>
[Trait("Kind", "Snapshot")]
public sealed class DiagnosticSnapshots
{
    [Fact]
    public async Task A_model_with_many_mistakes()
    {
        const string Source =
            """
            [MechanisticModel]
            [Grid(StepSize = -0.1)]
            public partial class Mistaken
            {
                [State, InitialValue(Orders = 4)]
                public partial State X { get; }

                [Coefficient(Source.Learned, Initial = 2, Lower = 0, Upper = 1)]
                public partial Coefficient Rate { get; }

                [Coefficient(Source.Constant)]
                public partial Coefficient Shift { get; }

                [Coefficient(Source.Input)]
                public partial Coefficient Unused { get; }

                [Equation]
                private Equation Product => X.D(1) * X + Rate == Shift;
            }
            """;
        var (_, diagnostics) = await Expect.DiagnoseAsync(ModelCompilation.Compile(Source));
        await Snapshot.Matches(string.Join('\n', diagnostics
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(static diagnostic => diagnostic.ToString())));
    }
}
