using System;

namespace ScalableMNN.Dsl;

/// <summary>Declares a coefficient: a number that stands in the equations, and where it comes from.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class CoefficientAttribute : Attribute
{
    /// <summary>Declares a coefficient.</summary>
    /// <param name="source">Where the coefficient comes from.</param>
    public CoefficientAttribute(Source source) => Source = source;

    /// <summary>Where the coefficient comes from.</summary>
    public Source Source { get; }

    /// <summary>How many numbers it stands for; the default is one for the whole model.</summary>
    public Per Per { get; set; }

    /// <summary>The number, for <see cref="Dsl.Source.Constant"/>.</summary>
    public double Value { get; set; } = double.NaN;

    /// <summary>Where learning starts, for <see cref="Dsl.Source.Learned"/>; the default is 1.</summary>
    public double Initial { get; set; } = double.NaN;

    /// <summary>Smallest value that learning may reach.</summary>
    public double Lower { get; set; } = double.NegativeInfinity;

    /// <summary>Largest value that learning may reach.</summary>
    public double Upper { get; set; } = double.PositiveInfinity;

    /// <summary>
    /// How many time derivatives the caller gives along with the values, for <see cref="Dsl.Per.Point"/>. Equations that are differentiated in time need them.
    /// </summary>
    public int Derivatives { get; set; }

    /// <summary>
    /// The network, for <see cref="Dsl.Source.Network"/>: a class that derives from TorchSharp's <c>nn.Module&lt;Tensor, Tensor&gt;</c> and can be made without arguments. The layer
    /// of the model makes one unless its constructor is given another. Without it the constructor takes the network, or none.
    /// </summary>
    public Type? Module { get; set; }

    /// <summary>The unit of the coefficient, such as "1/h" or "L/kg". Where units are declared the compiler checks that they fit; they change no number.</summary>
    public string? Unit { get; set; }
}
