using System;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>The loss of a model as a function of its learned values, with its gradient; all memory is reused from one evaluation to the next.</summary>
internal sealed class ModelLoss<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly ModelTrajectories _solution;
    private readonly ModelCotangent _cotangent;
    private readonly Func<ModelTrajectories, ModelCotangent, double> _loss;
    private readonly SolveOptions _options;
    private ModelGradient<ModelValues, ModelValues>? _gradient;

    /// <param name="parameters">Where the learned values are put.</param>
    /// <param name="solution">Where the solution is put.</param>
    /// <param name="cotangent">Where the derivatives of the loss with respect to the solution are put.</param>
    /// <param name="loss">Computes the loss, and its derivatives into a cotangent that is zero.</param>
    /// <param name="options">The options of the solves.</param>
    public ModelLoss(ModelValues parameters, ModelTrajectories solution, ModelCotangent cotangent, Func<ModelTrajectories, ModelCotangent, double> loss, SolveOptions options)
    {
        Parameters = parameters;
        _solution = solution;
        _cotangent = cotangent;
        _loss = loss;
        _options = options;
    }

    public ModelValues Parameters { get; }

    /// <summary>Why the last evaluation had no finite loss, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Solves with the values in <see cref="Parameters"/>.</summary>
    /// <param name="gradient">Receives the derivatives of the loss with respect to them.</param>
    /// <returns>The loss; infinity where a trajectory has no solution that can be trusted or the loss is not finite.</returns>
    public double Evaluate(Span<double> gradient)
    {
        Failure = null;
        Solver.SolveGiven<TModel>(_solution, _options);
        if (!_solution.IsComplete)
        {
            Failure = SolveException.For(_solution).Message;
            return double.PositiveInfinity;
        }

        _cotangent.Clear();
        var loss = _loss(_solution, _cotangent);
        if (!double.IsFinite(loss))
        {
            Failure = $"The loss of {Parameters.Model.Name} is {loss}.";
            return double.PositiveInfinity;
        }

        try
        {
            _gradient = Solver.Gradient<TModel, ModelValues, ModelValues>(_solution, _cotangent, _options, _gradient);
        }
        catch (SolveException exception)
        {
            Failure = exception.Message;
            return double.PositiveInfinity;
        }

        _gradient.Parameters.Values.CopyTo(gradient);
        return loss;
    }
}
