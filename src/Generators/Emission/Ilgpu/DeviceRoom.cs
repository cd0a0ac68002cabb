using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>Cuts the memory of a batch into arrays, one after the other.</summary>
internal struct DeviceRoom<TReal>
    where TReal : unmanaged
{
    private readonly ArrayView<TReal> _memory;
    private readonly int _trajectories;
    private long _next;

    public DeviceRoom(ArrayView<TReal> memory, int trajectories)
    {
        _memory = memory;
        _trajectories = trajectories;
        _next = 0;
    }

    /// <summary>An array of so many numbers for each trajectory.</summary>
    public ArrayView<TReal> Take(int numbers)
    {
        var length = (long)numbers * _trajectories;

        // An empty view must begin within the memory as well.
        var array = _memory.SubView(length == 0 ? 0 : _next, length);
        _next += length;
        return array;
    }
}
