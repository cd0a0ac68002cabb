using System;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>The value of an elementary function of a number, for folding constants.</summary>
internal static class FunctionValue
{
    /// <summary>Evaluates a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="argument">Its argument; an angle is in radians.</param>
    /// <returns>The value, which is not finite where the function is not defined.</returns>
    public static double At(this Function function, double argument) => function switch
    {
        Function.Exp => Math.Exp(argument),
        Function.Log => Math.Log(argument),
        Function.Sqrt => Math.Sqrt(argument),
        Function.Sin => Math.Sin(argument),
        Function.Cos => Math.Cos(argument),
        Function.Tan => Math.Tan(argument),
        Function.Tanh => Math.Tanh(argument),
        Function.Sinh => Math.Sinh(argument),
        Function.Cosh => Math.Cosh(argument),
        Function.Abs => Math.Abs(argument),
        Function.Sign => double.IsNaN(argument) ? double.NaN : Math.Sign(argument),
        Function.Asin => Math.Asin(argument),
        Function.Acos => Math.Acos(argument),
        Function.Atan => Math.Atan(argument),
        Function.Log10 => Math.Log10(argument),
        Function.Floor => Math.Floor(argument),
        Function.Heaviside => double.IsNaN(argument) ? double.NaN : argument >= 0 ? 1 : 0,

        // It is left to the kernels: what .NET has no function for is written once, where they run.
        Function.Erf => double.NaN,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
