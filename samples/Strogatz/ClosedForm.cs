using System.Numerics;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>A solution of the form u(t) = Rest + Re(Amplitude exp(Rate t)), which all six systems have.</summary>
/// <param name="Rest">What it decays to, oscillates about or grows away from.</param>
/// <param name="Amplitude">How far from there it starts, as a complex number when it oscillates.</param>
/// <param name="Rate">The rate; its imaginary part is the angular frequency.</param>
public readonly record struct ClosedForm(double Rest, Complex Amplitude, Complex Rate)
{
    /// <summary>The solution of u' = rate (u - rest).</summary>
    public static ClosedForm Decay(double initial, double rest, double rate) => new(rest, initial - rest, rate);

    /// <summary>The solution that oscillates with a complex rate and starts with this value and this slope.</summary>
    public static ClosedForm Oscillation(double initial, double slope, double rest, Complex rate)
    {
        // The slope at 0 is Re(Amplitude rate) = real real - imaginary imaginary.
        var real = initial - rest;
        return new ClosedForm(rest, new Complex(real, ((real * rate.Real) - slope) / rate.Imaginary), rate);
    }

    /// <summary>A time derivative of the solution; order 0 is the solution itself.</summary>
    public double At(double t, int order)
    {
        var value = Amplitude * Complex.Exp(Rate * t);
        for (var i = 0; i < order; i++)
        {
            value *= Rate;
        }

        return (order == 0 ? Rest : 0) + value.Real;
    }
}
