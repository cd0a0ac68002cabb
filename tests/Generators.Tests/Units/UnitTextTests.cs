using ScalableMNN.Generators.Units;
using Xunit;

namespace ScalableMNN.Generators.Tests.Units;

/// <summary>How units are read, printed and compared.</summary>
public sealed class UnitTextTests
{
    [Theory]
    [InlineData("mg/L", "mg/L")]
    [InlineData(" mg / L ", "mg/L")]
    [InlineData("mg·L⁻¹", "mg/L")]
    [InlineData("mg.L-1", "mg/L")]
    [InlineData("mg L^-1", "mg/L")]
    [InlineData("mg*L^(-1)", "mg/L")]
    [InlineData("µg/mL", "ug/mL")]
    [InlineData("mL/min/kg", "mL/kg/min")]
    [InlineData("mL/(min kg)", "mL/kg/min")]
    [InlineData("1/h", "1/h")]
    [InlineData("h^-1", "1/h")]
    [InlineData("h⁻¹", "1/h")]
    [InlineData("1", "1")]
    [InlineData("L/L", "1")]
    [InlineData("kg m^2 s^-2", "kg·m^2/s^2")]
    [InlineData("m2", "m^2")]
    [InlineData("10^6 cells/mL", "10^6·cells/mL")]
    [InlineData("mg^0.5", "mg^0.5")]
    [InlineData("hours", "h")]
    [InlineData("days", "d")]
    [InlineData("l/hr", "L/h")]
    [InlineData("%", "%")]
    [InlineData("°C", "degC")]
    [InlineData("kIU/L", "kIU/L")]
    [InlineData("kJ/mol/K", "kJ/mol/K")]
    public void A_unit_and_how_it_is_printed(string text, string printed)
    {
        Assert.Equal(printed, UnitText.Read(text, out var unknown)?.ToString());
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/h")]
    [InlineData("mg/")]
    [InlineData("mg//L")]
    [InlineData("mg*/L")]
    [InlineData("(mg/L")]
    [InlineData("mg/L)")]
    [InlineData("mg^")]
    [InlineData("mg^x")]
    [InlineData("mg^(2")]
    [InlineData("mg^1000")]
    [InlineData("0 mg")]
    [InlineData("mg, L")]
    [InlineData("mg⁻")]
    public void What_is_no_unit(string text) => Assert.Null(UnitText.Read(text, out _));

    [Theory]
    [InlineData("min", "s", 60)]
    [InlineData("h", "min", 60)]
    [InlineData("week", "d", 7)]
    [InlineData("year", "d", 365.25)]
    [InlineData("year", "months", 12)]
    [InlineData("g", "mg", 1000)]
    [InlineData("kg", "ug", 1e9)]
    [InlineData("dL", "mL", 100)]
    [InlineData("L", "cm^3", 1000)]
    [InlineData("M", "mol/L", 1)]
    [InlineData("nM", "pmol/mL", 1)]
    [InlineData("mg/dL", "mg/L", 10)]
    [InlineData("J", "N m", 1)]
    [InlineData("W", "J/s", 1)]
    [InlineData("Pa", "N/m^2", 1)]
    [InlineData("bar", "kPa", 100)]
    [InlineData("mmHg", "Pa", 133.322387415)]
    [InlineData("kcal", "kJ", 4.184)]
    [InlineData("N", "kg m/s^2", 1)]
    [InlineData("Hz", "1/min", 60)]
    [InlineData("V A", "W", 1)]
    [InlineData("V/A", "ohm", 1)]
    [InlineData("S ohm", "1", 1)]
    [InlineData("F V", "C", 1)]
    [InlineData("T m^2/s", "V", 1)]
    [InlineData("%", "1", 0.01)]
    [InlineData("degC", "K", 1)]
    [InlineData("kDa/mol", "kg/mol", 1.66053906892e-24)]
    public void Units_of_one_dimension(string text, string other, double factor)
    {
        var (left, right) = (UnitText.Read(text, out _)!, UnitText.Read(other, out _)!);
        Assert.True(left.HasDimensionsOf(right));
        Assert.Equal(factor, left.Factor / right.Factor, 1e-12 * factor);
        Assert.Equal(factor == 1, left.IsSameAs(right));
    }

    [Theory]
    [InlineData("mg", "mL")]
    [InlineData("mol", "g")]
    [InlineData("IU", "mg")]
    [InlineData("cells", "people")]
    [InlineData("cells", "1")]
    [InlineData("h", "1/h")]
    [InlineData("rabbits", "foxes")]
    public void Units_of_different_dimensions(string text, string other) =>
        Assert.False(UnitText.Read(text, out _)!.HasDimensionsOf(UnitText.Read(other, out _)!));

    [Theory]
    [InlineData("rabbits/ha", "rabbits,ha")]
    [InlineData("CO2", "CO2")]
    [InlineData("mgg/L", "mgg")]
    public void Symbols_that_are_not_known(string text, string unknown)
    {
        Assert.NotNull(UnitText.Read(text, out var found));
        Assert.Equal(unknown, string.Join(',', found));
    }

    [Theory]
    [InlineData("mgg", "mg")]
    [InlineData("MG", "Mg")]
    [InlineData("Min", "min")]
    [InlineData("monthh", "month")]
    [InlineData("H", "h")]
    [InlineData("KG", "kg")]
    [InlineData("rabbits", null)]
    public void The_nearest_symbol(string text, string? nearest) => Assert.Equal(nearest, UnitSymbols.Nearest(text));
}
