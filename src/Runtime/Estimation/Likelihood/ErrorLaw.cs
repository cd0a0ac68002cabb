using System;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Estimation.Likelihood;

/// <summary>
/// The likelihood of a measured value of an observable, given its prediction and the noise, with its derivative by the prediction: also through the variance where this depends on the prediction (extended least squares;
/// Beal and Sheiner, Heteroscedastic nonlinear regression, Technometrics 30, 1988). A censored value has the probability of being between its limits (M3 of Beal, Ways to fit a PK model with some data below the
/// quantification limit, Journal of Pharmacokinetics and Pharmacodynamics 28, 2001).
/// </summary>
internal sealed class ErrorLaw(ErrorDescription description)
{
    private readonly Tails _tails = new(description.Model == ErrorModel.StudentT ? description.DegreesOfFreedom : double.PositiveInfinity);

    /// <summary>What a value says of its prediction.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limits">Its limits, where it is censored.</param>
    /// <param name="fitted">The prediction.</param>
    /// <param name="noise">The noise a.</param>
    /// <param name="proportional">The noise b in proportion to the prediction.</param>
    public ValueLikelihood At(double value, CensoringLimits? limits, double fitted, double noise, double proportional)
    {
        var model = description.Model;
        if (!double.IsFinite(fitted) || (model is ErrorModel.LogNormal && !(fitted > 0)) || (model is ErrorModel.Poisson && fitted < 0))
        {
            return ValueLikelihood.None;
        }

        if (model == ErrorModel.Poisson)
        {
            return limits is { } bounds ? CountBetween(bounds, fitted) : Count(value, fitted);
        }

        if (model == ErrorModel.LogNormal)
        {
            // On the logarithm; the density is that of the value itself, so that the likelihood compares with other error models.
            var onLog = limits is { } of
                ? Between(new CensoringLimits(LogOf(of.Lower), LogOf(of.Upper)), Math.Log(fitted), noise, 0)
                : Read(Math.Log(value), Math.Log(fitted), noise, 0);
            return new ValueLikelihood(onLog.MinusTwoLog + (limits is null ? 2 * Math.Log(value) : 0), onLog.Slope / fitted, onLog.Information / (fitted * fitted));
        }

        var (a, b) = (description.HasNoise ? noise : 0, description.HasProportional ? proportional : 0);
        var deviation = Math.Sqrt((a * a) + (b * b * fitted * fitted));
        return !(deviation > 0) ? ValueLikelihood.None
            : limits is { } censored ? Between(censored, fitted, deviation, b * b * fitted / deviation)
            : Read(value, fitted, deviation, b * b * fitted / deviation);
    }

    /// <summary>The residual in units of the noise; of a censored value what its limit leaves.</summary>
    public double Standardised(double value, double fitted, double noise, double proportional) => description.Model switch
    {
        ErrorModel.LogNormal => Math.Log(value / fitted) / noise,
        ErrorModel.Poisson => value == fitted ? 0 : (value - fitted) / Math.Sqrt(fitted),
        _ => (value - fitted) / DeviationAt(fitted, noise, proportional),
    };

    /// <summary>The standard deviation of a value whose prediction is given, that of the logarithm excepted: it is brought to the value itself, to first order.</summary>
    public double DeviationAt(double fitted, double noise, double proportional) => description.Model switch
    {
        ErrorModel.Proportional => proportional * Math.Abs(fitted),
        ErrorModel.Combined => Math.Sqrt((noise * noise) + (proportional * proportional * fitted * fitted)),
        ErrorModel.LogNormal => noise * fitted,
        ErrorModel.Poisson => Math.Sqrt(fitted),
        _ => noise,
    };

    /// <summary>Draws what is chance in a value: standard normal, or Student's t.</summary>
    public double DrawStandard(Random random) => description.Model == ErrorModel.StudentT ? StudentT.Sample(random, 0, 1, description.DegreesOfFreedom) : Normal.Sample(random, 0, 1);

    /// <summary>A value, of its prediction and what is chance; NaN where the error model has none.</summary>
    public double Simulated(double fitted, double standard, double noise, double proportional)
    {
        if (description.Model == ErrorModel.LogNormal)
        {
            return fitted > 0 ? fitted * Math.Exp(noise * standard) : double.NaN;
        }

        if (description.Model != ErrorModel.Poisson)
        {
            return fitted + (standard * DeviationAt(fitted, noise, proportional));
        }

        if (!(fitted >= 0) || double.IsInfinity(fitted))
        {
            return double.NaN;
        }

        // The count of the same probability as the normal number, from its normal approximation on.
        var probability = Normal.CDF(0, 1, standard);
        var count = Math.Max(0, Math.Floor(fitted + (standard * Math.Sqrt(fitted))));
        while (count > 0 && Poisson(count - 1) >= probability)
        {
            count--;
        }

        while (fitted > 0 && Poisson(count) < probability)
        {
            count++;
        }

        return count;

        double Poisson(double most) => fitted > 0 ? SpecialFunctions.GammaUpperRegularized(most + 1, fitted) : 1;
    }

    private static double LogOf(double limit) => limit > 0 ? Math.Log(limit) : double.NegativeInfinity;

    /// <summary>A value that was read, about its prediction, with a deviation and the derivative of that.</summary>
    private ValueLikelihood Read(double value, double fitted, double deviation, double slope)
    {
        var z = (value - fitted) / deviation;
        var relative = slope / deviation;
        var byZ = _tails.LogDensitySlope(z);
        var nu = description.DegreesOfFreedom;
        var ofPlace = description.Model == ErrorModel.StudentT ? (nu + 1) / (nu + 3) : 1;

        // Of a normal value the information on mean and on variance add up: those of the place are 1 / s^2, those of the deviation 2 (s' / s)^2.
        return new ValueLikelihood(
            (-2 * _tails.LogDensity(z)) + (2 * Math.Log(deviation)),
            relative + (byZ * ((1 / deviation) + (z * relative))),
            (ofPlace / (deviation * deviation)) + (2 * relative * relative));
    }

    /// <summary>A value of which two limits are known.</summary>
    private ValueLikelihood Between(CensoringLimits limits, double fitted, double deviation, double slope)
    {
        const double LeastPart = 1e-2;
        var (lower, upper) = ((limits.Lower - fitted) / deviation, (limits.Upper - fitted) / deviation);
        var log = _tails.LogBetween(lower, upper);
        var (first, second) = (0.0, 0.0);
        Add(lower, -1);
        Add(upper, 1);

        // The observed information; of tails that are not log-concave it need not be positive, and then a part of the squared slope stands in for it.
        var information = Math.Max((first * first) - second, Math.Max(LeastPart * first * first, 1e-12 / (deviation * deviation)));
        return double.IsFinite(log) ? new ValueLikelihood(-2 * log, -first, information) : ValueLikelihood.None;

        void Add(double z, double sign)
        {
            if (double.IsInfinity(z))
            {
                return;
            }

            var ratio = sign * Math.Exp(_tails.LogDensity(z) - log);
            var byFitted = (-1 - (z * slope)) / deviation;
            first += ratio * byFitted;
            second += ratio * _tails.LogDensitySlope(z) * byFitted * byFitted;
        }
    }

    private static ValueLikelihood Count(double value, double fitted) => fitted > 0
        ? new ValueLikelihood(2 * (fitted - (value * Math.Log(fitted)) + SpecialFunctions.GammaLn(value + 1)), 1 - (value / fitted), 1 / fitted)
        : value == 0 ? new ValueLikelihood(0, 1, 1e12) : ValueLikelihood.None;

    /// <summary>A count below the upper limit and not below the lower one.</summary>
    private static ValueLikelihood CountBetween(CensoringLimits limits, double fitted)
    {
        const double LeastPart = 1e-2;
        if (!(fitted > 0))
        {
            return limits.Lower <= 0 ? new ValueLikelihood(0, 0, 1e-12) : ValueLikelihood.None;
        }

        // The probability of at most k is Q(k + 1, mean), and its derivative minus the probability of k.
        var (below, most) = (Math.Ceiling(limits.Lower) - 1, Math.Ceiling(limits.Upper) - 1);
        var probability = AtMost(most) - AtMost(below);
        if (!(probability > 0))
        {
            return ValueLikelihood.None;
        }

        var first = (Exactly(below) - Exactly(most)) / probability;
        var second = (Exactly(below - 1) - Exactly(below) - Exactly(most - 1) + Exactly(most)) / probability;
        return new ValueLikelihood(-2 * Math.Log(probability), -first, Math.Max((first * first) - second, Math.Max(LeastPart * first * first, 1e-12)));

        double AtMost(double k) => k < 0 ? 0 : double.IsInfinity(k) ? 1 : SpecialFunctions.GammaUpperRegularized(k + 1, fitted);

        double Exactly(double k) => k < 0 || double.IsInfinity(k) ? 0 : Math.Exp((k * Math.Log(fitted)) - fitted - SpecialFunctions.GammaLn(k + 1));
    }
}
