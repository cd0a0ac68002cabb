using ScalableMNN.Runtime.Formulas;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Formulas;

/// <summary>Formulas as the user wrote them.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("X.2 Force Mass / =", "X.D(2) == Force / Mass")]
    [InlineData("A B C + *", "A * (B + C)")]
    [InlineData("A B C - -", "A - (B - C)")]
    [InlineData("A B - C -", "A - B - C")]
    [InlineData("A B C * /", "A / (B * C)")]
    [InlineData("A B / C *", "A / B * C")]
    [InlineData("A B C / *", "A * (B / C)")]
    [InlineData("A Negate() B *", "-A * B")]
    [InlineData("A B Negate() *", "A * (-B)")]
    [InlineData("A B + Negate()", "-(A + B)")]
    [InlineData("2 T() * Sin() -1.5E-07 +", "Sin(2 * T) + (-1.5E-07)")]
    [InlineData("C Ec / Hill ^", "Pow(C / Ec, Hill)")]
    public void Are_written_in_the_language_of_models(string code, string text) => Assert.Equal(text, new Formula("Law", code).Root.ToString());
}
