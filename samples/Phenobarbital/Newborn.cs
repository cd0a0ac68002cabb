using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.Phenobarbital;

/// <summary>
/// Phenobarbital in newborn infants, after Grasela and Donn, Developmental Pharmacology and Therapeutics 8 (1985): one compartment, into which doses go at once. Clearance and volume grow with the weight at birth, and
/// differ at random from infant to infant. Amounts in mg, times in h, weights in kg.
/// </summary>
[MechanisticModel]
public partial class Newborn
{
    /// <summary>The amount in the body, mg.</summary>
    [State(Order = 1), InitialValue, Dosed]
    public partial State Amount { get; }

    /// <summary>Logarithm of the clearance of one kilogram, L/h.</summary>
    [Coefficient(Source.Learned, Initial = -5)]
    public partial Coefficient LogClearance { get; }

    /// <summary>Logarithm of the volume of one kilogram, L.</summary>
    [Coefficient(Source.Learned, Initial = 0)]
    public partial Coefficient LogVolume { get; }

    /// <summary>How an infant's clearance differs.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)]
    public partial Coefficient OfClearance { get; }

    /// <summary>How an infant's volume differs.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)]
    public partial Coefficient OfVolume { get; }

    /// <summary>Weight at birth, kg.</summary>
    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient Weight { get; }

    [Coefficient(Source.Function)]
    private Coefficient Clearance => Weight * Exp(LogClearance + OfClearance);

    [Coefficient(Source.Function)]
    private Coefficient Volume => Weight * Exp(LogVolume + OfVolume);

    [Equation]
    private Equation Elimination => Amount.D(1) == -Clearance / Volume * Amount;

    /// <summary>Measured in the blood, mg/L.</summary>
    [Observed]
    private Term Concentration => Amount / Volume;
}
