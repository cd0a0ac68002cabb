using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Likelihood;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// What is estimated of a population, as numbers that are not bounded but by the parameters' own bounds: how far the parameters of the model are from where they stood, each on its scale, then what says the covariance of the
/// effects, then the logarithms of the noise.
/// </summary>
internal sealed class PopulationPoint
{
    private readonly EstimationProblem _problem;
    private readonly EffectBlocks _effects;
    private readonly int[] _shared;
    private readonly double[] _base;
    private readonly double[] _baseNoise;

    public PopulationPoint(EstimationProblem problem, EffectBlocks effects, int[] shared, ModelValues parameters, double[] noise)
    {
        (_problem, _effects, _shared) = (problem, effects, shared);
        _base = [.. shared.Select(parameter => parameters.Slot(parameter)[0])];
        _baseNoise = [.. noise];
        FreeNoise = new ResidualErrors(problem, noise).Free();
    }

    /// <summary>The numbers of the noise that are estimated.</summary>
    public int[] FreeNoise { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count => _shared.Length + _effects.Numbers + FreeNoise.Length;

    /// <summary>Where the numbers stand, given those of the covariance.</summary>
    public double[] Start(ReadOnlySpan<double> covariance) => [.. new double[_shared.Length], .. covariance[.._effects.Numbers], .. FreeNoise.Select(place => Math.Log(_baseNoise[place]))];

    /// <summary>The numbers that say the covariance.</summary>
    public double[] Covariance(double[] numbers) => numbers[_shared.Length..(_shared.Length + _effects.Numbers)];

    /// <summary>Where the number of an effect's last entry of L stands.</summary>
    public int PlaceOf(int effect) => _shared.Length + _effects.DiagonalOf(effect);

    /// <summary>L.</summary>
    public Matrix<double> Root(double[] numbers) => _effects.Root(Covariance(numbers));

    /// <summary>Writes parameters and noise.</summary>
    public void Write(double[] numbers, ModelValues parameters, double[] noise)
    {
        for (var i = 0; i < _shared.Length; i++)
        {
            parameters.Slot(_shared[i])[0] = numbers[i] == 0 ? _base[i] : ParameterScale.Move(_problem.Model.Parameters[_shared[i]], _base[i], numbers[i], 0);
        }

        _baseNoise.CopyTo(noise, 0);
        for (var i = 0; i < FreeNoise.Length; i++)
        {
            noise[FreeNoise[i]] = Math.Exp(numbers[_shared.Length + _effects.Numbers + i]);
        }
    }

    /// <summary>The derivative of a parameter by its number.</summary>
    public double Slope(int parameter, double[] numbers)
    {
        var slot = _problem.Model.Parameters[_shared[parameter]];
        return ParameterScale.Slope(slot, numbers[parameter] == 0 ? _base[parameter] : ParameterScale.Move(slot, _base[parameter], numbers[parameter], 0));
    }

    /// <summary>Whether a number is of a parameter of the model.</summary>
    public bool IsParameter(int number) => number < _shared.Length;
}
