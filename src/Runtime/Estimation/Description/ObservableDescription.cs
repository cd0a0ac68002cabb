namespace ScalableMNN.Runtime.Estimation;

/// <summary>Something that may be measured: a state, a derivative of one, or an expression.</summary>
/// <param name="Row">Its value and derivatives.</param>
/// <param name="Input">Which of the inputs holds the measured values, as an index into <see cref="Models.ModelDescription.Inputs"/>.</param>
/// <param name="Noise">Standard deviation of the measurement where it is known, otherwise NaN: it is then estimated.</param>
/// <param name="Unknown">The unknown that it is, or -1 for an expression.</param>
public sealed record ObservableDescription(RowDescription Row, int Input, double Noise, int Unknown)
{
    /// <summary>How values scatter about the prediction.</summary>
    public ErrorDescription Error { get; init; } = ErrorDescription.Additive;
}
