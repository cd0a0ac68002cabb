namespace ScalableMNN.Generators.Lowering;

/// <summary>What a value in a kernel depends on.</summary>
internal enum Level
{
    /// <summary>The model alone: a literal.</summary>
    Constant,

    /// <summary>The trajectory: computed once before the sweep.</summary>
    Header,

    /// <summary>The grid point: computed at every step.</summary>
    Step,
}
