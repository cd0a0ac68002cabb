namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>The scalars that a kernel takes and returns.</summary>
internal static class KernelParameter
{
    /// <summary>The parameter s of the residual.</summary>
    public static readonly Local Scale = new("scale", Mutable: false);

    /// <summary>The result of the factorisation: the first step whose pivot is lost.</summary>
    public static readonly Local Failure = new("failure", Mutable: true);

    /// <summary>The result of the residual: the sum of squares.</summary>
    public static readonly Local Squares = new("squares", Mutable: true);

    /// <summary>Time passed at the block's first point.</summary>
    public static readonly Local Origin = new("origin", Mutable: false);

    /// <summary>What every part of a kernel is given that reads it.</summary>
    public static bool IsGiven(Local local) => local == Scale || local == Origin;
}
