using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// What the kernels of a model work on: the numbers of one trajectory of a batch. Number i of an array stands at i times the number of trajectories, plus the trajectory; a group of threads has its
/// trajectory's numbers side by side, as a batch of one.
/// </summary>
internal struct DeviceBlock<TReal>
    where TReal : unmanaged
{
    /// <summary>Number T of grid points.</summary>
    public int Points;

    /// <summary>How many trajectories stand side by side.</summary>
    public int Trajectories;

    /// <summary>Which of them this is.</summary>
    public int Trajectory;

    /// <summary>How many trajectories the whole batch has, in the arrays that come from the host.</summary>
    public int Batch;

    /// <summary>Which of them this is.</summary>
    public int Member;

    /// <summary>Which of the trajectory's threads this is.</summary>
    public int Lane;

    /// <summary>How many threads the trajectory has.</summary>
    public int Lanes;

    /// <summary>Values of the trajectory.</summary>
    public ArrayView<TReal> Header;

    /// <summary>Values of each of T + 2 grid points.</summary>
    public ArrayView<TReal> Steps;

    /// <summary>The equation rows as evaluated.</summary>
    public ArrayView<TReal> Rows;

    /// <summary>The factor.</summary>
    public ArrayView<TReal> Factor;

    /// <summary>Scratch of one grid point.</summary>
    public ArrayView<TReal> Workspace;

    /// <summary>Where nonlinear equations are linearised.</summary>
    public ArrayView<TReal> Iterate;

    /// <summary>Sums of strands, where a group of threads has the trajectory.</summary>
    public ArrayView<double> Sums;

    /// <summary>Time that has passed at the first point.</summary>
    public TReal Origin;
}
