using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.Intervention;

/// <summary>
/// An epidemic in a town: who is susceptible is exposed, then infectious, then recovers. While measures are in force, a part of the contacts does not take place. New cases are counted, and the counter is set
/// back each week. Times in days.
/// </summary>
[MechanisticModel]
public partial class Epidemic
{
    /// <summary>People who have not been exposed.</summary>
    [State(Order = 1), InitialValue]
    public partial State Susceptible { get; }

    /// <summary>People who are not infectious yet.</summary>
    [State(Order = 1), InitialValue]
    public partial State Exposed { get; }

    /// <summary>People who are.</summary>
    [State(Order = 1), InitialValue]
    public partial State Infectious { get; }

    /// <summary>Cases since the last count.</summary>
    [State(Order = 1), InitialValue]
    public partial State Cases { get; }

    /// <summary>Infections by each of the infectious without measures, 1/day.</summary>
    [Coefficient(Source.Learned, Initial = 0.4, Lower = 0)]
    public partial Coefficient Contacts { get; }

    /// <summary>Which part of the contacts measures prevent.</summary>
    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0, Upper = 1)]
    public partial Coefficient Prevented { get; }

    /// <summary>1 while measures are in force, 0 otherwise.</summary>
    [Coefficient(Source.Input, Per = Per.Point)]
    public partial Coefficient Measures { get; }

    /// <summary>From exposed to infectious, 1/day.</summary>
    [Coefficient(Source.Constant, Value = 0.25)]
    public partial Coefficient Incubation { get; }

    /// <summary>Recovery, 1/day.</summary>
    [Coefficient(Source.Constant, Value = 0.2)]
    public partial Coefficient Recovery { get; }

    /// <summary>All people.</summary>
    [Coefficient(Source.Constant, Value = 100_000)]
    public partial Coefficient People { get; }

    [Equation]
    private Equation OfSusceptible => Susceptible.D(1) == -Contacts * (1 - Prevented * Measures) * Susceptible * Infectious / People;

    [Equation]
    private Equation OfExposed => Exposed.D(1) == Contacts * (1 - Prevented * Measures) * Susceptible * Infectious / People - Incubation * Exposed;

    [Equation]
    private Equation OfInfectious => Infectious.D(1) == Incubation * Exposed - Recovery * Infectious;

    [Equation]
    private Equation OfCases => Cases.D(1) == Incubation * Exposed;

    [Event]
    private Event Week => Set(Cases, 0);

    /// <summary>The square root of a count varies by one half, whatever it is (Poisson).</summary>
    [Observed(Noise = 0.5)]
    private Term RootOfCases => Sqrt(Cases);
}
