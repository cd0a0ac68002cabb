namespace ScalableMNN.Runtime.Formulas;

/// <summary>
/// An equation, an observed expression or a function coefficient of a model as data. It is read where something has no finite value, to say what; nothing is computed with it otherwise.
/// </summary>
/// <param name="name">The name of the property.</param>
/// <param name="code">
/// Operands and operations in postfix order, with a blank between two of them: numbers; coefficients and states by their names, <c>X.1</c> for the first derivative of a state; <c>T()</c> for
/// time; <c>+ - * / ^</c>, and <c>=</c> between the sides of an equation; <c>Negate()</c>, and the functions as in <c>Sqrt()</c>; <c>Min</c> and <c>Max</c>;
/// <c>?</c> after a condition and its alternatives, which end with <c>:</c>. A condition is a number that is 1 where it is true; <c>Heaviside()</c> makes one.
/// </param>
public sealed class Formula(string name, string code)
{
    private FormulaNode? _root;

    /// <summary>The name of the property.</summary>
    public string Name { get; } = name;

    /// <summary>Operands and operations in postfix order.</summary>
    public string Code { get; } = code;

    internal FormulaNode Root => _root ??= FormulaNode.Read(Code);
}
