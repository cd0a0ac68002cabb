using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ScalableMNN.Generators.Tests.Parsing;

/// <summary>Every operator takes every pair of operands that an equation can hold, without ambiguity.</summary>
public class MarkerOperatorTests
{
    private static readonly string[] Operands = ["U", "U.D(1)", "A", "2", "2.5", "T", "(A + 1)", "L", "L[U]"];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var left in Operands)
            {
                foreach (var right in Operands.Where(right => !IsNumber(left) || !IsNumber(right)))
                {
                    pairs.Add(left, right);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Operators_take_the_operands(string left, string right)
    {
        var compilation = ModelCompilation.Compile(
            $$"""
            public class Model
            {
                private State U => null!;
                private Coefficient A => null!;
                private Library L => null!;
                private Term Sum => {{left}} + {{right}};
                private Term Difference => {{left}} - {{right}};
                private Term Product => {{left}} * {{right}};
                private Term Quotient => {{left}} / {{right}};
                private Coefficient Function => {{left}} * {{right}};
                private Equation Law => {{left}} == {{right}};
            }
            """);

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static bool IsNumber(string text) => char.IsDigit(text[0]);
}
