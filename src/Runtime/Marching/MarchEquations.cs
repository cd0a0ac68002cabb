using System;
using System.Linq;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The equations of a model along one trajectory, evaluated by its kernels at several times at once: the stages of a step are the lanes. Values that are given at grid points are taken as
/// linear between them.
/// </summary>
internal sealed class MarchEquations<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly Problem _problem;
    private readonly MarchDescription _march;
    private readonly double[] _header;
    private readonly double[] _steps;
    private readonly double[] _unknowns;
    private readonly double[] _workspace;
    private readonly double[] _values;
    private readonly double[] _derivatives;
    private readonly double[] _prolonged;
    private readonly double[] _expressed;
    private readonly int _start;
    private double[] _given = [];
    private double[] _times = [];
    private int _interval;

    public MarchEquations(Problem problem, int stages)
    {
        _problem = problem;
        _march = problem.Model.March;
        Lanes = stages <= 4 ? 4 : 8;
        var layout = problem.Model.Layout;
        _header = new double[(layout.Header + _march.Doses.Count + _march.Switches.Count) * Lanes];
        _steps = new double[layout.Steps * Lanes];
        _unknowns = new double[_march.Unknowns * Lanes];
        _workspace = new double[layout.Workspace * Lanes];
        _values = new double[_march.Equations.Count * Lanes];
        _derivatives = new double[_march.Width * Lanes];
        _prolonged = new double[_march.Equations.Count * _march.Beyond * Lanes];
        _expressed = new double[_march.ExpressionWidth * Lanes];
        _start = Array.FindIndex(problem.Header, static source => source.Values.Slots[source.Slot].Kind == ValueKind.Start);
    }

    /// <summary>How many times are evaluated at once.</summary>
    public int Lanes { get; }

    /// <summary>The times of the grid points.</summary>
    public ReadOnlySpan<double> Times => _times;

    /// <summary>Whether values are given at grid points, so that the equations have kinks there.</summary>
    public bool HasKinks { get; private set; }

    /// <summary>The unknowns of each lane: unknown n of lane i at n <see cref="Lanes"/> + i.</summary>
    public Span<double> Unknowns => _unknowns;

    /// <summary>What the equations leave: equation e of lane i at e <see cref="Lanes"/> + i.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The derivatives of the equations, as their descriptions say, lanes innermost.</summary>
    public ReadOnlySpan<double> Derivatives => _derivatives;

    /// <summary>What the equations differentiated in time leave, level by level, lanes innermost.</summary>
    public ReadOnlySpan<double> Prolonged => _prolonged;

    /// <summary>What the expressions are, and their derivatives, lanes innermost.</summary>
    public ReadOnlySpan<double> Expressed => _expressed;

    /// <summary>Takes the values of a trajectory; no infusion runs.</summary>
    public void Bind(int trajectory)
    {
        for (var i = 0; i < _problem.Header.Length; i++)
        {
            _header.AsSpan(i * Lanes, Lanes).Fill(_problem.Header[i].At(trajectory, 0));
        }

        _header.AsSpan(_problem.Header.Length * Lanes).Clear();
        _times = _problem.Times(trajectory);
        _interval = 0;
        var width = _problem.Steps.Length;
        HasKinks = false;
        if (width == 0)
        {
            return;
        }

        _given = _given.Length == 0 ? new double[width * _problem.Points] : _given;
        for (var i = 0; i < width; i++)
        {
            ref readonly var source = ref _problem.Steps[i];
            if (source.Part != ValuePart.All || source.Rows < _problem.Points)
            {
                // Observed values and steps are nothing that equations contain.
                continue;
            }

            HasKinks = true;
            for (var point = 0; point < _problem.Points; point++)
            {
                _given[(point * width) + i] = source.At(trajectory, point);
            }
        }
    }

    /// <summary>Sets the rates at which infusions run.</summary>
    /// <param name="rates">The rates of all doses as they are given, or none where no infusion runs.</param>
    /// <param name="bioavailabilities">Which part of each arrives.</param>
    public void SetRates(ReadOnlySpan<double> rates, ReadOnlySpan<double> bioavailabilities)
    {
        for (var dose = 0; dose < _march.Doses.Count; dose++)
        {
            _header.AsSpan((_problem.Header.Length + dose) * Lanes, Lanes).Fill(rates.Length == 0 ? 0 : bioavailabilities[dose] * rates[dose]);
        }
    }

    /// <summary>Sets the modes of the switches of piecewise functions.</summary>
    public void SetModes(ReadOnlySpan<double> modes)
    {
        for (var i = 0; i < modes.Length; i++)
        {
            _header.AsSpan((_problem.Header.Length + _march.Doses.Count + i) * Lanes, Lanes).Fill(modes[i]);
        }
    }

    /// <summary>Takes the unknowns of the first lane.</summary>
    public void SetUnknowns(ReadOnlySpan<double> unknowns)
    {
        for (var n = 0; n < unknowns.Length; n++)
        {
            _unknowns[n * Lanes] = unknowns[n];
        }
    }

    /// <summary>Goes to the interval between grid points in which a step begins: values that are given at them may jump from one interval to the next.</summary>
    /// <param name="time">Where the step begins.</param>
    /// <returns>The grid point at the end of the interval.</returns>
    public int Enter(double time)
    {
        if (_times.Length < 2)
        {
            return 0;
        }

        var point = Array.BinarySearch(_times, time);
        point = point < 0 ? Math.Max(0, ~point - 1) : point;
        while (point + 1 < _times.Length && _times[point + 1] == _times[point])
        {
            point++;
        }

        _interval = Math.Min(point, _times.Length - 2);
        return _interval + 1;
    }

    /// <summary>The grid point before a time in the present interval, and how far from there to the next one.</summary>
    public (int Point, double Share) Place(double time)
    {
        if (_times.Length < 2)
        {
            return (0, 0);
        }

        var length = _times[_interval + 1] - _times[_interval];
        return length > 0 && time > _times[_interval] ? (_interval, Math.Min(1, (time - _times[_interval]) / length)) : (_interval, 0);
    }

    /// <summary>Sets the time of a lane.</summary>
    public void SetTime(int lane, double time)
    {
        if (_start >= 0)
        {
            _header[(_start * Lanes) + lane] = time;
        }

        if (!HasKinks)
        {
            return;
        }

        var width = _problem.Steps.Length;
        var (point, share) = Place(time);
        for (var i = 0; i < width; i++)
        {
            var here = _given[(point * width) + i];
            var next = share == 0 ? here : _given[((point + 1) * width) + i];
            _steps[(i * Lanes) + lane] = share == 0 ? here : share == 1 ? next : here + (share * (next - here));
        }
    }

    /// <summary>Evaluates the equations.</summary>
    public void Evaluate() => Run(_values, 0);

    /// <summary>Evaluates their derivatives.</summary>
    public void Differentiate() => Run(_derivatives, 1);

    /// <summary>Evaluates the equations differentiated in time.</summary>
    public void Prolong() => Run(_prolonged, 2);

    /// <summary>Evaluates the expressions.</summary>
    public void Express() => Run(_expressed, 3);

    private void Run(double[] results, int kernel)
    {
        if (Lanes == 4)
        {
            Run<Lane4>(results, kernel);
        }
        else
        {
            Run<Lane8>(results, kernel);
        }
    }

    private void Run<TLane>(double[] results, int kernel)
        where TLane : unmanaged, ILane<TLane>
    {
        var block = new LaneBlock<TLane>
        {
            Points = 1,
            Header = Cast<TLane>(_header),
            Steps = Cast<TLane>(_steps),
            Rows = default,
            Factor = default,
            Workspace = Cast<TLane>(_workspace),
            Iterate = Cast<TLane>(_unknowns),
            Origin = TLane.Zero,
        };
        switch (kernel)
        {
            case 0:
                TModel.Evaluate(block, Cast<TLane>(results));
                break;
            case 1:
                TModel.Differentiate(block, Cast<TLane>(results));
                break;
            case 2:
                TModel.Prolong(block, Cast<TLane>(results));
                break;
            default:
                TModel.Express(block, Cast<TLane>(results));
                break;
        }
    }

    private static Span<TLane> Cast<TLane>(double[] numbers)
        where TLane : unmanaged, ILane<TLane> => MemoryMarshal.Cast<double, TLane>(numbers.AsSpan());
}
