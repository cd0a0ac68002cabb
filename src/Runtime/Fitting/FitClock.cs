using System.Diagnostics;
using System.Threading;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>Says when a fit has to end, and tells of its progress; shared by the problems that are minimised side by side.</summary>
/// <param name="options">The options.</param>
/// <param name="startLoss">The loss where all of them start, or null where the first of them tells.</param>
internal sealed class FitClock(FitOptions options, double? startLoss = null)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private double _loss = startLoss ?? 0;
    private int _iterations;
    private int _evaluations;

    public FitOptions Options { get; } = options;

    public int Iterations => _iterations;

    public int Evaluations => _evaluations;

    /// <summary>Why the fit has to end now, or null.</summary>
    public FitStatus? Ended =>
        Options.Solve.CancellationToken.IsCancellationRequested ? FitStatus.Cancelled
        : Options.MaxTime >= System.TimeSpan.Zero && Stopwatch.GetElapsedTime(_start) >= Options.MaxTime ? FitStatus.TimeLimit
        : null;

    public void CountEvaluation() => Interlocked.Increment(ref _evaluations);

    /// <summary>Tells of the loss at the start of a problem, which belongs to the whole unless that was known before.</summary>
    public void Started(double loss)
    {
        if (startLoss is null)
        {
            lock (_lock)
            {
                _loss += loss;
            }
        }
    }

    /// <summary>Tells of an improvement.</summary>
    /// <param name="change">By how much the loss has changed.</param>
    /// <param name="gradientNorm">The largest component of the gradient there.</param>
    public void Improved(double change, double gradientNorm)
    {
        lock (_lock)
        {
            _iterations++;
            _loss += change;
            Options.Progress?.Report(new FitProgress(_iterations, _loss, gradientNorm));
        }
    }
}
