using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// The random effects of a model and the blocks in which they are correlated. Their covariance is Omega = L L^T with L lower triangular in each block; what is estimated of it are the entries of L below the diagonal and the
/// logarithms of those on it, which any numbers can be.
/// </summary>
internal sealed class EffectBlocks
{
    private readonly (int Row, int Column)[] _entries;
    private readonly double[] _starts;

    public EffectBlocks(IReadOnlyList<RandomEffectDescription> effects)
    {
        Parameters = [.. effects.Select(static effect => effect.Parameter)];
        var block = Enumerable.Range(0, effects.Count).ToArray();
        for (var i = 0; i < effects.Count; i++)
        {
            if (Array.IndexOf(Parameters, effects[i].CorrelatedWith) is >= 0 and var other)
            {
                var (from, to) = (block[i], block[other]);
                block = Array.ConvertAll(block, of => of == from ? to : of);
            }
        }

        _entries = [.. Enumerable.Range(0, Count).SelectMany(row => Enumerable.Range(0, row + 1).Where(column => block[row] == block[column]).Select(column => (row, column)))];
        _starts = [.. effects.Select(static effect => effect.Deviation)];
        Start = [.. _entries.Select(entry => entry.Row == entry.Column ? Math.Log(_starts[entry.Row]) : 0)];
    }

    /// <summary>The parameters that vary, as indices.</summary>
    public int[] Parameters { get; }

    /// <summary>How many effects there are.</summary>
    public int Count => Parameters.Length;

    /// <summary>Where the numbers that say the covariance start.</summary>
    public double[] Start { get; }

    /// <summary>How many numbers say the covariance.</summary>
    public int Numbers => _entries.Length;

    /// <summary>The numbers that say a covariance; what is between blocks is left out.</summary>
    public double[] NumbersOf(Matrix<double> covariance)
    {
        const double Least = 1e-8;
        var whole = Matrix<double>.Build.Dense(Count, Count, (i, j) => i == j ? Math.Max(covariance[i, i], Least * _starts[i] * _starts[i]) : AreLinked(i, j) ? covariance[i, j] : 0);
        var root = whole.Cholesky().Factor;
        return [.. _entries.Select(entry => entry.Row == entry.Column ? Math.Log(root[entry.Row, entry.Row]) : root[entry.Row, entry.Column])];
    }

    /// <summary>L, of the numbers that say it. A deviation that has fallen by six decades below where it started is zero.</summary>
    public Matrix<double> Root(ReadOnlySpan<double> numbers)
    {
        const double Smallest = 1e-6;
        var root = Matrix<double>.Build.Dense(Count, Count);
        for (var i = 0; i < _entries.Length; i++)
        {
            var (row, column) = _entries[i];
            if (row != column)
            {
                root[row, column] = numbers[i];
                continue;
            }

            var deviation = Math.Exp(numbers[i]);
            root[row, row] = deviation < Smallest * _starts[row] ? 0 : deviation;
        }

        return root;
    }

    /// <summary>Where the logarithm of the last entry of a row of L stands among the numbers.</summary>
    public int DiagonalOf(int effect) => Array.IndexOf(_entries, (effect, effect));

    /// <summary>Whether two effects are in one block.</summary>
    public bool AreLinked(int one, int other) => _entries.Contains((Math.Max(one, other), Math.Min(one, other)));
}
