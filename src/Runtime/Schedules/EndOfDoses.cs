using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>
/// When doses are over: a reset, or a steady state of another dose alone, ends what was said before it, infusions that run as well as doses that are on their way and repetitions that are still to come.
/// </summary>
internal sealed class EndOfDoses
{
    private readonly IReadOnlyList<Dose> _doses;
    private readonly ScheduledReset[] _resets;

    /// <param name="doses">The doses, in the order in which they were said.</param>
    /// <param name="resets">The resets.</param>
    public EndOfDoses(IReadOnlyList<Dose> doses, IReadOnlyList<ScheduledReset> resets)
    {
        _doses = doses;
        _resets =
        [
            .. resets,
            .. doses.Select(static (dose, i) => (Dose: dose, Place: i)).Where(static pair => pair.Dose.Steady == SteadyForm.Alone).Select(static pair => new ScheduledReset(pair.Dose.Time, pair.Place)),
        ];
    }

    /// <summary>The time from which on nothing is left of a dose; infinite where nothing ends it.</summary>
    /// <param name="place">Its place among the doses.</param>
    public double Of(int place)
    {
        var over = double.PositiveInfinity;
        var saidAt = _resets.Length == 0 ? 0 : _doses[place].SaidAt;
        foreach (var reset in _resets)
        {
            if (reset.Time > saidAt || (reset.Time == saidAt && place < reset.Doses))
            {
                over = Math.Min(over, reset.Time);
            }
        }

        return over;
    }
}
