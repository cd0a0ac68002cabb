using System;
using System.Linq;
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
    private readonly int _lanes;
    private readonly StageMatrix _back;
    private readonly StageMatrix _transform;
    private readonly double[] _transformed;
    private readonly double[] _x;
    private readonly double[] _y;
    private double _size = double.NaN;

    public NewtonMatrices(RadauMethod method, int count, int lanes)
    {
        _method = method;
        _count = count;
        _lanes = lanes;
        _back = new StageMatrix(method.Back, method.Stages, lanes);
        _transform = new StageMatrix(method.Transform, method.Stages, lanes);
        _transformed = new double[count * lanes];
        _x = new double[count];
        _y = new double[count];
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

    /// <summary>The derivative of a row of the system with respect to the slope of a component.</summary>
    public double BySlope(int row, int component) => _bySlopes[(row * _count) + component];

    /// <summary>About how large the largest eigenvalue of the slopes' derivatives is, by the power method (Golub and Van Loan, Matrix Computations, section 7.3).</summary>
    /// <param name="direction">Where to begin: the direction that was found the last time. Becomes the one found now.</param>
    /// <param name="tolerances">The tolerance of each component, which says how components compare.</param>
    /// <param name="solved">Which equation says the slope of which component.</param>
    public double LargestEigenvalue(Span<double> direction, ReadOnlySpan<double> tolerances, SolvedEquations solved)
    {
        const int Rounds = 4;

        // Rows that say that a component is the derivative of another are above the equations.
        var chains = _count - solved.Equations.Length;
        var grown = 1.0;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (equation, component, inverse, order) in solved.Equations)
            {
                _x[component] = -inverse * RowArithmetic.Product(_byValues.AsSpan((chains + equation) * _count, _count), direction);
                for (var i = component; i > component - order + 1; i--)
                {
                    _x[i - 1] = direction[i];
                }
            }

            double before = 0, after = 0;
            for (var i = 0; i < _count; i++)
            {
                before = Math.Max(before, Math.Abs(direction[i]) / tolerances[i]);
                after = Math.Max(after, Math.Abs(_x[i]) / tolerances[i]);
            }

            if (!(after > 0) || !double.IsFinite(after))
            {
                return after == 0 ? 0 : double.PositiveInfinity;
            }

            // The first rounds only turn the direction.
            grown *= round < Rounds / 2 ? 1 : after / before;
            for (var i = 0; i < _count; i++)
            {
                direction[i] = _x[i] / after;
            }
        }

        return Math.Sqrt(grown);
    }

    /// <summary>Solves for all stages, in place.</summary>
    /// <param name="stages">What the stages leave, lanes innermost; becomes the solution.</param>
    public void Solve(Span<double> stages)
    {
        _back.Multiply(1, stages, _transformed);
        Gather(0, _x);
        DenseFactor.Solve(_real, _pivots[0], _x);
        Scatter(0, _x);
        for (var pair = 0; pair < _pairReal.Length; pair++)
        {
            var lane = (2 * pair) + 1;
            Gather(lane, _x);
            Gather(lane + 1, _y);
            ComplexFactor.Solve(_pairReal[pair], _pairImaginary[pair], _pivots[pair + 1], _x, _y);
            Scatter(lane, _x);
            Scatter(lane + 1, _y);
        }

        _transform.Multiply(1, _transformed, stages);
    }

    /// <summary>Damps what a stiff component has of an error, as the method itself would: in place.</summary>
    public void Filter(double size, Span<double> error)
    {
        var factor = _method.Real / size;
        for (var row = 0; row < _count; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < _count; column++)
            {
                sum += _bySlopes[(row * _count) + column] * error[column];
            }

            _x[row] = factor * sum;
        }

        DenseFactor.Solve(_real, _pivots[0], _x);
        _x.CopyTo(error);
    }

    private void Gather(int lane, double[] vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = _transformed[(i * _lanes) + lane];
        }
    }

    private void Scatter(int lane, double[] vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            _transformed[(i * _lanes) + lane] = vector[i];
        }
    }
}
