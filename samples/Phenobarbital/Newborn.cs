using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Phenobarbital;

/// <summary>
/// Phenobarbital in newborn infants, after Grasela and Donn, Developmental Pharmacology and Therapeutics 8 (1985): one compartment, into which doses go at once. Clearance and volume grow with the weight; each
/// infant has a volume of its own, of which the others say how large it is about. Amounts in mg, times in h, weights in kg.
/// </summary>
[MechanisticModel]
public partial class Newborn
{
    /// <summary>The amount in the body, mg.</summary>
    [State(Order = 1), InitialValue, Dosed]
    public partial State Amount { get; }

    /// <summary>Clearance of one kilogram, L/h.</summary>
    [Coefficient(Source.Learned, Initial = 0.01, Lower = 0)]
    public partial Coefficient Clearance { get; }

    /// <summary>Volume of one kilogram, L, of each infant. The spread is that between infants in the literature.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0, Per = Per.Trajectory), Prior(1, 0.2)]
    public partial Coefficient Volume { get; }

    /// <summary>Weight at birth, kg.</summary>
    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient Weight { get; }

    [Equation]
    private Equation Elimination => Amount.D(1) == -Clearance / Volume * Amount;

    /// <summary>Measured in the blood, mg/L.</summary>
    [Observed]
    private Term Concentration => Amount / (Volume * Weight);
}
