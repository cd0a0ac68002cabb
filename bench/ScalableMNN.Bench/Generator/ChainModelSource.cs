using System.Globalization;
using System.Text;

namespace ScalableMNN.Bench.Generator;

/// <summary>Source text of models that grow: a chain of compartments, each exchanging with its neighbours at rates of its own.</summary>
internal static class ChainModelSource
{
    public static string Of(int states)
    {
        var text = new StringBuilder("using ScalableMNN.Dsl;\nnamespace Models;\n[MechanisticModel]\n[Smoothness(Scheme.Taylor)]\n[Grid(StepSize = 0.1)]\npublic partial class Chain\n{\n");
        for (var state = 0; state < states; state++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    [State(Order = 2), InitialValue] public partial State U{state} {{ get; }}\n");
            text.Append(CultureInfo.InvariantCulture, $"    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient K{state} {{ get; }}\n");
        }

        for (var state = 0; state < states; state++)
        {
            var arriving = state == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" + K{state - 1} * U{state - 1}");
            var returning = state == states - 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" + 0.5 * K{state + 1} * U{state + 1}");
            text.Append(CultureInfo.InvariantCulture, $"    [Equation] private Equation E{state} => U{state}.D(1) == -1.5 * K{state} * U{state}{arriving}{returning};\n");
        }

        return text.Append("}\n").ToString();
    }
}
