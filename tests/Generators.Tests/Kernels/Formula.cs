using System;
using System.Collections.Generic;
using System.Globalization;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>An expression of a model as C# text and, beside it, as a delegate: the delegate knows nothing of the generator.</summary>
/// <param name="Text">How it stands in the model's source.</param>
/// <param name="Value">Its value, from the values of coefficients and the time.</param>
internal sealed record Formula(string Text, Func<Func<string, double>, double, double> Value)
{
    public static Formula Time { get; } = new("T", static (_, time) => time);

    public static Formula Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return new Formula(value < 0 ? $"({text})" : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", (_, _) => value);
    }

    public static Formula Coefficient(string name) => new(name, (values, _) => values(name));

    public static Formula operator +(Formula a, Formula b) => new($"({a.Text} + {b.Text})", (values, time) => a.Value(values, time) + b.Value(values, time));

    public static Formula operator -(Formula a, Formula b) => new($"({a.Text} - {b.Text})", (values, time) => a.Value(values, time) - b.Value(values, time));

    public static Formula operator -(Formula a) => new($"(-{a.Text})", (values, time) => -a.Value(values, time));

    public static Formula operator *(Formula a, Formula b) => new($"{a.Text} * {b.Text}", (values, time) => a.Value(values, time) * b.Value(values, time));

    public static Formula operator /(Formula a, Formula b) => new($"({a.Text} / ({b.Text}))", (values, time) => a.Value(values, time) / b.Value(values, time));

    public static Formula Pow(Formula a, Formula b) => new($"Pow({a.Text}, {b.Text})", (values, time) => Math.Pow(a.Value(values, time), b.Value(values, time)));

    public static Formula Call(string function, Formula a)
    {
        var apply = _functions[function];
        return new Formula($"{function}({a.Text})", (values, time) => apply(a.Value(values, time)));
    }

    private static readonly Dictionary<string, Func<double, double>> _functions = new()
    {
        ["Exp"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Sqrt"] = Math.Sqrt,
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Tanh"] = Math.Tanh,
        ["Sinh"] = Math.Sinh,
        ["Cosh"] = Math.Cosh,
        ["Abs"] = Math.Abs,
        ["Atan"] = Math.Atan,
        ["Log10"] = Math.Log10,
        ["Floor"] = Math.Floor,
    };
}
