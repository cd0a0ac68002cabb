using global::System;
using global::System.Diagnostics;
using global::System.Globalization;
using global::ILGPU;
using global::ILGPU.Runtime;
using global::ScalableMNN.Runtime.Accelerators;
using global::ScalableMNN.Runtime.Models;
using global::ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// Solves and differentiates batches of one model on one accelerator. Its memory there is used again from solve to solve and given back by <see cref="Dispose"/>. A batch that does not fit is
/// taken in slices of trajectories.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TEntries">Its kernels.</typeparam>
internal sealed class DeviceSolver<TModel, TEntries> : IDisposable
    where TModel : IMechanisticModel<TModel>
    where TEntries : DeviceEntries, new()
{
    // What a device needs besides, and what fragmentation leaves unused.
    private const double UsableMemory = 0.9;

    private static readonly DeviceEntries Entries = new TEntries();

    private readonly Accelerator _accelerator;
    private readonly string _device;
    private readonly DeviceBuffer<double> _parameters;
    private readonly DeviceBuffer<double> _inputs;
    private readonly DeviceBuffer<double> _solution;
    private readonly DeviceBuffer<double> _cotangent;
    private readonly DeviceBuffer<double> _gradient;
    private readonly DeviceBuffer<double> _memory;
    private readonly DeviceBuffer<double> _vectors;
    private readonly DeviceBuffer<double> _report;
    private readonly DeviceBuffer<float> _single;
    private double[] _staging = Array.Empty<double>();
    private ModelValues? _residentInputs;
    private bool _residentData;
    private object? _residentRecord;
    private bool _isDisposed;

    public DeviceSolver(Accelerator accelerator)
    {
        _accelerator = accelerator ?? throw new ArgumentNullException(nameof(accelerator), $"{TModel.Description.Name} needs an accelerator. Create one from the device of your choice, such as AcceleratorChoice.Cuda().Create(context).");
        _device = $"{accelerator.Name} ({accelerator.AcceleratorType})";

        // Threads of the processor's operating system wait for each other far longer than they work.
        GroupSize = accelerator.AcceleratorType == AcceleratorType.CPU ? 1 : Math.Min(Entries.Threads, accelerator.MaxNumThreadsPerGroup);
        _parameters = new DeviceBuffer<double>(accelerator);
        _inputs = new DeviceBuffer<double>(accelerator);
        _solution = new DeviceBuffer<double>(accelerator);
        _cotangent = new DeviceBuffer<double>(accelerator);
        _gradient = new DeviceBuffer<double>(accelerator);
        _memory = new DeviceBuffer<double>(accelerator);
        _vectors = new DeviceBuffer<double>(accelerator);
        _report = new DeviceBuffer<double>(accelerator);
        _single = new DeviceBuffer<float>(accelerator);
    }

    /// <summary>The accelerator.</summary>
    public Accelerator Accelerator => _accelerator;

    /// <summary>How many threads a group has, where groups of them have the trajectories; no more than the device allows, nor than the model's.</summary>
    public int GroupSize { get; set; }

    /// <summary>How many bytes of the accelerator's memory may be used.</summary>
    public long MemoryLimit { get; set; } = long.MaxValue;

    /// <summary>Time that the kernels of the last solve or gradient took, without copies.</summary>
    public TimeSpan KernelTime { get; private set; }

    /// <summary>In how many slices the last batch was taken.</summary>
    public int Slices { get; private set; }

    /// <summary>Forgets that inputs are on the accelerator, so that their numbers are copied there once more.</summary>
    public void Invalidate()
    {
        _residentInputs = null;
        _residentRecord = null;
    }

    /// <summary>Solves a batch.</summary>
    public void Solve(ModelTrajectories solution, ModelValues parameters, ModelValues inputs, SolveOptions? options)
    {
        CheckUsable();
        var solve = new DeviceSolve<TModel>(solution, parameters, inputs, options);
        var kernel = DeviceKernels<TEntries>.For(_accelerator).Solving(TModel.Description.Name, GroupSize);
        int batch = inputs.TrajectoryCount, points = inputs.PointCount;
        _residentRecord = null;
        KernelTime = TimeSpan.Zero;
        var perTrajectory = sizeof(double) * (Values(parameters, inputs) + Entries.Memory(points) + Entries.SolveVectors(points) + ((long)points * Entries.Unknowns) + DeviceSolve<TModel>.ReportLength)
            + (sizeof(float) * Entries.Single(points));
        var longest = Math.Max(Entries.Longest(points), Values(parameters, inputs));
        var slice = InSlices("solve", batch, points, perTrajectory, longest, count =>
        {
            Reserve(_inputs, DeviceSlices.Length(inputs, count), ref _residentInputs);
            _parameters.Reserve(DeviceSlices.Length(parameters, count));
            _solution.Reserve((long)points * Entries.Unknowns * count);
            _memory.Reserve(Entries.Memory(points) * count);
            _vectors.Reserve(Entries.SolveVectors(points) * count);
            _single.Reserve(Entries.Single(points) * count);
            _report.Reserve((long)DeviceSolve<TModel>.ReportLength * count);
        });
        Guarded("solve", () =>
        {
            for (var first = 0; first < batch; first += slice)
            {
                solve.Options.CancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(slice, batch - first);
                Write(_parameters, parameters, first, count, solve.Options.FollowData);
                if (!ReferenceEquals(_residentInputs, inputs) || _residentData != solve.Options.FollowData || count < batch)
                {
                    Write(_inputs, inputs, first, count, solve.Options.FollowData);
                    _residentInputs = count < batch ? null : inputs;
                    _residentData = solve.Options.FollowData;
                }

                if (solve.Start is { } start)
                {
                    WriteRows(_solution, start.Values, batch, first, count);
                }

                var mode = Entries.IsLinear ? solve.Options.Refine : solve.Start is not null;
                Launch(() => kernel(
                    count,
                    _parameters.View(DeviceSlices.Length(parameters, count)),
                    _inputs.View(DeviceSlices.Length(inputs, count)),
                    _solution.View((long)points * Entries.Unknowns * count),
                    _memory.View(Entries.Memory(points) * count),
                    _vectors.View(Entries.SolveVectors(points) * count),
                    _single.View(Entries.Single(points) * count),
                    _report.View((long)DeviceSolve<TModel>.ReportLength * count),
                    points,
                    count,
                    mode ? 1 : 0,
                    solve.Options.MaxIterations,
                    solve.Options.Tolerance));
                ReadRows(_solution, solve.Values, batch, first, count);
                var report = Staging(DeviceSolve<TModel>.ReportLength * count);
                _report.Read(report);
                solve.Report(first, count, report);
            }
        });
        var record = solve.Complete();
        _residentRecord = slice < batch ? null : record;
    }

    /// <summary>Differentiates a loss; where the solution is the last one that was computed here, with the factor that is still there.</summary>
    public ModelGradient<TParameters, TInputs> Gradient<TParameters, TInputs>(
        ModelTrajectories solution, ModelCotangent cotangent, SolveOptions? options, ModelGradient<TParameters, TInputs>? reuse)
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        CheckUsable();
        using var run = new DeviceGradient<TModel, TParameters, TInputs>(solution, cotangent, options, reuse);
        var kernel = DeviceKernels<TEntries>.For(_accelerator).Differentiating(TModel.Description.Name, GroupSize);
        int batch = solution.TrajectoryCount, points = solution.PointCount;
        ModelValues parameters = run.Parameters, inputs = run.Inputs;
        var isKept = ReferenceEquals(_residentRecord, run.Record);
        KernelTime = TimeSpan.Zero;
        var perTrajectory = sizeof(double) * (Values(parameters, inputs) + Entries.Memory(points) + Entries.GradientVectors(points) + (2L * points * Entries.Unknowns) + run.GradientLength)
            + (sizeof(float) * Entries.Single(points));
        var longest = Math.Max(Math.Max(Entries.Longest(points), run.GradientLength), Values(parameters, inputs));
        var slice = InSlices("gradient", batch, points, perTrajectory, longest, count =>
        {
            isKept &= count == batch;
            Reserve(_inputs, DeviceSlices.Length(inputs, count), ref _residentInputs);
            _parameters.Reserve(DeviceSlices.Length(parameters, count));
            _solution.Reserve((long)points * Entries.Unknowns * count);
            _cotangent.Reserve((long)points * Entries.Unknowns * count);
            _gradient.Reserve(run.GradientLength * count);
            _memory.Reserve(Entries.Memory(points) * count);
            _vectors.Reserve(Entries.GradientVectors(points) * count);
            _single.Reserve(Entries.Single(points) * count);
        });
        isKept &= _residentRecord is not null;
        _residentRecord = isKept ? _residentRecord : null;
        Guarded("gradient", () =>
        {
            for (var first = 0; first < batch; first += slice)
            {
                run.Options.CancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(slice, batch - first);
                if (!isKept)
                {
                    Write(_parameters, parameters, first, count, run.FollowsData);
                    Write(_inputs, inputs, first, count, run.FollowsData);
                    _residentInputs = null;
                    WriteRows(_solution, solution.Values, batch, first, count);
                }

                WriteRows(_cotangent, cotangent.Values, batch, first, count);
                Launch(() => kernel(
                    count,
                    _parameters.View(DeviceSlices.Length(parameters, count)),
                    _inputs.View(DeviceSlices.Length(inputs, count)),
                    _solution.View((long)points * Entries.Unknowns * count),
                    _cotangent.View((long)points * Entries.Unknowns * count),
                    _gradient.View(run.GradientLength * count),
                    _memory.View(Entries.Memory(points) * count),
                    _vectors.View(Entries.GradientVectors(points) * count),
                    _single.View(Entries.Single(points) * count),
                    points,
                    count,
                    isKept ? 1 : 0,
                    run.Options.Refine ? 1 : 0));
                var gradient = Staging(run.GradientLength * count);
                _gradient.Read(gradient);
                run.Take(first, count, gradient);
            }
        });
        return run.Complete();
    }

    /// <summary>Gives back all memory on the accelerator.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Release();
    }

    // The processor's accelerator says to have all the memory that can be counted.
    private string Room => Math.Min(MemoryLimit, _accelerator.MemorySize) is var bytes and < long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $", with {bytes} bytes,") : "";

    private static long Values(ModelValues parameters, ModelValues inputs) => DeviceSlices.Length(parameters, 1) + DeviceSlices.Length(inputs, 1);

    private void CheckUsable()
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException($"{TModel.Description.Name}.AcceleratorBatch");
        }

        // The memory of a disposed accelerator is gone: copying into it would write anywhere.
        if (_accelerator.IsDisposed)
        {
            Release();
            throw new DeviceException($"{TModel.Description.Name}: {_device} has been disposed of, and what was there is lost. Create another accelerator, and a batch on it.");
        }
    }

    private void Release()
    {
        Invalidate();
        foreach (IDisposable buffer in new IDisposable[] { _parameters, _inputs, _solution, _cotangent, _gradient, _memory, _vectors, _report, _single })
        {
            try
            {
                buffer.Dispose();
            }
            catch (AcceleratorException)
            {
                // The device is lost, and its memory with it.
            }
        }
    }

    private static void Reserve(DeviceBuffer<double> buffer, long length, ref ModelValues? resident)
    {
        if (buffer.Reserve(length))
        {
            resident = null;
        }
    }

    /// <summary>Finds how many trajectories fit at once, and makes room for them.</summary>
    /// <param name="perTrajectory">Bytes that a trajectory takes.</param>
    /// <param name="longest">The most numbers of a trajectory that lie in one array.</param>
    private int InSlices(string what, int batch, int points, long perTrajectory, long longest, Action<int> reserve)
    {
        var usable = Math.Min(MemoryLimit, (long)(UsableMemory * _accelerator.MemorySize));
        var slice = (int)Math.Min(batch, Math.Min(usable / perTrajectory, Array.MaxLength / longest));
        while (slice >= 1)
        {
            // Full warps, but for the last slice.
            slice = slice < batch && slice > 32 ? slice / 32 * 32 : slice;
            try
            {
                reserve(slice);
                Slices = ((batch - 1) / slice) + 1;
                return slice;
            }
            catch (Exception exception) when (exception is AcceleratorException or OutOfMemoryException)
            {
                Release();
                if (slice == 1)
                {
                    throw new DeviceException($"{Need(what, batch, points, perTrajectory)} The device says: {exception.Message}", exception);
                }

                slice /= 2;
            }
        }

        Release();
        throw new DeviceException(Need(what, batch, points, perTrajectory));
    }

    private string Need(string what, int batch, int points, long perTrajectory) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TModel.Description.Name}: a {what} of {batch} trajectories of {points} grid points needs {perTrajectory} bytes for each trajectory, which {_device}{Room} cannot give even to one. Use a device with more memory, raise MemoryLimit, or solve shorter grids.");

    /// <summary>Does the work on the accelerator; where that fails, everything that was taken there is given back.</summary>
    private void Guarded(string what, Action work)
    {
        try
        {
            work();
        }
        catch (AcceleratorException exception)
        {
            Release();
            throw new DeviceException($"{TModel.Description.Name}: the {what} failed on {_device}: {exception.Message} Where the device is lost, create another accelerator.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Release();
            throw;
        }
    }

    private void Launch(Action launch)
    {
        var start = Stopwatch.GetTimestamp();
        launch();
        _accelerator.Synchronize();
        KernelTime += Stopwatch.GetElapsedTime(start);
    }

    private Span<double> Staging(long length)
    {
        if (_staging.Length < length)
        {
            _staging = new double[length];
        }

        return _staging.AsSpan(0, (int)length);
    }

    private void Write(DeviceBuffer<double> buffer, ModelValues values, int first, int count, bool followData)
    {
        if ((count == values.TrajectoryCount || !DeviceSlices.Differ(values)) && (followData || !DeviceSlices.HoldData(values)))
        {
            buffer.Write(values.Values);
            return;
        }

        var staging = Staging(DeviceSlices.Length(values, count));
        DeviceSlices.Gather(values, first, count, staging, followData);
        buffer.Write(staging);
    }

    private void WriteRows(DeviceBuffer<double> buffer, ReadOnlySpan<double> rows, int batch, int first, int count)
    {
        if (count == batch)
        {
            buffer.Write(rows);
            return;
        }

        var staging = Staging(rows.Length / batch * count);
        DeviceSlices.Gather(rows, batch, first, count, staging);
        buffer.Write(staging);
    }

    private void ReadRows(DeviceBuffer<double> buffer, Span<double> rows, int batch, int first, int count)
    {
        if (count == batch)
        {
            buffer.Read(rows);
            return;
        }

        var staging = Staging(rows.Length / batch * count);
        buffer.Read(staging);
        DeviceSlices.Scatter(staging, count, rows, batch, first);
    }
}
