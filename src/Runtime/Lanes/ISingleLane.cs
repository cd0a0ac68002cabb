namespace ScalableMNN.Runtime.Lanes;

/// <summary>
/// A lane in single precision, beside lanes in double precision of as many bytes: it holds the trajectories of two of them, or of one where there is one trajectory alone.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TDouble">The lane in double precision.</typeparam>
internal interface ISingleLane<TSelf, TDouble> : ILane<TSelf>
    where TSelf : unmanaged, ISingleLane<TSelf, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    /// <summary>Rounds the trajectories of two lanes to single precision.</summary>
    static abstract TSelf Narrow(TDouble lower, TDouble upper);

    /// <summary>The lower or the upper half of the trajectories in double precision.</summary>
    static abstract TDouble Widen(TSelf value, bool upper);
}
