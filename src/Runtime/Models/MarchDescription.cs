using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>What a march needs to know of a model: its states and equations at one time, or why it cannot be marched.</summary>
public sealed class MarchDescription
{
    /// <summary>Why the model is no initial-value problem that can be marched, to follow "because"; null where it is one.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The states, in the order of the model.</summary>
    public IReadOnlyList<MarchedState> States { get; init; } = [];

    /// <summary>The equations, as many as states.</summary>
    public IReadOnlyList<MarchedEquation> Equations { get; init; } = [];

    /// <summary>How many derivatives a solution carries beyond the highest in the equations.</summary>
    public int Beyond { get; init; }

    /// <summary>How many unknowns there are at one time.</summary>
    public int Unknowns { get; init; }

    /// <summary>How many derivatives the equations have together.</summary>
    public int Width { get; init; }

    /// <summary>What is evaluated at single times: what may be observed, in the order of the inputs that hold it, then bioavailabilities and lags, then what belongs to events. The values of all stand before their derivatives.</summary>
    public IReadOnlyList<MarchedEquation> Expressions { get; init; } = [];

    /// <summary>How many numbers the expressions and their derivatives are.</summary>
    public int ExpressionWidth { get; init; }

    /// <summary>The states that doses reach. The rates at which their infusions run stand behind all other values of the header, in this order.</summary>
    public IReadOnlyList<MarchedDose> Doses { get; init; } = [];

    /// <summary>What happens at times.</summary>
    public IReadOnlyList<MarchedEvent> Events { get; init; } = [];

    /// <summary>The switches of piecewise functions in the equations, those within the guard of another before it. Their modes stand in the header behind the rates of infusions, in this order.</summary>
    public IReadOnlyList<MarchedSwitch> Switches { get; init; } = [];

    /// <summary>An event, or behind the events the switch of a piecewise function, as an event that sets nothing.</summary>
    internal MarchedEvent Occurrence(int index) =>
        index < Events.Count ? Events[index] : new MarchedEvent(Switches[index - Events.Count].Text, EventKind.Conditional, Switches[index - Events.Count].Guard, [], false);
}
