using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering;

/// <summary>A number of a grid point that phases share: the factorisation computes it, and the phases after it read it back.</summary>
internal abstract record RowValue
{
    /// <summary>1 / h.</summary>
    public static RowValue InverseStep { get; } = new StepValue("inverseStep");

    /// <summary>h_t / h_(t + 1).</summary>
    public static RowValue Ratio { get; } = new StepValue("ratio");

    /// <summary>Time at the point.</summary>
    public static RowValue Time { get; } = new StepValue("time");

    /// <summary>The name of the local that reads it back.</summary>
    public abstract string LocalName { get; }

    /// <summary>The scaled and weighted coefficient of an entry.</summary>
    public static RowValue Coefficient(Row row, RowEntry entry) => new CoefficientValue(row.Name, entry.Unknown);

    /// <summary>The weighted right-hand side.</summary>
    public static RowValue RightHandSide(Row row) => new RightHandSideValue(row.Name);

    /// <summary>The weight that brings a row to unit length.</summary>
    public static RowValue Weight(Row row) => new WeightValue(row.Name);

    private sealed record StepValue(string Name) : RowValue
    {
        public override string LocalName => Name;
    }

    private sealed record CoefficientValue(string Row, int Unknown) : RowValue
    {
        public override string LocalName => $"{Row}_{Unknown}";
    }

    private sealed record RightHandSideValue(string Row) : RowValue
    {
        public override string LocalName => $"{Row}_b";
    }

    private sealed record WeightValue(string Row) : RowValue
    {
        public override string LocalName => $"{Row}_w";
    }
}
