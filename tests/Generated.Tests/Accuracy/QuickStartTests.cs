using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>The errors that the README states for its quick start: 500 mg, with the estimated parameters, 97 points at steps of 0.25 h.</summary>
public sealed class QuickStartTests
{
    private const int Points = 97;
    private const double Dose = 500, Ka = 1.2381, Ke = 0.096367, Volume = 29.002;

    [Fact]
    public void The_quick_start_is_as_accurate_as_the_README_says()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md")).ReplaceLineEndings(" ");
        var twice = new OralDoseTwice.Inputs(Points);
        twice.InitialGut.Fill(Dose);
        twice.InitialPlasma.Fill(0);
        var once = new OralDoseOnce.Inputs(Points);
        once.InitialGut.Fill(Dose);
        once.InitialPlasma.Fill(0);
        var fine = Error(OralDoseTwice.Solve(new OralDoseTwice.Parameters { Ka = Ka, Ke = Ke, V = Volume }, twice).Plasma);
        var coarse = Error(OralDoseOnce.Solve(new OralDoseOnce.Parameters { Ka = Ka, Ke = Ke, V = Volume }, once).Plasma);
        Assert.Contains($"within {fine:0e-0} mg/L of the closed form;   with `Prolongation = 1` it is {coarse:0e-0}", readme, StringComparison.Ordinal);
    }

    private static double Error(StateTrajectory plasma) => Enumerable.Range(0, Points).Max(point => Math.Abs(plasma[0, point] - Exact(0.25 * point)));

    private static double Exact(double time) => Dose * Ka / (Volume * (Ka - Ke)) * (Math.Exp(-Ke * time) - Math.Exp(-Ka * time));

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}

/// <summary>The model of the quick start.</summary>
[MechanisticModel]
[Grid(StepSize = 0.25)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class OralDoseTwice
{
    [State(Order = 1), InitialValue]
    public partial State Gut { get; }

    [State(Order = 1), InitialValue]
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
    private Equation Disposition => Plasma.D(1) == Ka / V * Gut - Ke * Plasma;
}

/// <summary>The same, differentiated once.</summary>
[MechanisticModel]
[Grid(StepSize = 0.25)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class OralDoseOnce
{
    [State(Order = 1), InitialValue]
    public partial State Gut { get; }

    [State(Order = 1), InitialValue]
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
    private Equation Disposition => Plasma.D(1) == Ka / V * Gut - Ke * Plasma;
}
