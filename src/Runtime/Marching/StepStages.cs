using System;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Marching;

/// <summary>The stages of a step, as differences from its beginning, and those of the step before: the polynomial through them begins the next step, and gives values within this one.</summary>
internal sealed class StepStages
{
    private readonly RadauMethod _method;
    private readonly int _lanes;
    private readonly int _count;
    private readonly StageMatrix _inverse;
    private readonly StageMatrix _continued;
    private readonly double[] _before;
    private readonly double[] _weights;
    private double _ratio = double.NaN;

    public StepStages(RadauMethod method, int lanes, int count)
    {
        _method = method;
        _lanes = lanes;
        _count = count;
        _inverse = new StageMatrix(method.Inverse, method.Stages, lanes);
        _continued = new StageMatrix(method.Stages, lanes);
        _before = new double[count * lanes];
        _weights = new double[method.Stages + 1];
        Start = new double[count];
        Differences = new double[count * lanes];
        Slopes = new double[count * lanes];
    }

    /// <summary>The components at the beginning.</summary>
    public double[] Start { get; }

    /// <summary>The stages less that, lanes innermost.</summary>
    public double[] Differences { get; }

    /// <summary>The slopes at the stages, where they have been asked for.</summary>
    public double[] Slopes { get; }

    /// <summary>Begins with the polynomial of the last step, continued.</summary>
    /// <param name="ratio">The size of this step in units of the last; zero begins with no difference.</param>
    public void Predict(double ratio)
    {
        if (ratio == 0)
        {
            Array.Clear(Differences);
            return;
        }

        if (ratio != _ratio)
        {
            for (var stage = 0; stage < _method.Stages; stage++)
            {
                // The last step's stages are differences from its beginning; its end is where this one begins.
                _method.Interpolate(1 + (ratio * _method.Points[stage]), _weights);
                _weights[^1] -= 1;
                _continued.SetRow(stage, _weights.AsSpan(1));
            }

            _ratio = ratio;
        }

        _continued.Multiply(1, _before, Differences);
    }

    /// <summary>Computes the slopes at the stages: those of the polynomial through the step's beginning and its stages.</summary>
    public void Differentiate(double size) => _inverse.Multiply(1 / size, Differences, Slopes);

    /// <summary>The components at a part of the step, 1 being its end.</summary>
    public void Interpolate(double part, Span<double> y)
    {
        _method.Interpolate(part, _weights);
        for (var i = 0; i < _count; i++)
        {
            var sum = 0.0;
            for (var stage = 0; stage < _method.Stages; stage++)
            {
                sum += _weights[stage + 1] * Differences[(i * _lanes) + stage];
            }

            y[i] = Start[i] + sum;
        }
    }

    /// <summary>By how much a component changes over the step.</summary>
    public double Change(int component) => Differences[(component * _lanes) + _method.Stages - 1];

    /// <summary>The stages themselves, lanes innermost.</summary>
    public void Values(Span<double> values)
    {
        if (_lanes == 4)
        {
            Values<Lane4>(values);
        }
        else
        {
            Values<Lane8>(values);
        }
    }

    /// <summary>Goes to the end of the step, and remembers it.</summary>
    /// <param name="size">How long the step is.</param>
    /// <param name="slopes">Receives the slopes at the end.</param>
    public void Accept(double size, Span<double> slopes)
    {
        Differentiate(size);
        Differences.CopyTo(_before, 0);
        for (var i = 0; i < _count; i++)
        {
            slopes[i] = Slopes[(i * _lanes) + _method.Stages - 1];
            Start[i] += Change(i);
        }
    }

    /// <summary>The stages, one after the other.</summary>
    public double[] ToArray()
    {
        var stages = new double[_method.Stages * _count];
        for (var stage = 0; stage < _method.Stages; stage++)
        {
            for (var i = 0; i < _count; i++)
            {
                stages[(stage * _count) + i] = Start[i] + Differences[(i * _lanes) + stage];
            }
        }

        return stages;
    }

    private void Values<TLane>(Span<double> values)
        where TLane : unmanaged, ILane<TLane>
    {
        var to = MemoryMarshal.Cast<double, TLane>(values);
        var from = MemoryMarshal.Cast<double, TLane>(Differences.AsSpan());
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = TLane.Create(Start[i]) + from[i];
        }
    }
}
