using global::System;
using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>Copies the values of a trajectory, slot after slot, to where the kernels read them. The threads of a group share the numbers of a slot.</summary>
internal struct DevicePacking
{
    private readonly DeviceBlock<double> _block;
    private ArrayView<double> _source;
    private int _next;
    private int _faults;

    public DevicePacking(DeviceBlock<double> block)
    {
        _block = block;
        _source = block.Header;
        _next = 0;
        _faults = 0;
    }

    /// <summary>Whether all numbers that this thread has copied are finite and all steps positive.</summary>
    public readonly bool IsSound => _faults == 0;

    /// <summary>Goes on with the first slot of a source.</summary>
    public void Begin(ArrayView<double> source)
    {
        _source = source;
        _next = 0;
    }

    /// <summary>Numbers that all trajectories share.</summary>
    public void PerModel(int place, int components, bool isStep)
    {
        for (var component = _block.Lane; component < components; component += _block.Lanes)
        {
            var value = _source[_next + component];
            Check(value, isStep);
            _block.Header[((place + component) * _block.Trajectories) + _block.Trajectory] = value;
        }

        _next += components;
    }

    /// <summary>Numbers of the trajectory.</summary>
    public void PerTrajectory(int place, int components, bool isStep)
    {
        for (var component = _block.Lane; component < components; component += _block.Lanes)
        {
            var value = _source[_next + (component * _block.Batch) + _block.Member];
            Check(value, isStep);
            _block.Header[((place + component) * _block.Trajectories) + _block.Trajectory] = value;
        }

        _next += components * _block.Batch;
    }

    /// <summary>A number for each grid point, or, for steps, between them. What lies beyond repeats the last.</summary>
    public void PerStep(int place, int width, bool isStep)
    {
        var rows = isStep ? _block.Points - 1 : _block.Points;
        for (var row = _block.Lane; row < _block.Points + 2; row += _block.Lanes)
        {
            var given = row < rows ? row : rows - 1;
            var value = 1.0;
            if (given >= 0)
            {
                value = _source[_next + (given * _block.Batch) + _block.Member];
                Check(value, isStep);
            }

            _block.Steps[(((row * width) + place) * _block.Trajectories) + _block.Trajectory] = value;
        }

        _next += rows * _block.Batch;
    }

    /// <summary>A number for each grid point that may be missing: zero where it is, and beside it whether it is there.</summary>
    public void Observed(int place, int width)
    {
        for (var row = _block.Lane; row < _block.Points + 2; row += _block.Lanes)
        {
            var value = row < _block.Points ? _source[_next + (row * _block.Batch) + _block.Member] : double.NaN;
            var at = (((row * width) + place) * _block.Trajectories) + _block.Trajectory;
            if (!double.IsNaN(value))
            {
                Check(value, isStep: false);
                _block.Steps[at] = value;
                _block.Steps[at + _block.Trajectories] = 1;
            }
            else
            {
                _block.Steps[at] = 0;
                _block.Steps[at + _block.Trajectories] = 0;
            }
        }

        _next += _block.Points * _block.Batch;
    }

    private void Check(double value, bool isStep)
    {
        if (!DeviceMath.IsFinite(value) || (isStep && !(value > 0)))
        {
            _faults++;
        }
    }
}
