using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Marching;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// What is estimated, as columns: the parameters of a trajectory, its initial values that are not given anywhere, and the parameters of the model that take part. Those of the trajectory come first, so that they are
/// eliminated with it.
/// </summary>
internal sealed class ShootingColumns
{
    /// <param name="problem">The problem.</param>
    /// <param name="taking">Which parameters of the model take part, as indices; the others are held at their values.</param>
    public ShootingColumns(EstimationProblem problem, IReadOnlyCollection<int> taking)
    {
        Parameters = problem.Local;
        Initials =
        [
            .. problem.Given.Where(given => Enumerable.Range(0, problem.Trajectories).Any(b => double.IsNaN(problem.GivenAt(given, b)))),
        ];
        Shared = [.. problem.Shared.Where(taking.Contains)];
        var system = new FirstOrderSystem(problem.Model);
        Components = [.. Initials.Select(given => system.ComponentOf(problem.Model.States[problem.StateOf[given.Unknown]].Name, problem.OrderOf(given.Unknown)))];
        OfHeader = new int[problem.Values.Header.Length];
        Array.Fill(OfHeader, -1);
        for (var i = 0; i < Parameters.Length; i++)
        {
            OfHeader[problem.HeaderOf(Parameters[i])] = i;
        }

        for (var i = 0; i < Shared.Length; i++)
        {
            OfHeader[problem.HeaderOf(Shared[i])] = Local + i;
        }
    }

    /// <summary>The parameters of a trajectory, as indices.</summary>
    public int[] Parameters { get; }

    /// <summary>The initial values that some trajectory leaves free.</summary>
    public GivenValue[] Initials { get; }

    /// <summary>The component that each of these is; -1 for a derivative that the equations determine.</summary>
    public int[] Components { get; }

    /// <summary>The parameters of the model that take part, as indices.</summary>
    public int[] Shared { get; }

    /// <summary>How many columns a trajectory has of its own.</summary>
    public int Local => Parameters.Length + Initials.Length;

    /// <summary>How many columns there are, without the right-hand side.</summary>
    public int Count => Local + Shared.Length;

    /// <summary>The column of each value of the header, or -1.</summary>
    public int[] OfHeader { get; }
}
