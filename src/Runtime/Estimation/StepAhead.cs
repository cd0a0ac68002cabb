namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// A whole step that fits the data better, but leaves the heavy rows of the model by its square, so that the sum of squares grows: the step after it brings it back to the model.
/// Asking every step to descend would make them short along a curved model (the Maratos effect); instead one step may go ahead, and two together have to descend. Source: the watchdog
/// technique, Nocedal and Wright, Numerical Optimization, section 15.6.
/// </summary>
internal sealed class StepAhead
{
    // After a step ahead that came to nothing, this many are asked to descend.
    private const int Pause = 3;

    private Iterate? _base;
    private (double Model, double Data) _misfit;
    private int _pause;

    /// <summary>Whether the iterate is ahead.</summary>
    public bool IsAhead { get; private set; }

    /// <summary>Whether it may go ahead.</summary>
    public bool MayGo => _pause == 0;

    /// <summary>What is minimised, where the step ahead began.</summary>
    public double Before { get; private set; }

    /// <summary>Goes ahead; the weights of equations have to stay until it has arrived or returned.</summary>
    public void Go(Iterate from, (double Model, double Data) misfit, double before)
    {
        if (_base is null)
        {
            _base = from.Copy();
        }
        else
        {
            _base.CopyFrom(from);
        }

        (_misfit, Before, IsAhead) = (misfit, before, true);
    }

    /// <summary>A step that descends was found.</summary>
    public void Arrive()
    {
        _pause = IsAhead || _pause == 0 ? 0 : _pause - 1;
        IsAhead = false;
    }

    /// <summary>Back to where it began.</summary>
    /// <returns>The misfits there.</returns>
    public (double Model, double Data) Return(Iterate iterate)
    {
        iterate.CopyFrom(_base!);
        IsAhead = false;
        _pause = Pause;
        return _misfit;
    }
}
