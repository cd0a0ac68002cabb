namespace ScalableMNN.Runtime.Estimation;

/// <summary>How far an estimation has come.</summary>
/// <param name="Iteration">How many iterations are done.</param>
/// <param name="Rigidity">How much heavier the model weighs than the data at this stage.</param>
/// <param name="DataMisfit">The weighted sum of squares of the data.</param>
/// <param name="ModelMisfit">The weighted sum of squares of the model's rows.</param>
public readonly record struct EstimateProgress(int Iteration, double Rigidity, double DataMisfit, double ModelMisfit);
