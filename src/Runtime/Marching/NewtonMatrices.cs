using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Newton's matrix of a step, (1 / h) A^-1 x dG/dy' + I x dG/dy with both derivatives taken at one point. In the coordinates in which A^-1 is made of its eigenvalues it falls apart into
/// one real matrix and one complex one for each pair of eigenvalues. Source: Hairer and Wanner II, section IV.8.
/// </summary>
internal sealed class NewtonMatrices
{
    private readonly RadauMethod _method;
    private readonly int _count;
    private readonly double[] _bySlopes;
    private readonly double[] _byValues;
    private readonly double[] _real;
    private readonly double[][] _pairReal;
    private readonly double[][] _pairImaginary;
    private readonly int[][] _pivots;
    private double _size = double.NaN;

    public NewtonMatrices(RadauMethod method, int count)
    {
        _method = method;
        _count = count;
        _bySlopes = new double[count * count];
        _byValues = new double[count * count];
        _real = new double[count * count];
        _pairReal = [.. method.Pairs.Select(_ => new double[count * count])];
        _pairImaginary = [.. method.Pairs.Select(_ => new double[count * count])];
        _pivots = [.. Enumerable.Range(0, method.Pairs.Length + 1).Select(_ => new int[count])];
    }

    /// <summary>Takes the derivatives of the first lane.</summary>
    public void Take<TModel>(FirstOrderSystem system, MarchEquations<TModel> equations)
        where TModel : IMechanisticModel<TModel>
    {
        system.Matrices(equations.Derivatives, equations.Lanes, 0, _bySlopes, _byValues);
        _size = double.NaN;
    }

    /// <summary>Whether the factors are those of a step size.</summary>
    public bool IsFor(double size) => _size == size;

    /// <summary>Factorises for a step size; false where a matrix is singular.</summary>
    public bool TryFactorise(double size)
    {
        _size = double.NaN;
        var factor = _method.Real / size;
        for (var i = 0; i < _real.Length; i++)
        {
            _real[i] = (factor * _bySlopes[i]) + _byValues[i];
        }

        if (!DenseFactor.TryFactorise(_real, _pivots[0]))
        {
            return false;
        }

        for (var pair = 0; pair < _method.Pairs.Length; pair++)
        {
            var (a, b) = (_method.Pairs[pair].Real / size, _method.Pairs[pair].Imaginary / size);
            var (real, imaginary) = (_pairReal[pair], _pairImaginary[pair]);
            for (var i = 0; i < real.Length; i++)
            {
                real[i] = (a * _bySlopes[i]) + _byValues[i];
                imaginary[i] = b * _bySlopes[i];
            }

            if (!ComplexFactor.TryFactorise(real, imaginary, _pivots[pair + 1]))
            {
                return false;
            }
        }

        _size = size;
        return true;
    }

    /// <summary>Solves for all stages, in place.</summary>
    /// <param name="stages">What the stages leave, stage by stage; becomes the solution.</param>
    /// <param name="scratch">As many numbers.</param>
    public void Solve(Span<double> stages, Span<double> scratch)
    {
        Combine(_method.Back, stages, scratch);
        DenseFactor.Solve(_real, _pivots[0], scratch[.._count]);
        for (var pair = 0; pair < _pairReal.Length; pair++)
        {
            ComplexFactor.Solve(
                _pairReal[pair],
                _pairImaginary[pair],
                _pivots[pair + 1],
                scratch.Slice(((2 * pair) + 1) * _count, _count),
                scratch.Slice(((2 * pair) + 2) * _count, _count));
        }

        Combine(_method.Transform, scratch, stages);
    }

    /// <summary>Damps what a stiff component has of an error, as the method itself would: in place.</summary>
    public void Filter(double size, Span<double> error, Span<double> scratch)
    {
        var factor = _method.Real / size;
        for (var row = 0; row < _count; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < _count; column++)
            {
                sum += _bySlopes[(row * _count) + column] * error[column];
            }

            scratch[row] = factor * sum;
        }

        DenseFactor.Solve(_real, _pivots[0], scratch[.._count]);
        scratch[.._count].CopyTo(error);
    }

    /// <summary>Multiplies the stages by a matrix: to row k goes the sum of factors_kj times stage j.</summary>
    private void Combine(double[] factors, ReadOnlySpan<double> from, Span<double> to)
    {
        var (stages, count) = (_method.Stages, _count);
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var factor = ref MemoryMarshal.GetArrayDataReference(factors);
        for (var row = 0; row < stages; row++)
        {
            for (var i = 0; i < count; i++)
            {
                var sum = 0.0;
                for (var column = 0; column < stages; column++)
                {
                    sum += Unsafe.Add(ref factor, (row * stages) + column) * Unsafe.Add(ref source, (column * count) + i);
                }

                to[(row * count) + i] = sum;
            }
        }
    }
}
