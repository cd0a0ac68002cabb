using System;

namespace ScalableMNN.Dsl;

/// <summary>Says why an expression over markers has no value.</summary>
public static class Marker
{
    /// <summary>Makes the exception that every marker throws when it is evaluated.</summary>
    /// <param name="what">The member or operation that was evaluated.</param>
    /// <returns>An exception to be thrown by the caller.</returns>
    public static InvalidOperationException Evaluated(string what) => new(
        $"{what} describes a model to the compiler and has no value at run time. Call the generated members of the model, such as Solve, instead of evaluating its equations.");
}
