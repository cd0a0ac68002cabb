using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Dsl;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>
/// The oracle: the least-squares problem of one trajectory of a model, assembled row by row from the mathematics (Chen et al., Scalable Mechanistic Neural Networks,
/// ICLR 2025) in unscaled unknowns, and solved densely by QR. It shares no code with generator or runtime.
/// </summary>
internal sealed class LeastSquares
{
    private readonly ModelDesign _design;
    private readonly int[] _offsets;
    private readonly List<(int Column, double Value)[]> _rows = [];
    private readonly List<double> _right = [];
    private readonly int _points;

    /// <param name="values">The values of coefficients (1 or T numbers), of initial values under "Initial" + state, of steps under "Steps" (1 or T - 1), and of the start under "Start".</param>
    public LeastSquares(ModelDesign design, int points, IReadOnlyDictionary<string, double[]> values)
    {
        _design = design;
        _points = points;
        _offsets = new int[design.States.Count];
        for (var i = 1; i < _offsets.Length; i++)
        {
            _offsets[i] = _offsets[i - 1] + design.States[i - 1].Order + 1;
        }

        var functions = design.Coefficients.Where(static c => c.Function is not null).ToDictionary(static c => c.Name);
        var constants = design.Coefficients.Where(static c => c.Source == Source.Constant).ToDictionary(static c => c.Name, static c => c.Value);
        var steps = Enumerable.Range(0, Math.Max(0, points - 1)).Select(StepAt).ToArray();
        var time = values.TryGetValue("Start", out var start) ? start[0] : design.Grid.Start;
        for (var t = 0; t < points; t++)
        {
            var here = t;
            var now = time;
            AddEquations(here, formula => formula.Value(Lookup, now));
            time += t < steps.Length ? steps[t] : 0;

            double Lookup(string name) =>
                functions.TryGetValue(name, out var function) ? function.Function!.Value(Lookup, now)
                : constants.TryGetValue(name, out var constant) ? constant
                : values[name] is var numbers && numbers.Length == 1 ? numbers[0]
                : numbers[here];
        }

        for (var s = 0; s < design.States.Count; s++)
        {
            AddInitialRows(s, values);
            AddSmoothness(s, steps);
        }

        double StepAt(int t) => design.Grid.Source == Source.Constant ? design.Grid.StepSize : values["Steps"] is var given && given.Length == 1 ? given[0] : given[t];
    }

    /// <summary>The weighted rows.</summary>
    public IReadOnlyList<(int Column, double Value)[]> Rows => _rows;

    /// <summary>The weighted right-hand sides.</summary>
    public IReadOnlyList<double> RightHandSides => _right;

    public int Columns => _points * _design.Unknowns;

    public LeastSquaresSolution Solve() => new(this);

    private int Column(int state, int order, int t) => (t * _design.Unknowns) + _offsets[state] + order;

    private void AddEquations(int t, Func<Formula, double> value)
    {
        foreach (var equation in _design.Equations)
        {
            // A zero coefficient stays in its row, so that rows of one design always match entry by entry.
            Add(
                equation.Weight,
                value(equation.RightHandSide),
                equation.Terms.Select(term => (Column(_design.States.Select(static s => s.Name).ToList().IndexOf(term.State), term.Order, t), value(term.Coefficient))));
        }
    }

    private void AddInitialRows(int s, IReadOnlyDictionary<string, double[]> values)
    {
        var state = _design.States[s];
        for (var t = 0; state.InitialOrders > 0 && t < state.InitialPoints; t++)
        {
            for (var r = 0; r < state.InitialOrders; r++)
            {
                Add(state.InitialWeight, values["Initial" + state.Name][(t * state.InitialOrders) + r], [(Column(s, r, t), 1.0)]);
            }
        }
    }

    private void AddSmoothness(int s, double[] steps)
    {
        var order = _design.States[s].Order;
        var weight = _design.SmoothnessWeight;
        for (var t = 0; t + 1 < _points; t++)
        {
            var h = steps[t];
            if (_design.Scheme == Scheme.Hermite)
            {
                AddHermite(s, t, h);
                continue;
            }

            for (var r = 0; r <= (_design.Central ? order - 1 : order); r++)
            {
                var forward = new List<(int, double)>();
                var backward = new List<(int, double)>();
                for (var o = r; o <= order; o++)
                {
                    forward.Add((Column(s, o, t), Math.Pow(h, o) / Factorial(o - r)));
                    backward.Add((Column(s, o, t + 1), Math.Pow(-h, o) / Factorial(o - r)));
                }

                forward.Add((Column(s, r, t + 1), -Math.Pow(h, r)));
                backward.Add((Column(s, r, t), -Math.Pow(-h, r)));
                Add(weight, 0, forward);
                Add(weight, 0, backward);
            }
        }

        for (var t = 0; _design.Central && t + 2 < _points; t++)
        {
            var span = steps[t] + steps[t + 1];
            Add(weight, 0, [(Column(s, order - 1, t), Math.Pow(span, order - 2)), (Column(s, order, t + 1), Math.Pow(span, order - 1)), (Column(s, order - 1, t + 2), -Math.Pow(span, order - 2))]);
        }
    }

    /// <summary>
    /// Two-point Hermite-Obreshkov rows (Hairer, Norsett, Wanner, Solving ODEs I, II.13), whose coefficients are those of the (m, m) Pade approximant of the exponential,
    /// here from factorials.
    /// </summary>
    private void AddHermite(int s, int t, double h)
    {
        var order = _design.States[s].Order;
        for (var r = 0; r < order; r++)
        {
            var m = order - r;
            var row = new List<(int, double)> { (Column(s, r, t), Math.Pow(h, r)), (Column(s, r, t + 1), -Math.Pow(h, r)) };
            for (var j = 1; j <= m; j++)
            {
                var pade = Factorial(m) * Factorial((2 * m) - j) / (Factorial(2 * m) * Factorial(j) * Factorial(m - j));
                row.Add((Column(s, r + j, t), Math.Pow(h, r + j) * pade));
                row.Add((Column(s, r + j, t + 1), -Math.Pow(h, r) * Math.Pow(-h, j) * pade));
            }

            Add(_design.SmoothnessWeight, 0, row);
        }
    }

    private void Add(double weight, double right, IEnumerable<(int Column, double Value)> entries)
    {
        _rows.Add(entries.Select(entry => (entry.Column, weight * entry.Value)).ToArray());
        _right.Add(weight * right);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}

/// <summary>The solution of a <see cref="LeastSquares"/> problem, and its adjoint.</summary>
internal sealed class LeastSquaresSolution
{
    private readonly LeastSquares _problem;
    private readonly Matrix<double> _inverse;
    private readonly double _norm;

    public LeastSquaresSolution(LeastSquares problem)
    {
        _problem = problem;
        var (rows, columns) = (Math.Max(problem.Rows.Count, problem.Columns), problem.Columns);

        // Columns are brought to unit length, so that the condition number tells of the problem and not of the units of its unknowns.
        Lengths = new double[columns];
        foreach (var row in problem.Rows)
        {
            foreach (var (column, value) in row)
            {
                Lengths[column] += value * value;
            }
        }

        Lengths = Lengths.Select(static square => square > 0 ? Math.Sqrt(square) : 1).ToArray();
        var matrix = Matrix<double>.Build.Dense(rows, columns);
        var right = Vector<double>.Build.Dense(rows);
        for (var i = 0; i < problem.Rows.Count; i++)
        {
            foreach (var (column, value) in problem.Rows[i])
            {
                matrix[i, column] += value / Lengths[column];
            }

            right[i] = problem.RightHandSides[i];
        }

        var qr = matrix.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var triangle = qr.R;
        _norm = triangle.FrobeniusNorm();
        if (Enumerable.Range(0, columns).Any(i => Math.Abs(triangle[i, i]) < 1e-14 * _norm))
        {
            IsSingular = true;
            Condition = double.PositiveInfinity;
            _inverse = triangle;
            Scaled = U = [];
            return;
        }

        _inverse = triangle.UpperTriangle().Inverse();
        Condition = _norm * _inverse.FrobeniusNorm();
        var scaled = qr.Solve(right);
        Scaled = scaled.ToArray();
        U = Scaled.Select((value, i) => value / Lengths[i]).ToArray();
        Residual = (right - (matrix * scaled)).L2Norm();
    }

    /// <summary>Lengths of the columns of A.</summary>
    public double[] Lengths { get; }

    /// <summary>The solution times the lengths of its columns.</summary>
    public double[] Scaled { get; }

    /// <summary>The solution.</summary>
    public double[] U { get; }

    public bool IsSingular { get; }

    /// <summary>Condition number of A with columns of unit length, from above (Frobenius norms).</summary>
    public double Condition { get; }

    /// <summary>The weighted residual norm.</summary>
    public double Residual { get; }

    /// <summary>
    /// What rounding may do to the solution, relative to its length: the error of normal equations after one refinement with residuals from the rows. The refinement squares the
    /// relative error of the first solve, of the order of eps kappa^2; what is left is the error of the residual, eps kappa for a small one and eps kappa^2 times its
    /// relative size otherwise.
    /// </summary>
    public double Tolerance
    {
        get
        {
            const double Eps = 2.2e-16;
            var square = Condition * Condition;
            var relative = Residual / (_norm * Norm(Scaled) + 1e-300);
            return 50 * Eps * (Condition + (square * relative)) + Math.Pow(10 * Eps * square, 2);
        }
    }

    /// <summary>The same for the adjoint, whose residual is not small: eps kappa^2.</summary>
    public double AdjointTolerance => 50 * 2.2e-16 * Condition * Condition;

    /// <summary>lambda = (A^T A)^-1 g.</summary>
    public double[] Adjoint(double[] g)
    {
        var scaled = Vector<double>.Build.DenseOfArray(g.Select((value, i) => value / Lengths[i]).ToArray());
        var lambda = _inverse * (_inverse.TransposeThisAndMultiply(scaled));
        return lambda.Select((value, i) => value / Lengths[i]).ToArray();
    }

    /// <summary>dL/dp from lambda and the problems at p + d and p - d: rows differ in few entries, so that this is as good as their differences.</summary>
    /// <returns>The derivative, and the size of what was added up to it, to which its rounding errors are relative.</returns>
    public (double Derivative, double Size) Differentiate(double[] lambda, LeastSquares above, LeastSquares below, double width)
    {
        double sum = 0, matrixNorm = 0, rightNorm = 0;
        for (var i = 0; i < _problem.Rows.Count; i++)
        {
            double rho = _problem.RightHandSides[i], q = 0, slopeLambda = 0, slopeY = 0;
            for (var k = 0; k < _problem.Rows[i].Length; k++)
            {
                var (column, value) = _problem.Rows[i][k];
                var slope = (above.Rows[i][k].Value - below.Rows[i][k].Value) / width;
                rho -= value * U[column];
                q += value * lambda[column];
                slopeLambda += slope * lambda[column];
                slopeY += slope * U[column];
                matrixNorm += Math.Pow(slope / Lengths[column], 2);
            }

            var slopeRight = (above.RightHandSides[i] - below.RightHandSides[i]) / width;
            rightNorm += slopeRight * slopeRight;
            sum += (rho * slopeLambda) - (q * slopeY) + (q * slopeRight);
        }

        var lambdaNorm = Norm(lambda.Select((value, i) => value * Lengths[i]).ToArray());
        var size = (Math.Sqrt(matrixNorm) * ((Residual * lambdaNorm) + (_norm * lambdaNorm * Norm(Scaled)))) + (_norm * lambdaNorm * Math.Sqrt(rightNorm));
        return (sum, size);
    }

    public static double Norm(double[] values) => Math.Sqrt(values.Sum(static value => value * value));
}
