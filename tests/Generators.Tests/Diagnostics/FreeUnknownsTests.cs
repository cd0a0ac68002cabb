using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;
using ScalableMNN.Generators.Tests.Symbolics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What equations and initial values leave undetermined, against the rank of the whole least-squares matrix.</summary>
public class FreeUnknownsTests
{
    private const string PerStep = "[Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient";
    private const string PerModel = "[Coefficient(Source.Input)] public partial Coefficient";

    public static TheoryData<string, string, string> Models => new()
    {
        // A first-order law with and without its initial value.
        { "[State(Order = 1), InitialValue] public partial State X { get; }", "X.D(1) + X == 0", "" },
        { "[State(Order = 2)] public partial State X { get; }", "X.D(1) == 3", "X" },

        // Without initial values the zero solution of a homogeneous law is the only polynomial: regular, as in the golden file of the sine.
        { "[State(Order = 2)] public partial State X { get; }", "X.D(2) + X == 0", "" },
        { "[State(Order = 2)] public partial State X { get; }", "X.D(2) == 1", "X, X'" },
        { "[State(Order = 2), InitialValue] public partial State X { get; }", "X.D(2) == 1", "X'" },
        { "[State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }", "X.D(2) == 1", "" },
        { "[State(Order = 2), InitialValue(Points = 2)] public partial State X { get; }", "X.D(2) == 1", "" },
        { "[State(Order = 3), InitialValue(Orders = 2)] public partial State X { get; }", "X.D(2) == T", "" },

        // Fewer equations than states.
        {
            "[State(Order = 2), InitialValue] public partial State X { get; } [State(Order = 2), InitialValue] public partial State Y { get; }",
            "X.D(1) + Y == 0",
            "Y'"
        },
        {
            "[State(Order = 2)] public partial State X { get; } [State(Order = 2)] public partial State Y { get; }",
            "X.D(1) + Y == 0",
            "X, Y, Y'"
        },
        {
            $"[State(Order = 2)] public partial State X {{ get; }} [State(Order = 2)] public partial State Y {{ get; }} {PerStep} A {{ get; }} {PerStep} B {{ get; }}",
            "A * X.D(1) + B * Y == 0",
            "X"
        },
        {
            $"[State(Order = 2)] public partial State X {{ get; }} [State(Order = 2)] public partial State Y {{ get; }} {PerStep} A {{ get; }} {PerStep} B {{ get; }}",
            "A * X + B * Y == 0",
            ""
        },

        // Coefficients that are small, and coefficients that cancel.
        {
            "[State(Order = 1), InitialValue(Orders = 2)] public partial State X { get; } [State(Order = 1)] public partial State Y { get; }",
            "X.D(1) + 1e-12 * Y == 0",
            ""
        },
        {
            $"[State(Order = 1)] public partial State X {{ get; }} [State(Order = 1)] public partial State Y {{ get; }} {PerModel} A {{ get; }}",
            "A * (X - Y) == Y.D(1) - X.D(1)",
            "Y, Y'"
        },

        // A coefficient that depends on time.
        {
            "[State(Order = 1)] public partial State X { get; } [State(Order = 1)] public partial State Y { get; } [Coefficient(Source.Function)] private Term W => Cos(T) / (1 + T);",
            "X + W * Y == 0",
            ""
        },
        {
            $"[State(Order = 1)] public partial State X {{ get; }} [State(Order = 1)] public partial State Y {{ get; }} {PerModel} A {{ get; }} [Coefficient(Source.Function)] private Term W => Pow(A, 2) / A;",
            "X + W * Y == A * Y - X.D(1)",
            "Y, Y'"
        },
    };

    public static TheoryData<string, string, int, string> HermiteModels => new()
    {
        { "[State(Order = 1), InitialValue] public partial State X { get; }", "X.D(1) + X == 0", 2, "" },
        { "[State(Order = 1)] public partial State X { get; }", "X.D(1) + X == 0", 0, "X" },
        { "[State(Order = 1)] public partial State X { get; }", "X.D(1) + X == 0", 2, "X" },
        { "[State(Order = 2)] public partial State X { get; }", "X.D(2) + X == 0", 1, "X, X'" },
        { "[State(Order = 2), InitialValue] public partial State X { get; }", "X.D(2) + X == 0", 1, "X'" },
        { "[State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }", "X.D(2) + X == 0", 1, "" },
        { "[State(Order = 2), InitialValue(Points = 2)] public partial State X { get; }", "X.D(2) + X == 0", 1, "" },

        // Fewer equations than states: free at every point.
        {
            "[State(Order = 1), InitialValue] public partial State X { get; } [State(Order = 1), InitialValue] public partial State Y { get; }",
            "X.D(1) + Y == 0",
            0,
            "Y'"
        },
        {
            "[State(Order = 1)] public partial State X { get; } [State(Order = 1)] public partial State Y { get; }",
            "X.D(1) + Y == 0",
            0,
            "X, Y, Y'"
        },

        // An algebraic state; and one that is differentiated away.
        { "[State(Order = 1), InitialValue] public partial State X { get; } [State(Order = 0)] public partial State Y { get; }", "X.D(1) + X + Y == 0", 1, "Y, Y'" },

        // Values with given derivatives, and functions of time.
        {
            "[State(Order = 1)] public partial State X { get; } [Coefficient(Source.Input, Per = Per.Step, Derivatives = 2)] public partial Coefficient F { get; } [Coefficient(Source.Function)] private Term W => Cos(T) * F;",
            "X.D(1) + W * X == F",
            2,
            "X"
        },
    };

    public static TheoryData<string, string, string, string> NonlinearModels => new()
    {
        { "[State(Order = 1), InitialValue] public partial State X { get; }", "X.D(1) == X * (1 - X)", "Scheme.Hermite, Prolongation = 2", "" },
        { "[State(Order = 1)] public partial State X { get; }", "X.D(1) == X * (1 - X)", "Scheme.Hermite, Prolongation = 2", "X" },
        { "[State(Order = 2), InitialValue] public partial State X { get; }", "X.D(2) + Sin(X) == 0", "Scheme.Hermite", "X'" },
        { "[State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }", "X.D(2) + Sin(X) == 0", "Scheme.Hermite", "" },
        { "[State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; } [State(Order = 2), InitialValue] public partial State Y { get; }", "Pow(X.D(2), 2) + X == 0", "Scheme.Taylor", "Y', Y''" },
        { "[State(Order = 2)] public partial State X { get; }", "X.D(1) * X.D(1) == 1", "Scheme.Taylor", "X" },
        { "[State(Order = 2), InitialValue] public partial State X { get; }", "X.D(1) * X.D(1) == 1", "Scheme.Taylor", "" },

        // The states only ever appear in one combination.
        {
            "[State(Order = 1), InitialValue] public partial State X { get; } [State(Order = 1)] public partial State Y { get; }",
            "X.D(1) + Y.D(1) == Exp(X + Y)",
            "Scheme.Hermite, Prolongation = 1",
            "Y, Y', Y''"
        },
    };

    [Theory]
    [MemberData(nameof(HermiteModels))]
    public void Names_what_Hermite_rows_leave_free(string members, string equation, int prolongation, string free)
    {
        var attribute = $"[Smoothness(Scheme.Hermite, Prolongation = {prolongation})]";
        Assert.Equal(free, string.Join(", ", FreeUnknowns.Of(Parse(members, equation, attribute)).Select(EquationText.Of)));
    }

    [Theory]
    [MemberData(nameof(NonlinearModels))]
    public void Names_what_nonlinear_equations_leave_free(string members, string equation, string scheme, string free) =>
        Assert.Equal(free, string.Join(", ", FreeUnknowns.Of(Parse(members, equation, $"[Smoothness({scheme})]")).Select(EquationText.Of)));

    [Theory]
    [MemberData(nameof(Models))]
    public void Names_what_is_free(string members, string equation, string free)
    {
        var spec = Parse(members, equation, "");

        Assert.Equal(free, string.Join(", ", FreeUnknowns.Of(spec).Select(EquationText.Of)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Agrees_with_the_rank_of_the_matrix(string members, string equation, string free)
    {
        const int Points = 6;
        var matrix = Matrix<double>.Build.DenseOfRowArrays(Rows(Parse(members, equation, "[Grid(Points = 6)]"), Points));

        // Rows are scaled to length one, so that a singular value of a regular system is far above the rounding of a singular one.
        var values = matrix.NormalizeRows(2).Svd(computeVectors: false).S;
        var count = free.Length == 0 ? 0 : free.Split(", ").Length;
        Assert.Equal(matrix.ColumnCount - count, values.Count(value => value > 1e-14 * values[0]));
        Assert.Equal(count, FreeUnknowns.Of(Parse(members, equation, "[Grid(Points = 6)]")).Count);
    }

    [Theory]
    [InlineData("[Grid(Points = 1)]", "X")]
    [InlineData("[Grid(Points = 2)]", "")]
    [InlineData("[Grid(StepSize = 0.1, Points = 2)]", "")]
    [InlineData("[Grid(StepSize = 0.1)]", "")]
    [InlineData("[Smoothness(Central = true)]", "")]
    public void Takes_the_grid_into_account(string attribute, string free)
    {
        var spec = Parse("[State(Order = 1)] public partial State X { get; }", "X.D(1) + X == 0", attribute);

        Assert.Equal(free, string.Join(", ", FreeUnknowns.Of(spec).Select(EquationText.Of)));
    }

    [Fact]
    public async Task SMNN011_singular_system()
    {
        var messages = await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class {|SMNN011:Fall|}
            {
                [State(Order = 2)] public partial State Height { get; }
                [Equation] private Equation Newton => Height.D(2) == -9.81;
            }

            [MechanisticModel]
            public partial class {|SMNN011:Drop|}
            {
                [State(Order = 2), InitialValue] public partial State Height { get; }
                [Equation] private Equation Newton => Height.D(2) == -9.81;
            }
            """);

        Assert.Equal(
            [
                "The equations and initial values of model 'Fall' leave Height, Height' undetermined at the first grid point, so the system is singular; give 2 more initial values or equations",
                "The equations and initial values of model 'Drop' leave Height' undetermined at the first grid point, so the system is singular; give one more initial value or equation",
            ],
            messages);
    }

    [Fact]
    public async Task SMNN011_singular_system_of_Hermite_rows_and_nonlinear_equations()
    {
        var messages = await Expect.MarksAsync(
            """
            [MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)]
            public partial class {|SMNN011:Lorenz|}
            {
                [State(Order = 1), InitialValue] public partial State X { get; }
                [State(Order = 1)] public partial State Y { get; }
                [State(Order = 1), InitialValue] public partial State Z { get; }
                [Equation] private Equation First => X.D(1) == 10 * (Y - X);
                [Equation] private Equation Second => Y.D(1) == {|SMNN010:X * (28 - Z)|} - Y;
                [Equation] private Equation Third => Z.D(1) == {|SMNN010:X * Y|} - 8.0 / 3 * Z;
            }

            [MechanisticModel, Smoothness(Scheme.Hermite)]
            public partial class {|SMNN011:Reactor|}
            {
                [State(Order = 1), InitialValue] public partial State A { get; }
                [State(Order = 1), InitialValue] public partial State B { get; }
                [State(Order = 0)] public partial State C { get; }
                [Equation] private Equation Slow => A.D(1) == -0.04 * A + {|SMNN010:1e4 * B * C|};
                [Equation] private Equation Mass => A + B + C == 1;
            }
            """);

        Assert.Equal(
            [
                "The equations and initial values of model 'Lorenz' leave Y undetermined at the first grid point, so the system is singular; give one more initial value or equation",
                "The equations and initial values of model 'Reactor' leave B' undetermined at the first grid point, so the system is singular; give one more initial value or equation",
            ],
            messages.Where(static message => message.Contains("undetermined", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_state_in_no_equation_is_reported_once() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [State(Order = 1)] public partial State {|SMNN006:V|} { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        }
        """);

    private static ModelSpec Parse(string members, string equation, string attribute) => ModelCompilation.Parse(
        $$"""
        [MechanisticModel]
        {{attribute}}
        public partial class Model
        {
            {{members}}
            [Equation] private Equation Law => {{equation}};
        }
        """);

    /// <summary>All rows of the least-squares problem, with random coefficients, written straight from their definition.</summary>
    private static List<double[]> Rows(ModelSpec spec, int points)
    {
        var random = new Random(7);
        var size = spec.States.Sum(state => state.Order + 1);
        var steps = Enumerable.Range(0, points - 1).Select(_ => 0.5 + random.NextDouble()).ToArray();
        var rows = new List<double[]>();
        double[] NewRow()
        {
            rows.Add(new double[size * points]);
            return rows[^1];
        }

        int Column(string name, int order, int point) =>
            (point * size) + spec.States.TakeWhile(state => state.Name != name).Sum(state => state.Order + 1) + order;

        var constants = spec.Coefficients.ToDictionary(coefficient => coefficient.Name, _ => 0.5 + random.NextDouble());
        for (var point = 0; point < points; point++)
        {
            var values = new Dictionary<Expression, double> { [new Time()] = steps.Take(point).Sum() };
            foreach (var coefficient in spec.Coefficients)
            {
                values[new CoefficientSymbol(coefficient.Name)] = coefficient.Body?.At(values)
                    ?? (coefficient.Per == Variation.Step ? 0.5 + random.NextDouble() : constants[coefficient.Name]);
            }

            foreach (var equation in spec.Equations)
            {
                var row = NewRow();
                foreach (var term in LinearForm.TryCreate(equation, out _)!.Terms)
                {
                    row[Column(term.State.Name, term.State.Order, point)] = term.Coefficient.At(values);
                }
            }

            foreach (var state in spec.States)
            {
                for (var order = 0; point < state.Initial?.Points && order < state.Initial.Orders; order++)
                {
                    NewRow()[Column(state.Name, order, point)] = 1;
                }

                for (var r = 0; r <= state.Order && point < points - 1; r++)
                {
                    var (forward, backward) = (NewRow(), NewRow());
                    var (h, factorial) = (steps[point], 1.0);
                    for (var o = r; o <= state.Order; o++)
                    {
                        factorial *= Math.Max(1, o - r);
                        forward[Column(state.Name, o, point)] = Math.Pow(h, o) / factorial;
                        backward[Column(state.Name, o, point + 1)] = Math.Pow(-h, o) / factorial;
                    }

                    forward[Column(state.Name, r, point + 1)] -= Math.Pow(h, r);
                    backward[Column(state.Name, r, point)] -= Math.Pow(-h, r);
                }
            }
        }

        return rows;
    }
}
