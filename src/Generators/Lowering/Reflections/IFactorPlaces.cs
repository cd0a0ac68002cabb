namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>Where the numbers of a factor L D L^T stand, for whoever computes it in another way than the phases that lay it out.</summary>
internal interface IFactorPlaces
{
    /// <summary>How many numbers there are for each grid point.</summary>
    int FactorCount { get; }

    /// <summary>The place of 1 / d_i.</summary>
    int InverseAt(int i);

    /// <summary>The place of L_ij, i above j.</summary>
    int LowerAt(int i, int j);
}
