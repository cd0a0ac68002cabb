using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// What a model says of its doses for one trajectory: of each dose four numbers, one after the other. Quantity q of dose d has the index d <see cref="Count"/> + q; derivatives with respect to them have the same order.
/// </summary>
internal sealed class DoseQuantities
{
    /// <summary>How many there are of each dose.</summary>
    public const int Count = 4;

    /// <summary>Which part of the dose arrives; 1 where the model does not say.</summary>
    public const int Part = 0;

    /// <summary>How much later it arrives; 0 where the model does not say.</summary>
    public const int Lag = 1;

    /// <summary>The rate of an infusion whose rate the model says; NaN where it says none.</summary>
    public const int Rate = 2;

    /// <summary>How long an infusion takes whose duration the model says; NaN where it says none.</summary>
    public const int Duration = 3;

    private static readonly string[] _names = ["bioavailability", "lag", "rate", "duration"];

    private readonly IReadOnlyList<MarchedDose> _doses;
    private readonly double[] _values;

    public DoseQuantities(IReadOnlyList<MarchedDose> doses)
    {
        _doses = doses;
        _values = new double[doses.Count * Count];
    }

    /// <summary>The number that is a quantity of a dose.</summary>
    public double this[int dose, int quantity] => _values[(dose * Count) + quantity];

    /// <summary>What a quantity is called in a sentence.</summary>
    public static string NameOf(int quantity) => _names[quantity];

    /// <summary>Which expression says a quantity; -1 for none.</summary>
    public static int ExpressionOf(MarchedDose dose, int quantity) => quantity switch
    {
        Part => dose.Bioavailability,
        Lag => dose.Lag,
        Rate => dose.Rate,
        _ => dose.Duration,
    };

    /// <summary>Whether a quantity depends on values.</summary>
    public bool IsSaid(int dose, int quantity) => ExpressionOf(_doses[dose], quantity) >= 0;

    /// <summary>The quantities that expressions say: index among all, and expression.</summary>
    public static IEnumerable<(int Index, int Expression)> Said(IReadOnlyList<MarchedDose> doses)
    {
        for (var dose = 0; dose < doses.Count; dose++)
        {
            for (var quantity = 0; quantity < Count; quantity++)
            {
                if (ExpressionOf(doses[dose], quantity) is >= 0 and var expression)
                {
                    yield return ((dose * Count) + quantity, expression);
                }
            }
        }
    }

    /// <summary>Takes the numbers from the expressions as they are evaluated.</summary>
    public void Read(ReadOnlySpan<double> expressed, int lanes)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var expression = ExpressionOf(_doses[i / Count], i % Count);
            _values[i] = expression >= 0 ? expressed[expression * lanes] : (i % Count) switch
            {
                Part => 1,
                Lag => 0,
                _ => double.NaN,
            };
        }
    }
}
