using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said about error models of observations.</summary>
public sealed class ErrorModelTests
{
    [Theory]
    [InlineData("Error = ErrorModel.Proportional, {|SMNN063:Noise = 0.1|}")]
    [InlineData("Error = ErrorModel.Poisson, {|SMNN063:NoiseStart = 0.1|}")]
    [InlineData("{|SMNN063:Proportional = 0.1|}")]
    [InlineData("Error = ErrorModel.Combined, {|SMNN063:DegreesOfFreedom = 3|}")]
    [InlineData("Noise = 0.1, {|SMNN064:NoiseStart = 0.1|}")]
    [InlineData("Error = ErrorModel.Combined, Proportional = 0.1, {|SMNN064:ProportionalStart = 0.1|}")]
    [InlineData("Error = ErrorModel.StudentT, {|SMNN018:DegreesOfFreedom = 0|}")]
    [InlineData("{|SMNN018:Error = (ErrorModel)9|}")]
    [InlineData("Error = ErrorModel.Combined, Noise = 0.1, ProportionalStart = 0.1")]
    public async Task Noise_is_of_its_error_model(string arguments) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue, Observed({{arguments}})] public partial State U { get; }
            [Coefficient(Source.Learned)] public partial Coefficient Rate { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 0;
        }
        """);
}
