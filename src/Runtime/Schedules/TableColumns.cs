using System.Collections.Generic;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>
/// Which columns of a table hold what, by the names in its first line; upper and lower case are the same. The names are at first those of NONMEM. A column that the table does not have is taken as said for each;
/// one that is asked for by another name than that at first has to be there.
/// </summary>
public sealed record TableColumns
{
    /// <summary>Which individual a record belongs to; each becomes a trajectory. Without it there is one.</summary>
    public string Id { get; init; } = "ID";

    /// <summary>When it happened. It has to be there, and does not decrease within an individual but at a reset.</summary>
    public string Time { get; init; } = "TIME";

    /// <summary>The amount of a dose; without it there are no doses.</summary>
    public string Amount { get; init; } = "AMT";

    /// <summary>The rate of an infusion, greater than 0; 0 for a dose that is given at once, as without it; -1 for a rate and -2 for a duration that the model says.</summary>
    public string Rate { get; init; } = "RATE";

    /// <summary>How long an infusion takes, in the place of its rate.</summary>
    public string Duration { get; init; } = "DUR";

    /// <summary>How many more doses of the same kind follow.</summary>
    public string AdditionalDoses { get; init; } = "ADDL";

    /// <summary>The time from one of these to the next, and from one dose of a steady state to the next.</summary>
    public string Interval { get; init; } = "II";

    /// <summary>What a record is: 0 a measurement, 1 a dose, 2 something else, 3 a reset of the states, 4 a reset and a dose. Without it a record with an amount is a dose.</summary>
    public string Event { get; init; } = "EVID";

    /// <summary>Whether the measured value is missing: 1, or 0 as without it.</summary>
    public string Missing { get; init; } = "MDV";

    /// <summary>Which state a dose reaches: its number among the dosed states of the model, from 1 on, or its name. Without it the first.</summary>
    public string Compartment { get; init; } = "CMT";

    /// <summary>The measured value; without it nothing was measured.</summary>
    public string Value { get; init; } = "DV";

    /// <summary>What was measured: its number among what is observed, from 1 on, or its name. Without it the first.</summary>
    public string Observable { get; init; } = "DVID";

    /// <summary>Whether a dose has been repeated for ever: 1 alone, 2 beside what else was given, 0 not, as without it.</summary>
    public string SteadyState { get; init; } = "SS";

    /// <summary>Whether a measurement is censored: 1 says that the value is below the one in the column of values, -1 that it is above, 0 that it is this one, as without the column. The convention is Monolix's.</summary>
    public string Censored { get; init; } = "CENS";

    /// <summary>The other limit of a censored value, where there is one: with 1 the value is at least this, with -1 at most.</summary>
    public string Limit { get; init; } = "LIMIT";

    /// <summary>Columns that are called otherwise than the inputs of the model that they hold: input to column. An input for each trajectory takes the one value of an individual, one for each grid point the value from its time on.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands between two columns; null (the default) finds out from the first line: a comma, a semicolon, a tabulator or spaces.</summary>
    public string? Delimiter { get; init; }
}
