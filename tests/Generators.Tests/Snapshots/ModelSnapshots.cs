using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using ScalableMNN.Generators.Tests.Kernels;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>What the generator writes for small models that stand for many, and that it compiles and solves.</summary>
[Trait("Kind", "Snapshot")]
public sealed class ModelSnapshots
{
    [Fact]
    public Task First_order_decay() => Check(
        "Decay",
        """
        /// <summary>A substance that decays.</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.5)]
        public partial class Decay
        {
            [State(Order = 1), InitialValue]
            public partial State Amount { get; }

            [Coefficient(Source.Constant, Value = 0.25)]
            public partial Coefficient Rate { get; }

            [Equation]
            private Equation Balance => Amount.D(1) + Rate * Amount == 0;
        }
        """);

    [Fact]
    public Task A_dosed_state_with_a_schedule() => Check(
        "Infusion",
        """
        /// <summary>A drug that is given by time, of which a part arrives, later.</summary>
        [MechanisticModel]
        public partial class Infusion
        {
            [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(Part), Lag = nameof(Lag))]
            public partial State Amount { get; }

            [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)]
            public partial Coefficient Rate { get; }

            [Coefficient(Source.Learned, Initial = 20, Lower = 0, Per = Per.Trajectory)]
            public partial Coefficient Volume { get; }

            [Coefficient(Source.Constant, Value = 0.8)]
            public partial Coefficient Part { get; }

            [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)]
            public partial Coefficient Lag { get; }

            [Coefficient(Source.Input, Per = Per.Point)]
            public partial Coefficient Activity { get; }

            [Observed] private Term Concentration => Amount / Volume;

            [Equation]
            private Equation Balance => Amount.D(1) == -Rate * Activity * Amount;
        }
        """);

    [Fact]
    public Task Damped_oscillator_with_learned_coefficients() => Check(
        "Oscillator",
        """
        namespace Mechanics;

        /// <summary>m x'' + c x' + k x = F(t)</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        public partial class Oscillator
        {
            [State(Order = 2), InitialValue(Orders = 2)]
            public partial State X { get; }

            [Coefficient(Source.Constant, Value = 1.0)]
            public partial Coefficient Mass { get; }

            [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)]
            public partial Coefficient Damping { get; }

            [Coefficient(Source.Learned, Initial = 4.0, Lower = 0)]
            public partial Coefficient Stiffness { get; }

            [Coefficient(Source.Input, Per = Per.Step)]
            public partial Coefficient Force { get; }

            [Equation]
            private Equation Newton => Mass * X.D(2) + Damping * X.D(1) + Stiffness * X == Force;
        }
        """);

    [Fact]
    public Task Two_states_with_given_steps_and_central_rows() => Check(
        "Exchange",
        """
        [MechanisticModel]
        [Grid(Source = Source.Input)]
        [Smoothness(Scheme.Taylor, Central = true)]
        public partial class Exchange
        {
            [State(Order = 1), InitialValue]
            public partial State Left { get; }

            [State(Order = 1), InitialValue(Weight = 2)]
            public partial State Right { get; }

            [Coefficient(Source.Input, Per = Per.Trajectory)]
            public partial Coefficient Flow { get; }

            [Coefficient(Source.Function)]
            private Coefficient Drive => Exp(-T) * Flow;

            [Equation]
            private Equation OfLeft => Left.D(1) == Flow * (Right - Left) + Drive;

            [Equation(Weight = 0.5)]
            private Equation OfRight => Right.D(1) == Flow * (Left - Right);
        }
        """);

    [Fact]
    public Task A_chain_of_four_states_in_tiles() => Check(
        "Chain",
        """
        [MechanisticModel]
        [Smoothness(Scheme.Taylor)]
        [Grid(Points = 5, StepSize = 0.2)]
        public partial class Chain
        {
            [State(Order = 1), InitialValue]
            public partial State A { get; }

            [State(Order = 1), InitialValue]
            public partial State B { get; }

            [State(Order = 1), InitialValue]
            public partial State C { get; }

            [State(Order = 1), InitialValue]
            public partial State D { get; }

            [Coefficient(Source.Learned, Initial = 1)]
            public partial Coefficient Rate { get; }

            [Equation]
            private Equation OfA => A.D(1) == -Rate * A;

            [Equation]
            private Equation OfB => B.D(1) == Rate * (A - B);

            [Equation]
            private Equation OfC => C.D(1) == Rate * (B - C);

            [Equation]
            private Equation OfD => D.D(1) == Rate * C;
        }
        """);

    [Fact]
    public Task A_model_to_be_estimated() => Check(
        "Clearance",
        """
        [MechanisticModel]
        [Grid(Source = Source.Input)]
        [Smoothness(Scheme.Hermite, Prolongation = 1)]
        public partial class Clearance
        {
            [State(Order = 1), InitialValue, Observed(Noise = 0.5)]
            public partial State Amount { get; }

            [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)]
            public partial Coefficient Rate { get; }

            [Coefficient(Source.Learned, Per = Per.Trajectory), Prior(1, 0.25)]
            public partial Coefficient Volume { get; }

            [Equation]
            private Equation Elimination => Amount.D(1) == -Rate * Amount;

            [Observed]
            private Term Concentration => Amount / Volume;
        }
        """);

    [Fact]
    public Task A_model_with_a_library() => Check(
        "Growth",
        """
        namespace Ecology;

        /// <summary>How a population grows is to be found out.</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        [Smoothness(Scheme.Hermite, Prolongation = 1)]
        public partial class Growth
        {
            [State(Order = 1), Observed]
            public partial State N { get; }

            [Coefficient(Source.Learned, Initial = 0.1)]
            public partial Coefficient Harvest { get; }

            [PolynomialLibrary]
            public partial Library Rate { get; }

            [Candidate]
            private Term Saturation => N / (1 + N);

            [Equation]
            private Equation OfN => N.D(1) == Rate - Harvest;

            [Constraint]
            private Equation NothingFromNothing => Rate[1] == 0;
        }
        """);

    [Fact]
    public Task Hermite_rows_in_single_precision() => Check(
        "Relaxation",
        """
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        [Smoothness(Scheme.Hermite, Prolongation = 1)]
        [Solver(Precision = Precision.Single)]
        public partial class Relaxation
        {
            [State(Order = 1), InitialValue]
            public partial State U { get; }

            [Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)]
            public partial Coefficient Rest { get; }

            [Equation]
            private Equation Law => U.D(1) == 0.5 * (Rest - U);
        }
        """);

    private static Task Check(string name, string source, [CallerMemberName] string method = "")
    {
        var model = CompiledModel.Compile([source])[name];
        var batch = model.Description.Grid.Points > 0 ? Batch.Random(model, null, 3, 1) : Batch.Random(model, 5, 3, 1);
        Assert.All(batch.Solve(new SolveOptions { FollowData = true }).Reports.ToArray(), static report => Assert.Equal(SolveStatus.Ok, report.Status));
        return Snapshot.Matches(ModelCompilation.Run(ModelCompilation.Compile(source)), method: method);
    }
}
