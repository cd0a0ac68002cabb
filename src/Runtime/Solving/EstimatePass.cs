using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Estimates the error and the condition number of the trajectories of a lane block from the factor of their solve.
/// <para>
/// With z the solution at hand and d what the exact solution leaves of the smoothness rows (see <see cref="Truncation"/>), the exact solution is the least-squares
/// solution with the right-hand side b + d. The error of z is therefore -M^-1 (A^T (b - A z) + A^T d): the first part is what rounding has left of
/// the elimination, the second the discretisation error, carried from where it arises to everywhere else.
/// </para>
/// </summary>
internal static class EstimatePass<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>After so many steps of the power method both ends of the spectrum are known to well within a factor of three, whatever its gaps.</summary>
    private const int PowerSteps = 10;

    /// <summary>Estimates what the options ask for.</summary>
    /// <param name="solution">Receives the estimates, after its reports are written.</param>
    /// <param name="options">What to estimate.</param>
    /// <param name="block">The problem, with rows and factor.</param>
    /// <param name="z">The scaled solution.</param>
    /// <param name="work">A vector to work on.</param>
    /// <param name="other">Another one.</param>
    /// <param name="first">The block's first trajectory.</param>
    /// <param name="count">How many trajectories it has.</param>
    public static void Run(ModelTrajectories solution, SolveOptions options, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, Span<TLane> work, Span<TLane> other, int first, int count)
    {
        if (options.EstimateError)
        {
            EstimateErrors(solution, block, z, work, first, count);
        }

        if (options.EstimateCondition)
        {
            var condition = Condition(block, work, other);
            var numbers = Packing<TLane>.Numbers(new Span<TLane>(ref condition));
            for (var i = 0; i < count; i++)
            {
                ref var report = ref solution.MutableReports[first + i];
                report = report with { Condition = report.HasSolution ? numbers[i] : double.NaN };
            }
        }
    }

    private static void EstimateErrors(ModelTrajectories solution, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, Span<TLane> error, int first, int count)
    {
        var problem = solution.Problem;
        var truncation = problem.Model.Truncation;
        var isKnown = block.Points == 1 || block.Points >= truncation.FewestPoints;
        var unresolved = TLane.Infinity;
        if (isKnown)
        {
            unresolved = truncation.FirstUnresolved(problem, block, z);
            TModel.Residual(block, z, TLane.One, error, out _);
            truncation.Add(problem, block, z, error);
            TModel.Reduce(block, error);
            TModel.Substitute(block, error);
        }
        else
        {
            error.Fill(TLane.Create(double.NaN));
        }

        Unpack(problem, block, error, solution.Errors!.Storage, first, count);
        var steps = Packing<TLane>.Numbers(new Span<TLane>(ref unresolved));
        for (var i = 0; i < count; i++)
        {
            ref var report = ref solution.MutableReports[first + i];
            var isResolved = double.IsPositiveInfinity(steps[i]);
            
            // In directions that the factor has lost, the error is invisible to it. A refinement step squares the relative error, about: what it has moved says what it has left.
            var left = double.IsNaN(report.Correction) ? 0 : report.Correction * report.Correction;
            report = report with { ErrorEstimate = !report.HasSolution ? double.NaN : isResolved ? Math.Max(solution.Errors!.LargestOf(first + i), left) : double.PositiveInfinity };
            if (!report.HasSolution || !isResolved)
            {
                solution.Errors.Erase(first + i, report.HasSolution ? (int)steps[i] + 1 : 0);
            }
        }
    }

    /// <summary>Undoes the scaling and the sign and writes the block's trajectories.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unpack(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> error, Span<double> target, int first, int count)
    {
        nint at = 0;
        var i = 0;
        for (var point = 0; point < block.Points; point++)
        {
            var inverse = TLane.One / problem.StepAt(block, point);
            foreach (var order in problem.Orders)
            {
                var scale = -TLane.One;
                for (var r = 0; r <= order; r++)
                {
                    Packing<TLane>.Store<RaggedBlock>(ref Unsafe.Add(ref target[first], at), count, error[i++] * scale);
                    scale *= inverse;
                    at += problem.Trajectories;
                }
            }
        }
    }

    /// <summary>
    /// The 2-norm condition number of A, the square root of that of M, by the power method on M and on its inverse. Both give lower bounds that grow from step to step.
    /// Source: Golub and Van Loan, Matrix Computations, section 8.2.
    /// </summary>
    private static TLane Condition(in LaneBlock<TLane> block, Span<TLane> vector, Span<TLane> image)
    {
        var size = block.Points * TModel.Description.Layout.Unknowns;
        var largest = TLane.One;
        Start(vector, size);
        for (var step = 0; step < PowerSteps; step++)
        {
            Normalise(vector[..size]);
            TModel.Residual(block, vector, TLane.Zero, image, out _);
            largest = Norm(image[..size]);
            image[..size].CopyTo(vector);
        }

        var inverse = TLane.One;
        Start(vector, size);
        for (var step = 0; step < PowerSteps; step++)
        {
            Normalise(vector[..size]);
            TModel.Reduce(block, vector);
            TModel.Substitute(block, vector);
            inverse = Norm(vector[..size]);
        }

        return TLane.Sqrt(largest) * TLane.Sqrt(inverse);
    }

    /// <summary>Numbers between -1/2 and 1/2 without a pattern, the same for every trajectory: multiples of the golden section, whose fractions spread evenly.</summary>
    private static void Start(Span<TLane> vector, int size)
    {
        const double Section = 0.6180339887498949;
        for (var i = 0; i < size; i++)
        {
            var fraction = (i + 1) * Section;
            vector[i] = TLane.Create(fraction - Math.Floor(fraction) - 0.5);
        }

        vector[size..].Clear();
    }

    private static void Normalise(Span<TLane> vector)
    {
        var scale = TLane.One / Norm(vector);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= scale;
        }
    }

    private static TLane Norm(ReadOnlySpan<TLane> vector)
    {
        var squares = TLane.Zero;
        foreach (var element in vector)
        {
            squares = TLane.MultiplyAdd(element, element, squares);
        }

        return TLane.Sqrt(squares);
    }
}
