namespace ScalableMNN.Runtime.Marching;

/// <summary>A part of a march, as the way back through it needs it: a step, or what happens between two steps. It ends with the grid points that were written of it.</summary>
internal abstract record MarchedPart
{
    /// <summary>The modes of switches along it; of what happens, those after it.</summary>
    public double[] Modes { get; set; } = [];

    /// <summary>The first grid point that was written of it.</summary>
    public int FirstPoint { get; set; }

    /// <summary>The grid point after the last that was written of it.</summary>
    public int EndPoint { get; set; }
}
