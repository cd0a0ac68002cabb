using System;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Evaluates the rows of one trajectory with the model's kernel; the packed inputs are reused as long as the trajectory stays the same.</summary>
internal sealed class Linearisation<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly EstimationProblem _problem;
    private readonly double[] _header;
    private readonly double[] _steps;
    private readonly double[] _workspace;
    private int _packed = -1;

    public Linearisation(EstimationProblem problem)
    {
        _problem = problem;
        var layout = problem.Model.Layout;
        _header = new double[layout.Header];
        _steps = new double[(problem.Points + 2) * layout.Steps];
        _workspace = new double[layout.Workspace];
    }

    /// <summary>Evaluates.</summary>
    /// <param name="trajectory">Which trajectory.</param>
    /// <param name="parameters">The learned values; all else comes from the problem.</param>
    /// <param name="z">(T + 2) times N scaled unknowns.</param>
    /// <param name="values">Receives T times Width numbers.</param>
    public void Evaluate(int trajectory, ModelValues parameters, Span<double> z, Span<double> values)
    {
        if (_packed != trajectory)
        {
            Pack(trajectory);
            _packed = trajectory;
        }

        for (var i = 0; i < parameters.Slots.Count; i++)
        {
            _header[_problem.HeaderOf(i)] = parameters.Slot(i)[_problem.IsShared(i) ? 0 : trajectory];
        }

        var block = new LaneBlock<Lane1>
        {
            Points = _problem.Points,
            Header = Lanes(_header),
            Steps = Lanes(_steps),
            Rows = default,
            Factor = default,
            Workspace = Lanes(_workspace),
            Iterate = Lanes(z),
            Origin = Lane1.Zero,
        };
        TModel.Linearise(block, Lanes(values));
    }

    private void Pack(int trajectory)
    {
        var values = _problem.Values;
        for (var i = 0; i < _header.Length; i++)
        {
            _header[i] = values.Header[i].At(trajectory, 0);
        }

        var width = values.Steps.Length;
        for (var i = 0; i < width; i++)
        {
            ref readonly var source = ref values.Steps[i];
            var last = 1.0;
            for (var point = 0; point < _problem.Points + 2; point++)
            {
                if (point < source.Rows)
                {
                    last = source.At(trajectory, point);
                    last = source.Part switch
                    {
                        ValuePart.Number => double.IsNaN(last) ? 0 : last,
                        ValuePart.Presence => double.IsNaN(last) ? 0 : 1,
                        _ => last,
                    };
                }

                _steps[(point * width) + i] = last;
            }
        }
    }

    private static Span<Lane1> Lanes(Span<double> numbers) => MemoryMarshal.Cast<double, Lane1>(numbers);
}
