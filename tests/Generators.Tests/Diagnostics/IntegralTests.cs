using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of integrals.</summary>
public sealed class IntegralTests
{
    [Fact]
    public async Task SMNN059_taylor_rows() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        [Smoothness(Scheme.Taylor)]
        public partial class Clearance
        {
            [State(Order = 3), InitialValue] public partial State C { get; }
            [Coefficient(Source.Learned)] public partial Coefficient K { get; }
            [Equation] private Equation Balance => C.D(1) == -K * C;
            [Observed] private Term Area => {|SMNN059:Integral(C)|};
        }
        """);

    [Fact]
    public async Task SMNN024_since_what_is_no_event_of_the_model() => Assert.Equal(
        ["'At(3)' cannot stand in an equation: an integral begins again with an [Event] of the model, by its name"],
        [(await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class Clearance
            {
                [State(Order = 1), InitialValue] public partial State C { get; }
                [Coefficient(Source.Learned)] public partial Coefficient K { get; }
                [Equation] private Equation Balance => C.D(1) == -K * C;
                [Observed] private Term Area => Integral(C, {|SMNN024:At(3)|});
            }
            """))[0]]);

    [Fact]
    public async Task The_units_of_an_integral() => Assert.Equal(
        ["In 'Area', 'AreaIntegral' is in mg·h/L and 'Area' in mg/L, which measure different things"],
        await Expect.MarksAsync(
            """
            [MechanisticModel(TimeUnit = "h")]
            public partial class Clearance
            {
                [State(Order = 1, Unit = "mg/L"), InitialValue] public partial State C { get; }
                [Coefficient(Source.Learned, Unit = "1/h")] public partial Coefficient K { get; }
                [Equation] private Equation Balance => C.D(1) == -K * C;
                [Observed(Unit = "mg/L")] private Term Area => {|SMNN055:Integral(C)|};
            }
            """));
}
