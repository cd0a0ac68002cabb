namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>What a reader of the kernels sees of the rows that tie a state's unknowns at one point to those at the next.</summary>
internal static class SmoothnessText
{
    public static string Of(StateBlock state) => $"Smoothness of {state.Name}.";
}
