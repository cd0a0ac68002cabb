using System;
using ScalableMNN.Bench.Breakdown;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Shapes;

/// <summary>A generated model with data, ready to be solved and differentiated.</summary>
internal abstract class GeneratedModel
{
    /// <summary>Sizes of the kernels' arrays.</summary>
    public abstract KernelLayout Layout { get; }

    /// <summary>Solves into memory of its own.</summary>
    public abstract void Solve(SolveOptions options);

    /// <summary>Solves and differentiates into memory of its own.</summary>
    public abstract void SolveAndDifferentiate(SolveOptions options);

    /// <summary>Solves into the memory of the last solve.</summary>
    public abstract void SolveAgain(SolveOptions options);

    /// <summary>Differentiates the last solve that reused memory, into the memory of the last gradient.</summary>
    public abstract void DifferentiateAgain(SolveOptions options);

    /// <summary>From now on, reads and writes arrays in the order of the reference implementation, (B, T, ...), in place.</summary>
    /// <returns>The solution of the last solve that reused memory, (B, T, N).</returns>
    public abstract double[] PlaceBatchFirst(ShapeData data);

    /// <summary>The kernels alone, on the first trajectories, packed beforehand.</summary>
    public abstract BareKernels Kernels(int lanes);

    /// <summary>The solution of the last solve that reused memory, (B, T, N).</summary>
    public abstract double[] Solution();

    /// <summary>The gradient with respect to the coefficients of the last gradient that reused memory, (B, T, E, N).</summary>
    public abstract double[] CoefficientGradient();
}

/// <inheritdoc/>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TParameters">Its learned values, of which there are none.</typeparam>
/// <typeparam name="TInputs">Its inputs: first the coefficients in the order (E, V, R + 1), then the right-hand sides.</typeparam>
/// <typeparam name="TTrajectories">Its solution.</typeparam>
/// <typeparam name="TCotangent">The derivative of a loss with respect to it.</typeparam>
internal sealed class GeneratedModel<TModel, TParameters, TInputs, TTrajectories, TCotangent> : GeneratedModel
    where TModel : IMechanisticModel<TModel>
    where TParameters : ModelValues
    where TInputs : ModelValues
    where TTrajectories : ModelTrajectories
    where TCotangent : ModelCotangent
{
    private readonly Shape _shape;
    private readonly TParameters _parameters;
    private readonly TInputs _inputs;
    private readonly Func<TParameters, TInputs, TTrajectories> _newSolution;
    private readonly TTrajectories _solution;
    private readonly TCotangent _cotangent;
    private ModelGradient<TParameters, TInputs>? _gradient;

    public GeneratedModel(
        ShapeData data, TParameters parameters, TInputs inputs, Func<TParameters, TInputs, TTrajectories> newSolution, Func<TTrajectories, TCotangent> newCotangent)
    {
        _shape = data.Shape;
        _parameters = parameters;
        _inputs = inputs;
        _newSolution = newSolution;
        data.CopyTo(inputs);
        _solution = newSolution(parameters, inputs);
        _cotangent = newCotangent(_solution);
        for (var unknown = 0; unknown < _shape.Unknowns; unknown++)
        {
            for (var point = 0; point < _shape.Points; point++)
            {
                for (var trajectory = 0; trajectory < _shape.Trajectories; trajectory++)
                {
                    _cotangent.Values[(((point * _shape.Unknowns) + unknown) * _shape.Trajectories) + trajectory] =
                        data.LossGradient[(((trajectory * _shape.Points) + point) * _shape.Unknowns) + unknown];
                }
            }
        }
    }

    public override KernelLayout Layout => TModel.Description.Layout;

    public override void Solve(SolveOptions options) => Solver.Solve<TModel>(_newSolution(_parameters, _inputs), options);

    public override void SolveAndDifferentiate(SolveOptions options)
    {
        var solution = _newSolution(_parameters, _inputs);
        Solver.Solve<TModel>(solution, options);
        Solver.Gradient<TModel, TParameters, TInputs>(solution, _cotangent, options);
    }

    public override void SolveAgain(SolveOptions options) => Solver.SolveInto<TModel>(_solution, _parameters, _inputs, options);

    public override void DifferentiateAgain(SolveOptions options) =>
        _gradient = Solver.Gradient<TModel, TParameters, TInputs>(_solution, _cotangent, options, _gradient);

    public override double[] PlaceBatchFirst(ShapeData data)
    {
        var solution = new double[data.LossGradient.Length];
        data.Place(_inputs, copy: false);
        _solution.Place(solution, BatchLayout.TrajectoriesOutermost(_shape.Points * _shape.Unknowns));
        _cotangent.Place(data.LossGradient, BatchLayout.TrajectoriesOutermost(_shape.Points * _shape.Unknowns));
        SolveAgain(SolveOptions.Default);
        DifferentiateAgain(SolveOptions.Default);
        data.Place(_gradient!.Inputs, copy: true);
        return solution;
    }

    public override BareKernels Kernels(int lanes) => BareKernels.Create<TModel>(lanes, _inputs, _cotangent.Values);

    public override double[] Solution()
    {
        var result = new double[_solution.Values.Length];
        for (var unknown = 0; unknown < _shape.Unknowns; unknown++)
        {
            for (var point = 0; point < _shape.Points; point++)
            {
                for (var trajectory = 0; trajectory < _shape.Trajectories; trajectory++)
                {
                    result[(((trajectory * _shape.Points) + point) * _shape.Unknowns) + unknown] =
                        _solution.Values[(((point * _shape.Unknowns) + unknown) * _shape.Trajectories) + trajectory];
                }
            }
        }

        return result;
    }

    public override double[] CoefficientGradient()
    {
        var gradient = _gradient ?? throw new InvalidOperationException("There is no gradient yet.");
        var coefficients = _shape.States * _shape.Unknowns;
        var result = new double[_shape.Trajectories * _shape.Points * coefficients];
        for (var slot = 0; slot < coefficients; slot++)
        {
            var values = gradient.Inputs.Slot(slot);
            for (var point = 0; point < _shape.Points; point++)
            {
                for (var trajectory = 0; trajectory < _shape.Trajectories; trajectory++)
                {
                    result[(((trajectory * _shape.Points) + point) * coefficients) + slot] = values[(point * _shape.Trajectories) + trajectory];
                }
            }
        }

        return result;
    }
}
