namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>A whole number known when the loop runs: a place in a buffer, or a bound of a loop.</summary>
internal abstract record Index
{
    public static implicit operator Index(int value) => new IndexNumber(value);

    public static Index operator +(Index left, Index right) => (left, right) switch
    {
        (IndexNumber a, IndexNumber b) => new IndexNumber(a.Value + b.Value),
        (IndexNumber { Value: 0 }, _) => right,
        (_, IndexNumber { Value: 0 }) => left,
        (IndexSum { Right: IndexNumber a } sum, IndexNumber b) => sum.Left + new IndexNumber(a.Value + b.Value),
        _ => new IndexSum(left, right),
    };

    public static Index operator *(Index index, int factor) => (index, factor) switch
    {
        (IndexNumber a, _) => new IndexNumber(a.Value * factor),
        (_, 0) => new IndexNumber(0),
        (_, 1) => index,
        _ => new IndexProduct(index, factor),
    };
}

internal sealed record IndexNumber(int Value) : Index;

/// <summary>A loop variable, or the number of grid points.</summary>
internal sealed record IndexVariable(string Name) : Index;

internal sealed record IndexSum(Index Left, Index Right) : Index;

internal sealed record IndexProduct(Index Operand, int Factor) : Index;

/// <summary>An entry of a table of constants.</summary>
internal sealed record IndexTable(string Table, Index Position) : Index;
