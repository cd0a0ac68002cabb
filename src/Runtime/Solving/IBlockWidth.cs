namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Whether a lane block has a trajectory for each of its lanes, known when the code is compiled: what handles a ragged block must not weigh on the loops over full ones.
/// </summary>
internal interface IBlockWidth
{
    /// <summary>Whether every lane has a trajectory of its own.</summary>
    static abstract bool IsFull { get; }
}

/// <summary>A block with a trajectory for each lane.</summary>
internal readonly struct FullBlock : IBlockWidth
{
    public static bool IsFull => true;
}

/// <summary>The last block of a batch, whose last lanes repeat its last trajectory.</summary>
internal readonly struct RaggedBlock : IBlockWidth
{
    public static bool IsFull => false;
}
