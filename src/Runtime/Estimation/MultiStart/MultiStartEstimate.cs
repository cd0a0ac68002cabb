using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>What an estimation from many starts found.</summary>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
public sealed class MultiStartEstimate<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
    internal MultiStartEstimate(Estimate<TParameters, TTrajectories> best, MultiStartReport report)
    {
        Best = best;
        Report = report;
    }

    /// <summary>The estimate with the lowest objective among those that have come to a minimum, as one from its start alone would be; where none has, the lowest of the others, whose status says so.</summary>
    public Estimate<TParameters, TTrajectories> Best { get; }

    /// <summary>What became of all starts. It prints as a table.</summary>
    public MultiStartReport Report { get; }

    /// <summary>The waterfall, and the best estimate, as tables.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Report}\n\n{Best}";
}
