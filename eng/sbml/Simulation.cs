using System.Globalization;
using System.Reflection;
using ScalableMNN.Generators.Sbml;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.SbmlSuite;

/// <summary>Solves the model of a case and compares with its results.</summary>
internal static class Simulation
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    public static SuiteOutcome Run(SuiteCase suiteCase, SbmlModel model, Type type)
    {
        try
        {
            return Solve(suiteCase, model, type);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } inner)
        {
            return new SuiteOutcome(suiteCase, Verdict.NotSupported, inner is OperationCanceledException ? "takes too long" : $"{inner.GetType().Name}: {inner.Message}");
        }
    }

    private static SuiteOutcome Solve(SuiteCase suiteCase, SbmlModel model, Type type)
    {
        if (type.GetNestedType("Schedule") is not { } scheduleType)
        {
            var march = ((ModelDescription)type.GetProperty("Description", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).March;
            return new SuiteOutcome(suiteCase, Verdict.NotSupported, $"it cannot be marched, because {march.Obstacle}");
        }

        var schedule = (ModelSchedule)Activator.CreateInstance(scheduleType, 1)!;
        var times = Enumerable.Range(0, suiteCase.Steps + 1).Select(i => suiteCase.Start + (i * suiteCase.Duration / suiteCase.Steps)).ToArray();
        schedule.WantOf(0, times);
        using var timeout = new CancellationTokenSource(_longest);
        var inputs = scheduleType.GetMethod("ToInputs")!.Invoke(schedule, null)!;
        var parameters = Activator.CreateInstance(type.GetNestedType("Parameters")!)!;
        var solve = type.GetMethods().First(static method => method.Name == "Solve" && method.GetParameters().Length == 3);
        var solution = (ModelTrajectories)solve.Invoke(null, [parameters, inputs, new SolveOptions { RelativeTolerance = 1e-8, CancellationToken = timeout.Token }])!;
        var report = solution.Reports[0];
        if (report.Status != SolveStatus.Ok)
        {
            return new SuiteOutcome(suiteCase, Verdict.NotSupported, $"{report.Status} at t = {report.March?.End:g6}{(report.March?.Fault is { } fault ? ", " + fault : string.Empty)}{(report.March?.Limiting is { } limiting ? ", at " + limiting : string.Empty)}");
        }

        var grid = solution.Times(0);
        var states = model.Spec.States.ToDictionary(static state => state.Name, state => ((StateTrajectory)type.GetNestedType("Trajectories")!.GetProperty(state.Name)!.GetValue(solution)!).ToArray(0));
        var coefficients = model.Spec.Coefficients.ToDictionary(static coefficient => coefficient.Name, static coefficient => coefficient.Value);
        foreach (var variable in suiteCase.Variables)
        {
            var id = suiteCase.Concentrations.Contains(variable) && model.Outputs.ContainsKey($"[{variable}]") ? $"[{variable}]" : variable;
            if (!model.Outputs.TryGetValue(id, out var term))
            {
                return new SuiteOutcome(suiteCase, Verdict.NotSupported, $"'{variable}' has no value");
            }

            var column = Array.IndexOf(suiteCase.Columns, variable, 1);
            for (var row = 0; row < suiteCase.Rows.Length; row++)
            {
                var point = Array.IndexOf(grid, times[row]);
                var value = TermValue.Of(term, name => states[name][point], name => coefficients[name], times[row]);
                var expected = suiteCase.Rows[row][column];
                if (!IsClose(value, expected, suiteCase))
                {
                    return new SuiteOutcome(suiteCase, Verdict.Wrong, string.Create(CultureInfo.InvariantCulture, $"{variable} at t = {times[row]:g6} is {value:g8}, not {expected:g8}"));
                }
            }
        }

        return new SuiteOutcome(suiteCase, Verdict.Right, string.Empty);
    }

    /// <summary>The suite's rule: the difference is no larger than the absolute tolerance plus the relative one times the expected value.</summary>
    private static bool IsClose(double value, double expected, SuiteCase suiteCase) =>
        value.Equals(expected) || Math.Abs(value - expected) <= suiteCase.Absolute + (suiteCase.Relative * Math.Abs(expected));
}
