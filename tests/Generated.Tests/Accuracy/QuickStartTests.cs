using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using ScalableMNN.Dsl;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>The error that the README states for its quick start: 200 mg every twelve hours, with the estimated parameters.</summary>
public sealed class QuickStartTests
{
    private const double Ka = 1.2381, Ke = 0.096367, Volume = 29.002;

    [Fact]
    public void The_quick_start_is_as_accurate_as_the_README_says()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md")).ReplaceLineEndings(" ");
        var course = new OralDoseByTime.Schedule();
        for (var hours = 0; hours < 72; hours += 12)
        {
            course.DoseGut(hours, 200);
        }

        course.WantEvenly(0.5, 72, 144);
        var plasma = OralDoseByTime.Solve(new OralDoseByTime.Parameters { Ka = Ka, Ke = Ke, V = Volume }, course).EnsureSuccess().Plasma;
        var error = Enumerable.Range(1, 144).Max(i => Math.Abs(plasma.At(0.5 * i) - Exact(0.5 * i)) / Volume);
        Assert.Contains($"Here it is within {error:0e-0} mg/L of the closed form.", readme, StringComparison.Ordinal);
    }

    private static double Exact(double time) =>
        Enumerable.Range(0, 6).Select(i => time - (12 * i)).Where(static since => since > 0).Sum(static since => 200 * Ka / (Ka - Ke) * (Math.Exp(-Ke * since) - Math.Exp(-Ka * since)));

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}

/// <summary>The model of the quick start.</summary>
[MechanisticModel]
public partial class OralDoseByTime
{
    [State(Order = 1), InitialValue, Dosed]
    public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed]
    public partial State Plasma { get; }

    [Coefficient(Source.Learned)]
    public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned)]
    public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned)]
    public partial Coefficient V { get; }

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Disposition => Plasma.D(1) == Ka * Gut - Ke * Plasma;

    [Observed]
    private Term Concentration => Plasma / V;
}
