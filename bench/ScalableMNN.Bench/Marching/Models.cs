using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Bench.Marching;

/// <summary>Lorenz's weather to 5.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class LorenzBench
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [State(Order = 1), InitialValue]
    public partial State Z { get; }

    [Equation]
    private Equation OfX => X.D(1) == 10 * (Y - X);

    [Equation]
    private Equation OfY => Y.D(1) == X * (28 - Z) - Y;

    [Equation]
    private Equation OfZ => Z.D(1) == X * Y - 8.0 / 3 * Z;
}

/// <summary>Prey and predators to 15.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class LotkaVolterraBench
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Equation]
    private Equation OfX => X.D(1) == X * (1.5 - Y);

    [Equation]
    private Equation OfY => Y.D(1) == Y * (X - 3);
}

/// <summary>Van der Pol's oscillator with mu = 1, to 20.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class VanDerPolOne
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(2) == (1 - X * X) * X.D(1) - X;
}

/// <summary>Van der Pol's oscillator with mu = 100, to 200.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class VanDerPolHundred
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(2) == 100 * (1 - X * X) * X.D(1) - X;
}

/// <summary>The Brusselator to 20.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class BrusselatorBench
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Equation]
    private Equation OfX => X.D(1) == 1 + X * X * Y - 4 * X;

    [Equation]
    private Equation OfY => Y.D(1) == 3 * X - X * X * Y;
}

/// <summary>POLLU: air pollution by twenty species.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class PollutionBench
{
    [State(Order = 1), InitialValue]
    public partial State Y1 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y2 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y3 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y4 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y5 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y6 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y7 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y8 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y9 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y10 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y11 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y12 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y13 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y14 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y15 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y16 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y17 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y18 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y19 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y20 { get; }

    [Equation]
    private Equation Of1 => Y1.D(1) == -0.35 * Y1 - 9000 * Y11 * Y1 - 16300 * Y1 * Y6 - 0.0474 * Y1 * Y4 - 1780 * Y19 * Y1 + 26.6 * Y2 * Y4 + 12300 * Y5 * Y2 + 16500 * Y11 * Y2 + 0.022 * Y13 + 12000 * Y10 * Y2 + 5.78 * Y19 + 3.12 * Y20;

    [Equation]
    private Equation Of2 => Y2.D(1) == -26.6 * Y2 * Y4 - 12300 * Y5 * Y2 - 16500 * Y11 * Y2 - 12000 * Y10 * Y2 + 0.35 * Y1 + 2.1 * Y19;

    [Equation]
    private Equation Of3 => Y3.D(1) == -4.8e+06 * Y3 + 0.35 * Y1 + 0.0175 * Y4 + 4.44e+11 * Y16 + 5.78 * Y19;

    [Equation]
    private Equation Of4 => Y4.D(1) == -26.6 * Y2 * Y4 - 0.00035 * Y4 - 0.0175 * Y4 - 0.0474 * Y1 * Y4 + 4.8e+06 * Y3;

    [Equation]
    private Equation Of5 => Y5.D(1) == -12300 * Y5 * Y2 + 0.00086 * Y7 + 0.00086 * Y7 + 15000 * Y7 * Y6 + 0.00013 * Y9 + 1.88 * Y14 + 1240 * Y17 * Y6;

    [Equation]
    private Equation Of6 => Y6.D(1) == -15000 * Y7 * Y6 - 24000 * Y9 * Y6 - 16300 * Y1 * Y6 - 1240 * Y17 * Y6 + 12300 * Y5 * Y2 + 1e+08 * Y16 + 1e+08 * Y16;

    [Equation]
    private Equation Of7 => Y7.D(1) == -0.00086 * Y7 - 0.00082 * Y7 - 15000 * Y7 * Y6 + 1.88 * Y14;

    [Equation]
    private Equation Of8 => Y8.D(1) == 0.00086 * Y7 + 0.00082 * Y7 + 15000 * Y7 * Y6 + 0.00013 * Y9;

    [Equation]
    private Equation Of9 => Y9.D(1) == -0.00013 * Y9 - 24000 * Y9 * Y6;

    [Equation]
    private Equation Of10 => Y10.D(1) == -12000 * Y10 * Y2 + 0.00013 * Y9 + 16500 * Y11 * Y2;

    [Equation]
    private Equation Of11 => Y11.D(1) == -16500 * Y11 * Y2 - 9000 * Y11 * Y1 + 24000 * Y9 * Y6 + 0.022 * Y13;

    [Equation]
    private Equation Of12 => Y12.D(1) == 16500 * Y11 * Y2;

    [Equation]
    private Equation Of13 => Y13.D(1) == -0.022 * Y13 + 9000 * Y11 * Y1;

    [Equation]
    private Equation Of14 => Y14.D(1) == -1.88 * Y14 + 12000 * Y10 * Y2;

    [Equation]
    private Equation Of15 => Y15.D(1) == 16300 * Y1 * Y6;

    [Equation]
    private Equation Of16 => Y16.D(1) == -1e+08 * Y16 - 4.44e+11 * Y16 + 0.00035 * Y4;

    [Equation]
    private Equation Of17 => Y17.D(1) == -1240 * Y17 * Y6;

    [Equation]
    private Equation Of18 => Y18.D(1) == 1240 * Y17 * Y6;

    [Equation]
    private Equation Of19 => Y19.D(1) == -2.1 * Y19 - 5.78 * Y19 - 1780 * Y19 * Y1 + 0.0474 * Y1 * Y4 + 3.12 * Y20;

    [Equation]
    private Equation Of20 => Y20.D(1) == -3.12 * Y20 + 1780 * Y19 * Y1;
}

/// <summary>Seven stars in a plane.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class PleiadesBench
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X1 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X2 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X3 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X4 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X5 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X6 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X7 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y1 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y2 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y3 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y4 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y5 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y6 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y7 { get; }

    [Equation]
    private Equation OfX1 => X1.D(2) == 2 * (X2 - X1) / Pow((X2 - X1) * (X2 - X1) + (Y2 - Y1) * (Y2 - Y1), 1.5) + 3 * (X3 - X1) / Pow((X3 - X1) * (X3 - X1) + (Y3 - Y1) * (Y3 - Y1), 1.5) + 4 * (X4 - X1) / Pow((X4 - X1) * (X4 - X1) + (Y4 - Y1) * (Y4 - Y1), 1.5) + 5 * (X5 - X1) / Pow((X5 - X1) * (X5 - X1) + (Y5 - Y1) * (Y5 - Y1), 1.5) + 6 * (X6 - X1) / Pow((X6 - X1) * (X6 - X1) + (Y6 - Y1) * (Y6 - Y1), 1.5) + 7 * (X7 - X1) / Pow((X7 - X1) * (X7 - X1) + (Y7 - Y1) * (Y7 - Y1), 1.5);

    [Equation]
    private Equation OfX2 => X2.D(2) == 1 * (X1 - X2) / Pow((X1 - X2) * (X1 - X2) + (Y1 - Y2) * (Y1 - Y2), 1.5) + 3 * (X3 - X2) / Pow((X3 - X2) * (X3 - X2) + (Y3 - Y2) * (Y3 - Y2), 1.5) + 4 * (X4 - X2) / Pow((X4 - X2) * (X4 - X2) + (Y4 - Y2) * (Y4 - Y2), 1.5) + 5 * (X5 - X2) / Pow((X5 - X2) * (X5 - X2) + (Y5 - Y2) * (Y5 - Y2), 1.5) + 6 * (X6 - X2) / Pow((X6 - X2) * (X6 - X2) + (Y6 - Y2) * (Y6 - Y2), 1.5) + 7 * (X7 - X2) / Pow((X7 - X2) * (X7 - X2) + (Y7 - Y2) * (Y7 - Y2), 1.5);

    [Equation]
    private Equation OfX3 => X3.D(2) == 1 * (X1 - X3) / Pow((X1 - X3) * (X1 - X3) + (Y1 - Y3) * (Y1 - Y3), 1.5) + 2 * (X2 - X3) / Pow((X2 - X3) * (X2 - X3) + (Y2 - Y3) * (Y2 - Y3), 1.5) + 4 * (X4 - X3) / Pow((X4 - X3) * (X4 - X3) + (Y4 - Y3) * (Y4 - Y3), 1.5) + 5 * (X5 - X3) / Pow((X5 - X3) * (X5 - X3) + (Y5 - Y3) * (Y5 - Y3), 1.5) + 6 * (X6 - X3) / Pow((X6 - X3) * (X6 - X3) + (Y6 - Y3) * (Y6 - Y3), 1.5) + 7 * (X7 - X3) / Pow((X7 - X3) * (X7 - X3) + (Y7 - Y3) * (Y7 - Y3), 1.5);

    [Equation]
    private Equation OfX4 => X4.D(2) == 1 * (X1 - X4) / Pow((X1 - X4) * (X1 - X4) + (Y1 - Y4) * (Y1 - Y4), 1.5) + 2 * (X2 - X4) / Pow((X2 - X4) * (X2 - X4) + (Y2 - Y4) * (Y2 - Y4), 1.5) + 3 * (X3 - X4) / Pow((X3 - X4) * (X3 - X4) + (Y3 - Y4) * (Y3 - Y4), 1.5) + 5 * (X5 - X4) / Pow((X5 - X4) * (X5 - X4) + (Y5 - Y4) * (Y5 - Y4), 1.5) + 6 * (X6 - X4) / Pow((X6 - X4) * (X6 - X4) + (Y6 - Y4) * (Y6 - Y4), 1.5) + 7 * (X7 - X4) / Pow((X7 - X4) * (X7 - X4) + (Y7 - Y4) * (Y7 - Y4), 1.5);

    [Equation]
    private Equation OfX5 => X5.D(2) == 1 * (X1 - X5) / Pow((X1 - X5) * (X1 - X5) + (Y1 - Y5) * (Y1 - Y5), 1.5) + 2 * (X2 - X5) / Pow((X2 - X5) * (X2 - X5) + (Y2 - Y5) * (Y2 - Y5), 1.5) + 3 * (X3 - X5) / Pow((X3 - X5) * (X3 - X5) + (Y3 - Y5) * (Y3 - Y5), 1.5) + 4 * (X4 - X5) / Pow((X4 - X5) * (X4 - X5) + (Y4 - Y5) * (Y4 - Y5), 1.5) + 6 * (X6 - X5) / Pow((X6 - X5) * (X6 - X5) + (Y6 - Y5) * (Y6 - Y5), 1.5) + 7 * (X7 - X5) / Pow((X7 - X5) * (X7 - X5) + (Y7 - Y5) * (Y7 - Y5), 1.5);

    [Equation]
    private Equation OfX6 => X6.D(2) == 1 * (X1 - X6) / Pow((X1 - X6) * (X1 - X6) + (Y1 - Y6) * (Y1 - Y6), 1.5) + 2 * (X2 - X6) / Pow((X2 - X6) * (X2 - X6) + (Y2 - Y6) * (Y2 - Y6), 1.5) + 3 * (X3 - X6) / Pow((X3 - X6) * (X3 - X6) + (Y3 - Y6) * (Y3 - Y6), 1.5) + 4 * (X4 - X6) / Pow((X4 - X6) * (X4 - X6) + (Y4 - Y6) * (Y4 - Y6), 1.5) + 5 * (X5 - X6) / Pow((X5 - X6) * (X5 - X6) + (Y5 - Y6) * (Y5 - Y6), 1.5) + 7 * (X7 - X6) / Pow((X7 - X6) * (X7 - X6) + (Y7 - Y6) * (Y7 - Y6), 1.5);

    [Equation]
    private Equation OfX7 => X7.D(2) == 1 * (X1 - X7) / Pow((X1 - X7) * (X1 - X7) + (Y1 - Y7) * (Y1 - Y7), 1.5) + 2 * (X2 - X7) / Pow((X2 - X7) * (X2 - X7) + (Y2 - Y7) * (Y2 - Y7), 1.5) + 3 * (X3 - X7) / Pow((X3 - X7) * (X3 - X7) + (Y3 - Y7) * (Y3 - Y7), 1.5) + 4 * (X4 - X7) / Pow((X4 - X7) * (X4 - X7) + (Y4 - Y7) * (Y4 - Y7), 1.5) + 5 * (X5 - X7) / Pow((X5 - X7) * (X5 - X7) + (Y5 - Y7) * (Y5 - Y7), 1.5) + 6 * (X6 - X7) / Pow((X6 - X7) * (X6 - X7) + (Y6 - Y7) * (Y6 - Y7), 1.5);

    [Equation]
    private Equation OfY1 => Y1.D(2) == 2 * (Y2 - Y1) / Pow((X2 - X1) * (X2 - X1) + (Y2 - Y1) * (Y2 - Y1), 1.5) + 3 * (Y3 - Y1) / Pow((X3 - X1) * (X3 - X1) + (Y3 - Y1) * (Y3 - Y1), 1.5) + 4 * (Y4 - Y1) / Pow((X4 - X1) * (X4 - X1) + (Y4 - Y1) * (Y4 - Y1), 1.5) + 5 * (Y5 - Y1) / Pow((X5 - X1) * (X5 - X1) + (Y5 - Y1) * (Y5 - Y1), 1.5) + 6 * (Y6 - Y1) / Pow((X6 - X1) * (X6 - X1) + (Y6 - Y1) * (Y6 - Y1), 1.5) + 7 * (Y7 - Y1) / Pow((X7 - X1) * (X7 - X1) + (Y7 - Y1) * (Y7 - Y1), 1.5);

    [Equation]
    private Equation OfY2 => Y2.D(2) == 1 * (Y1 - Y2) / Pow((X1 - X2) * (X1 - X2) + (Y1 - Y2) * (Y1 - Y2), 1.5) + 3 * (Y3 - Y2) / Pow((X3 - X2) * (X3 - X2) + (Y3 - Y2) * (Y3 - Y2), 1.5) + 4 * (Y4 - Y2) / Pow((X4 - X2) * (X4 - X2) + (Y4 - Y2) * (Y4 - Y2), 1.5) + 5 * (Y5 - Y2) / Pow((X5 - X2) * (X5 - X2) + (Y5 - Y2) * (Y5 - Y2), 1.5) + 6 * (Y6 - Y2) / Pow((X6 - X2) * (X6 - X2) + (Y6 - Y2) * (Y6 - Y2), 1.5) + 7 * (Y7 - Y2) / Pow((X7 - X2) * (X7 - X2) + (Y7 - Y2) * (Y7 - Y2), 1.5);

    [Equation]
    private Equation OfY3 => Y3.D(2) == 1 * (Y1 - Y3) / Pow((X1 - X3) * (X1 - X3) + (Y1 - Y3) * (Y1 - Y3), 1.5) + 2 * (Y2 - Y3) / Pow((X2 - X3) * (X2 - X3) + (Y2 - Y3) * (Y2 - Y3), 1.5) + 4 * (Y4 - Y3) / Pow((X4 - X3) * (X4 - X3) + (Y4 - Y3) * (Y4 - Y3), 1.5) + 5 * (Y5 - Y3) / Pow((X5 - X3) * (X5 - X3) + (Y5 - Y3) * (Y5 - Y3), 1.5) + 6 * (Y6 - Y3) / Pow((X6 - X3) * (X6 - X3) + (Y6 - Y3) * (Y6 - Y3), 1.5) + 7 * (Y7 - Y3) / Pow((X7 - X3) * (X7 - X3) + (Y7 - Y3) * (Y7 - Y3), 1.5);

    [Equation]
    private Equation OfY4 => Y4.D(2) == 1 * (Y1 - Y4) / Pow((X1 - X4) * (X1 - X4) + (Y1 - Y4) * (Y1 - Y4), 1.5) + 2 * (Y2 - Y4) / Pow((X2 - X4) * (X2 - X4) + (Y2 - Y4) * (Y2 - Y4), 1.5) + 3 * (Y3 - Y4) / Pow((X3 - X4) * (X3 - X4) + (Y3 - Y4) * (Y3 - Y4), 1.5) + 5 * (Y5 - Y4) / Pow((X5 - X4) * (X5 - X4) + (Y5 - Y4) * (Y5 - Y4), 1.5) + 6 * (Y6 - Y4) / Pow((X6 - X4) * (X6 - X4) + (Y6 - Y4) * (Y6 - Y4), 1.5) + 7 * (Y7 - Y4) / Pow((X7 - X4) * (X7 - X4) + (Y7 - Y4) * (Y7 - Y4), 1.5);

    [Equation]
    private Equation OfY5 => Y5.D(2) == 1 * (Y1 - Y5) / Pow((X1 - X5) * (X1 - X5) + (Y1 - Y5) * (Y1 - Y5), 1.5) + 2 * (Y2 - Y5) / Pow((X2 - X5) * (X2 - X5) + (Y2 - Y5) * (Y2 - Y5), 1.5) + 3 * (Y3 - Y5) / Pow((X3 - X5) * (X3 - X5) + (Y3 - Y5) * (Y3 - Y5), 1.5) + 4 * (Y4 - Y5) / Pow((X4 - X5) * (X4 - X5) + (Y4 - Y5) * (Y4 - Y5), 1.5) + 6 * (Y6 - Y5) / Pow((X6 - X5) * (X6 - X5) + (Y6 - Y5) * (Y6 - Y5), 1.5) + 7 * (Y7 - Y5) / Pow((X7 - X5) * (X7 - X5) + (Y7 - Y5) * (Y7 - Y5), 1.5);

    [Equation]
    private Equation OfY6 => Y6.D(2) == 1 * (Y1 - Y6) / Pow((X1 - X6) * (X1 - X6) + (Y1 - Y6) * (Y1 - Y6), 1.5) + 2 * (Y2 - Y6) / Pow((X2 - X6) * (X2 - X6) + (Y2 - Y6) * (Y2 - Y6), 1.5) + 3 * (Y3 - Y6) / Pow((X3 - X6) * (X3 - X6) + (Y3 - Y6) * (Y3 - Y6), 1.5) + 4 * (Y4 - Y6) / Pow((X4 - X6) * (X4 - X6) + (Y4 - Y6) * (Y4 - Y6), 1.5) + 5 * (Y5 - Y6) / Pow((X5 - X6) * (X5 - X6) + (Y5 - Y6) * (Y5 - Y6), 1.5) + 7 * (Y7 - Y6) / Pow((X7 - X6) * (X7 - X6) + (Y7 - Y6) * (Y7 - Y6), 1.5);

    [Equation]
    private Equation OfY7 => Y7.D(2) == 1 * (Y1 - Y7) / Pow((X1 - X7) * (X1 - X7) + (Y1 - Y7) * (Y1 - Y7), 1.5) + 2 * (Y2 - Y7) / Pow((X2 - X7) * (X2 - X7) + (Y2 - Y7) * (Y2 - Y7), 1.5) + 3 * (Y3 - Y7) / Pow((X3 - X7) * (X3 - X7) + (Y3 - Y7) * (Y3 - Y7), 1.5) + 4 * (Y4 - Y7) / Pow((X4 - X7) * (X4 - X7) + (Y4 - Y7) * (Y4 - Y7), 1.5) + 5 * (Y5 - Y7) / Pow((X5 - X7) * (X5 - X7) + (Y5 - Y7) * (Y5 - Y7), 1.5) + 6 * (Y6 - Y7) / Pow((X6 - X7) * (X6 - X7) + (Y6 - Y7) * (Y6 - Y7), 1.5);
}

/// <summary>A chain of forty states, each slower than the next.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class ChainBench
{
    [State(Order = 1), InitialValue]
    public partial State Y1 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y2 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y3 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y4 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y5 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y6 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y7 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y8 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y9 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y10 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y11 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y12 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y13 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y14 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y15 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y16 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y17 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y18 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y19 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y20 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y21 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y22 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y23 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y24 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y25 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y26 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y27 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y28 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y29 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y30 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y31 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y32 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y33 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y34 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y35 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y36 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y37 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y38 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y39 { get; }

    [State(Order = 1), InitialValue]
    public partial State Y40 { get; }

    [Equation]
    private Equation Of1 => Y1.D(1) == -1 * Y1;

    [Equation]
    private Equation Of2 => Y2.D(1) == 1 * Y1 - 2 * Y2;

    [Equation]
    private Equation Of3 => Y3.D(1) == 2 * Y2 - 3 * Y3;

    [Equation]
    private Equation Of4 => Y4.D(1) == 3 * Y3 - 4 * Y4;

    [Equation]
    private Equation Of5 => Y5.D(1) == 4 * Y4 - 5 * Y5;

    [Equation]
    private Equation Of6 => Y6.D(1) == 5 * Y5 - 6 * Y6;

    [Equation]
    private Equation Of7 => Y7.D(1) == 6 * Y6 - 7 * Y7;

    [Equation]
    private Equation Of8 => Y8.D(1) == 7 * Y7 - 8 * Y8;

    [Equation]
    private Equation Of9 => Y9.D(1) == 8 * Y8 - 9 * Y9;

    [Equation]
    private Equation Of10 => Y10.D(1) == 9 * Y9 - 10 * Y10;

    [Equation]
    private Equation Of11 => Y11.D(1) == 10 * Y10 - 11 * Y11;

    [Equation]
    private Equation Of12 => Y12.D(1) == 11 * Y11 - 12 * Y12;

    [Equation]
    private Equation Of13 => Y13.D(1) == 12 * Y12 - 13 * Y13;

    [Equation]
    private Equation Of14 => Y14.D(1) == 13 * Y13 - 14 * Y14;

    [Equation]
    private Equation Of15 => Y15.D(1) == 14 * Y14 - 15 * Y15;

    [Equation]
    private Equation Of16 => Y16.D(1) == 15 * Y15 - 16 * Y16;

    [Equation]
    private Equation Of17 => Y17.D(1) == 16 * Y16 - 17 * Y17;

    [Equation]
    private Equation Of18 => Y18.D(1) == 17 * Y17 - 18 * Y18;

    [Equation]
    private Equation Of19 => Y19.D(1) == 18 * Y18 - 19 * Y19;

    [Equation]
    private Equation Of20 => Y20.D(1) == 19 * Y19 - 20 * Y20;

    [Equation]
    private Equation Of21 => Y21.D(1) == 20 * Y20 - 21 * Y21;

    [Equation]
    private Equation Of22 => Y22.D(1) == 21 * Y21 - 22 * Y22;

    [Equation]
    private Equation Of23 => Y23.D(1) == 22 * Y22 - 23 * Y23;

    [Equation]
    private Equation Of24 => Y24.D(1) == 23 * Y23 - 24 * Y24;

    [Equation]
    private Equation Of25 => Y25.D(1) == 24 * Y24 - 25 * Y25;

    [Equation]
    private Equation Of26 => Y26.D(1) == 25 * Y25 - 26 * Y26;

    [Equation]
    private Equation Of27 => Y27.D(1) == 26 * Y26 - 27 * Y27;

    [Equation]
    private Equation Of28 => Y28.D(1) == 27 * Y27 - 28 * Y28;

    [Equation]
    private Equation Of29 => Y29.D(1) == 28 * Y28 - 29 * Y29;

    [Equation]
    private Equation Of30 => Y30.D(1) == 29 * Y29 - 30 * Y30;

    [Equation]
    private Equation Of31 => Y31.D(1) == 30 * Y30 - 31 * Y31;

    [Equation]
    private Equation Of32 => Y32.D(1) == 31 * Y31 - 32 * Y32;

    [Equation]
    private Equation Of33 => Y33.D(1) == 32 * Y32 - 33 * Y33;

    [Equation]
    private Equation Of34 => Y34.D(1) == 33 * Y33 - 34 * Y34;

    [Equation]
    private Equation Of35 => Y35.D(1) == 34 * Y34 - 35 * Y35;

    [Equation]
    private Equation Of36 => Y36.D(1) == 35 * Y35 - 36 * Y36;

    [Equation]
    private Equation Of37 => Y37.D(1) == 36 * Y36 - 37 * Y37;

    [Equation]
    private Equation Of38 => Y38.D(1) == 37 * Y37 - 38 * Y38;

    [Equation]
    private Equation Of39 => Y39.D(1) == 38 * Y38 - 39 * Y39;

    [Equation]
    private Equation Of40 => Y40.D(1) == 39 * Y39 - 40 * Y40;
}
