namespace ScalableMNN.Runtime.Formulas;

/// <summary>Along which symbols formulas are differentiated.</summary>
/// <param name="States">Along all states and their derivatives.</param>
/// <param name="Learned">Along all learned values.</param>
/// <param name="Given">Along all given values.</param>
/// <param name="Only">Along this symbol and no other of these, or null.</param>
internal readonly record struct FormulaDirection(bool States = false, bool Learned = false, bool Given = false, string? Only = null)
{
    /// <summary>Along nothing.</summary>
    public static FormulaDirection None => default;

    public bool Moves(string name, bool isState, bool isLearned) => (Only is null || Only == name) && (isState ? States : isLearned ? Learned : Given);
}
