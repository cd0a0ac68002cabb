using System.Threading.Tasks;
using ScalableMNN.Generators.Tests.Diagnostics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Units;

/// <summary>What the analyzer says of units.</summary>
public sealed class UnitCheckTests
{
    [Theory]
    [InlineData("C.D(1)", "{|SMNN055:-C|}", "'-C' is in mg/L and 'C'' in mg/L/h, which measure different things")]
    [InlineData("C.D(1)", "-Ke * C + {|SMNN055:A|}", "'A' is in mg and '-Ke C' in mg/L/h, which measure different things")]
    [InlineData("C.D(1)", "{|SMNN055:-KePerMinute * C|}", "'-KePerMinute C' is in mg/L/min and 'C'' in mg/L/h, which differ by a factor of 60")]
    [InlineData("V * C.D(1)", "-Ke * A - {|SMNN055:Ke * Grams|}", "'Ke Grams' is in g/h and '-Ke A' in mg/h, which differ by a factor of 1000")]
    [InlineData("C.D(1)", "-Ke * C * Exp({|SMNN055:T|})", "'t', the argument of Exp, is in h and has to be a plain number")]
    [InlineData("C.D(1)", "-Ke * C * Log({|SMNN055:C|})", "'C', the argument of Log, is in mg/L and has to be a plain number")]
    [InlineData("C.D(1)", "-Ke * C * Exp({|SMNN055:Grams / A|})", "'Grams / A', the argument of Exp, is in g/mg of factor 1000 and has to be a plain number")]
    [InlineData("C.D(1)", "-Ke * C * Pow(2, {|SMNN055:T|})", "'t', an exponent, is in h and has to be a plain number")]
    [InlineData("C.D(1)", "{|SMNN055:-Ke * Pow(C, 2)|}", "'-Ke C^2' is in mg^2/L^2/h and 'C'' in mg/L/h, which measure different things")]
    [InlineData("C.D(1)", "-Ke * C * Pow(C, Gamma) / (Pow(Half, Gamma) + {|SMNN055:Pow(A, Gamma)|})", "'A^Gamma' is in (mg)^(Gamma) and 'Half^Gamma' in (mg/L)^(Gamma), which measure different things")]
    [InlineData("C.D(1)", "-Ke * ({|SMNN055:C + 1|})", null)]
    public async Task SMNN055_in_an_equation(string left, string right, string? what)
    {
        right = what is null ? right.Replace("{|SMNN055:C + 1|}", "C + {|SMNN055:1|}", System.StringComparison.Ordinal) : right;
        Assert.Equal([$"In 'Balance', {what ?? "'1' is in 1 and 'C' in mg/L, which measure different things"}"], await MessagesAsync(left, right));
    }

    [Theory]
    [InlineData("C.D(1)", "-Ke * C")]
    [InlineData("C.D(1) + Ke * C", "0")]
    [InlineData("0", "C.D(1) + Ke * C")]
    [InlineData("V * C.D(1)", "-Ke * A")]
    [InlineData("C.D(1)", "-KePerMinute * MinutesPerHour * C")]
    [InlineData("C.D(1)", "-Unknown * C")]
    [InlineData("C.D(1)", "-Unknown")]
    [InlineData("C.D(1)", "-Ke * C * Exp(Unknown * T)")]
    [InlineData("C.D(1)", "-Ke * C * Exp(-Ke * T) * Cos(2 * 3.14 * Ke * T)")]
    [InlineData("C.D(1)", "-Ke * C * C / (Half + C)")]
    [InlineData("C.D(1)", "-Ke * C * Pow(C, Gamma) / (Pow(Half, Gamma) + Pow(C, Gamma))")]
    [InlineData("C.D(1)", "-Ke * C * Pow(C / Half, Gamma)")]
    [InlineData("C.D(1)", "-Ke * C * Pow(C / Half, 0.75)")]
    [InlineData("C.D(1)", "-Ke * Sqrt(C * C)")]
    [InlineData("C.D(1)", "-Ke * Pow(Pow(C, Third), 3)")]
    [InlineData("C.D(1)", "-Ke * Abs(C) * (1 + 2 * Gamma)")]
    [InlineData("C.D(1)", "-Ke * C - 0 * A")]
    public async Task What_fits(string left, string right) => Assert.Empty(await MessagesAsync(left, right));

    private static async Task<System.Collections.Generic.IEnumerable<string>> MessagesAsync(string left, string right)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            #pragma warning disable SMNN010, SMNN013
            [MechanisticModel(TimeUnit = "h")]
            public partial class Clearance
            {
                [State(Order = 1, Unit = "mg/L"), InitialValue] public partial State C { get; }
                [Coefficient(Source.Learned, Unit = "1/h")] public partial Coefficient Ke { get; }
                [Coefficient(Source.Learned, Unit = "1/min")] public partial Coefficient KePerMinute { get; }
                [Coefficient(Source.Constant, Value = 60, Unit = "min/h")] public partial Coefficient MinutesPerHour { get; }
                [Coefficient(Source.Constant, Value = 1.0 / 3)] public partial Coefficient Third { get; }
                [Coefficient(Source.Learned, Unit = "mg")] public partial Coefficient A { get; }
                [Coefficient(Source.Learned, Unit = "g")] public partial Coefficient Grams { get; }
                [Coefficient(Source.Learned, Unit = "L")] public partial Coefficient V { get; }
                [Coefficient(Source.Learned, Unit = "mg/L")] public partial Coefficient Half { get; }
                [Coefficient(Source.Learned, Unit = "1")] public partial Coefficient Gamma { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Unknown { get; }
                [Equation] private Equation Balance => {{left}} == {{right}};
            }
            """);
        return messages;
    }

    [Fact]
    public async Task SMNN055_functions_observations_events_and_constraints() => Assert.Equal(
        [
            "In 'Ke', 'CL / Amount' is in L/mg/h and 'Ke' in 1/h, which measure different things",
            "In 'Total', 'A' is in mg and 'Total' in g, which differ by a factor of 1000",
            "In 'Wash', 'V' is in L and time in h, which measure different things",
            "In 'Wash', 'V' is in L and 'A' in mg, which measure different things",
            "In 'Limit', 'A' is in mg and 'V' in L, which measure different things",
            "In 'Tie', 'CL' is in L/h and 'V' in L, which measure different things",
        ],
        await Expect.MarksAsync(
            """
            #pragma warning disable SMNN010, SMNN013, SMNN042
            [MechanisticModel(TimeUnit = "h")]
            public partial class Clearance
            {
                [State(Order = 1, Unit = "mg"), InitialValue] public partial State A { get; }
                [Coefficient(Source.Learned, Unit = "L/h")] public partial Coefficient CL { get; }
                [Coefficient(Source.Learned, Unit = "L")] public partial Coefficient V { get; }
                [Coefficient(Source.Learned, Unit = "mg")] public partial Coefficient Amount { get; }
                [Coefficient(Source.Function, Unit = "1/h")] private Coefficient Ke => {|SMNN055:CL / Amount|};
                [Equation] private Equation Balance => A.D(1) == -Ke * A;
                [Observed(Unit = "g")] private Term Total => {|SMNN055:A|};
                [Event] private Event Wash => At({|SMNN055:V|}).Set(A, {|SMNN055:V|});
                [Event] private Event Limit => When({|SMNN055:A|} <= V).Set(A, 0);
                [Constraint] private Equation {|SMNN055:Tie|} => V + CL == 0;
            }
            """));

    [Fact]
    public async Task SMNN055_doses_lags_and_measurements() => Assert.Equal(
        [
            "In 'Gut', what arrives of a dose is in g and 'Gut' in mg, which differ by a factor of 1000",
            "In 'Gut', the lag 'Lag' is in min and time in h, which differ by a factor of 60",
            "In 'Blood', what is measured is in ug/L and 'Blood' in mg/L, which differ by a factor of 1000",
        ],
        await Expect.MarksAsync(
            """
            #pragma warning disable SMNN010, SMNN013
            [MechanisticModel(TimeUnit = "h")]
            public partial class Clearance
            {
                [State(Order = 1, Unit = "mg"), InitialValue, Dosed(Lag = nameof(Lag), Unit = "g")] public partial State {|SMNN055:{|SMNN055:Gut|}|} { get; }
                [State(Order = 1, Unit = "mg/L"), InitialValue, Observed(Unit = "ug/L"), Dosed(Bioavailability = nameof(Share), Unit = "mg")] public partial State {|SMNN055:Blood|} { get; }
                [Coefficient(Source.Learned, Unit = "min")] public partial Coefficient Lag { get; }
                [Coefficient(Source.Learned, Unit = "1/h")] public partial Coefficient Ka { get; }
                [Coefficient(Source.Learned, Unit = "1/L")] public partial Coefficient Share { get; }
                [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;
                [Equation] private Equation Balance => Blood.D(1) == Ka * Share * Gut;
            }
            """));

    [Fact]
    public async Task A_named_term_is_said_once_and_a_function_without_a_unit_has_that_of_its_body() => Assert.Equal(
        ["In 'OfA', 'B' is in g and 'A' in mg, which differ by a factor of 1000"],
        await Expect.MarksAsync(
            """
            [MechanisticModel(TimeUnit = "h")]
            public partial class Exchange
            {
                [State(Order = 1, Unit = "mg"), InitialValue] public partial State A { get; }
                [State(Order = 1, Unit = "g"), InitialValue] public partial State B { get; }
                [Coefficient(Source.Learned, Unit = "L/h")] public partial Coefficient CL { get; }
                [Coefficient(Source.Learned, Unit = "L")] public partial Coefficient V { get; }
                [Coefficient(Source.Function)] private Coefficient K => CL / V;
                private Term Flow => K * (A - {|SMNN055:B|});
                [Equation] private Equation OfA => A.D(1) == -Flow - K * A;
                [Equation] private Equation OfB => B.D(1) == Flow;
            }
            """));

    [Fact]
    public async Task Without_units_nothing_is_said() => Assert.Empty(await Expect.MarksAsync(
        """
        #pragma warning disable SMNN010
        [MechanisticModel]
        public partial class Clearance
        {
            [State(Order = 1), InitialValue] public partial State C { get; }
            [Coefficient(Source.Learned)] public partial Coefficient K { get; }
            [Equation] private Equation Balance => C.D(1) == -K * C + Exp(C) + 1;
        }
        """));

    [Fact]
    public async Task SMNN056_057_058_texts_of_units() => Assert.Equal(
        [
            "Model 'Clearance' does not say in what time is measured, so the units of derivatives, such as that of 'C', are not checked; write [MechanisticModel(TimeUnit = \"h\")]",
            "'mgg', in the unit of 'C', is not a known unit and is taken for one of its own; did you mean 'mg'?",
        ],
        await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class {|SMNN058:Clearance|}
            {
                [State(Order = 1, {|SMNN056:Unit = "mgg/L"|}), InitialValue] public partial State C { get; }
                [Coefficient(Source.Learned, Unit = "1/h")] public partial Coefficient K { get; }
                [Equation] private Equation Balance => C.D(1) == -K * C;
            }
            """));

    [Fact]
    public async Task SMNN057_a_text_that_is_no_unit() => Assert.Equal(
        [
            "'', the unit of the time of 'Clearance', cannot be read: write symbols with *, / and powers, as in mg/L, mL/min/kg or kg*m^2/s",
            "'1//h', the unit of 'K', cannot be read: write symbols with *, / and powers, as in mg/L, mL/min/kg or kg*m^2/s",
        ],
        await Expect.MarksAsync(
            """
            [MechanisticModel({|SMNN057:TimeUnit = ""|})]
            public partial class Clearance
            {
                [State(Order = 1), InitialValue] public partial State C { get; }
                [Coefficient(Source.Learned, {|SMNN057:Unit = "1//h"|})] public partial Coefficient K { get; }
                [Equation] private Equation Balance => C.D(1) == -K * C;
            }
            """));
}
