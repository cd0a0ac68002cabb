using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The columns of the border: the parameters of the trajectory first, so that they are eliminated with it, then those of the model that take part.</summary>
internal sealed class Border
{
    /// <param name="problem">The problem.</param>
    /// <param name="taking">Which parameters of the model take part, as indices; the others are held at their values.</param>
    public Border(EstimationProblem problem, IReadOnlyCollection<int> taking)
    {
        Local = problem.Local;
        Shared = [.. problem.Shared.Where(taking.Contains)];
        ColumnOf = new int[problem.Model.Parameters.Count];
        Array.Fill(ColumnOf, -1);
        for (var i = 0; i < Local.Length; i++)
        {
            ColumnOf[Local[i]] = i;
        }

        for (var i = 0; i < Shared.Length; i++)
        {
            ColumnOf[Shared[i]] = Local.Length + i;
        }
    }

    /// <summary>The parameters of a trajectory.</summary>
    public int[] Local { get; }

    /// <summary>The parameters of the model.</summary>
    public int[] Shared { get; }

    /// <summary>How many columns there are, without the right-hand side.</summary>
    public int Count => Local.Length + Shared.Length;

    /// <summary>The column of each parameter, or -1.</summary>
    public int[] ColumnOf { get; }
}
