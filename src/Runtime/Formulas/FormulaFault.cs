using System.Globalization;
using System.Linq;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>An equation or observable that is not finite at a grid point, or has a derivative that is not, and the part of it that is to blame.</summary>
/// <param name="Row">What it is: "equation Law".</param>
/// <param name="Side">The side of the equation that the part stands in.</param>
/// <param name="Point">The grid point.</param>
/// <param name="Trajectory">The trajectory.</param>
/// <param name="Time">The time of the point.</param>
/// <param name="Culprit">The part.</param>
internal sealed record FormulaFault(string Row, FormulaNode Side, int Point, int Trajectory, double Time, FormulaCulprit Culprit)
{
    /// <summary>A side of more characters is not repeated.</summary>
    private const int LongestSide = 100;

    /// <summary>How many times the row is differentiated in time.</summary>
    public int Rate { get; init; }

    /// <summary>With respect to what it is differentiated, or null.</summary>
    public string? By { get; init; }

    /// <summary>A number so large that its square is not finite; NaN where something is not finite by itself.</summary>
    public double TooLarge { get; init; } = double.NaN;

    /// <summary>Whether the part itself has a value, and only a derivative is missing. What a division by zero leaves of the row may well be finite, but not the derivatives.</summary>
    private bool IsDerivative => (Rate > 0 || By is not null) && double.IsFinite(Culprit.Value);

    private string Part => Culprit.Within is null ? Culprit.Part.ToString() : $"{Culprit.Part} in {Culprit.Within}";

    /// <summary>What is wrong, as a sentence without a capital and with a full stop, and what to do.</summary>
    /// <param name="namesTrajectory">Whether the trajectory is named.</param>
    public string Describe(bool namesTrajectory)
    {
        var kind = Row.Split(' ')[0];
        if (!double.IsNaN(TooLarge))
        {
            return $"{Row} has numbers as large as {Text(TooLarge)} {Place(namesTrajectory)}, too large to be squared. Scale the {kind}, or give values of moderate size.";
        }

        return (IsDerivative, Culprit) switch
        {
            (true, _) => $"{Derivative(namesTrajectory)}. Write the {kind} so that it has this derivative there, or keep its operands away from there.",
            (false, { Part.Operation: "/", Operands: [{ Value: 0 } divisor] }) =>
                $"{Value(namesTrajectory)}. Write the {kind} without this quotient, or {(divisor.Text == "T" ? "begin the grid at a later time" : $"keep {divisor.Text} away from 0")}.",
            _ => $"{Value(namesTrajectory)}. Write the {kind} so that it has a value there, or keep its operands away from there.",
        };
    }

    private string Value(bool namesTrajectory)
    {
        var side = Side.ToString();
        var where = side == Culprit.Part.ToString() || side.Length > LongestSide ? Row : $"{side} in {Row}";
        var operands = string.Join(" and ", Culprit.Operands.Select(static operand => $"{operand.Text} is {Text(operand.Value)}"));
        return operands.Length == 0
            ? $"{where}: {Part} is not finite {Place(namesTrajectory)}"
            : $"{where}: {operands} {Place(namesTrajectory)}, so {Part} is not finite";
    }

    private string Derivative(bool namesTrajectory)
    {
        var derivative = Rate > 0 ? $"the {Ordinal(Rate)} time derivative of {Row}" : Row;
        derivative = By is null ? derivative : $"the derivative of {derivative} with respect to {By}";
        var operands = string.Join(", ", Culprit.Operands.Select(static operand => $"{operand.Text} = {Text(operand.Value)}"));
        return $"{derivative} is not finite {Place(namesTrajectory)}: {Part} has no {(Rate + (By is null ? 0 : 1) > 1 ? "such derivative" : "derivative")} {(operands.Length == 0 ? "there" : $"at {operands}")}";
    }

    private string Place(bool namesTrajectory) =>
        $"at point {Point.ToString(CultureInfo.InvariantCulture)}{(namesTrajectory ? $" of trajectory {Trajectory.ToString(CultureInfo.InvariantCulture)}" : string.Empty)}, time {Text(Time)}";

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Ordinal(int number) => number switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        5 => "fifth",
        _ => number.ToString(CultureInfo.InvariantCulture) + "th",
    };
}
