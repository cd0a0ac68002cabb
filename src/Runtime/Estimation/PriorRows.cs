using System;
using ScalableMNN.Runtime.Estimation.Elimination;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What is known of parameters beforehand, as rows on them: one for each, in units of a data row.</summary>
internal sealed class PriorRows
{
    private readonly EstimationProblem _problem;
    private readonly RowWeights _weights;
    private readonly Border _border;

    public PriorRows(EstimationProblem problem, RowWeights weights, Border border)
    {
        _problem = problem;
        _weights = weights;
        _border = border;
    }

    /// <summary>The sum of their squares.</summary>
    public double Misfit(ModelValues parameters)
    {
        var sum = 0.0;
        foreach (var prior in _problem.Rows.Priors)
        {
            foreach (var value in parameters.Slot(prior.Parameter))
            {
                var residual = _weights.Unit * (value - prior.Mean) / prior.Deviation;
                sum += residual * residual;
            }
        }

        return sum;
    }

    /// <summary>Adds those of the model's parameters to a triangle that has columns for nothing else.</summary>
    public void AddShared(BorderTriangle triangle, ModelValues parameters)
    {
        foreach (var prior in _problem.Rows.Priors)
        {
            var column = _problem.IsShared(prior.Parameter) ? Array.IndexOf(_border.Shared, prior.Parameter) : -1;
            if (column >= 0)
            {
                Write(triangle.Next(), column, _border.Shared.Length, prior, parameters.Slot(prior.Parameter)[0]);
            }
        }
    }

    /// <summary>Adds that of one of a trajectory's own parameters, if there is one, to the trajectory's triangle.</summary>
    public void AddLocal(BorderTriangle triangle, ModelValues parameters, int trajectory, int column)
    {
        foreach (var prior in _problem.Rows.Priors)
        {
            if (prior.Parameter == _border.Local[column])
            {
                Write(triangle.Next(), column, _border.Count, prior, parameters.Slot(prior.Parameter)[trajectory]);
            }
        }
    }

    private void Write(Span<double> row, int column, int rightHandSide, PriorDescription prior, double value)
    {
        row[column] = _weights.Unit / prior.Deviation;
        row[rightHandSide] = _weights.Unit * (prior.Mean - value) / prior.Deviation;
    }
}
