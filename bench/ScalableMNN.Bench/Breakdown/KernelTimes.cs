namespace ScalableMNN.Bench.Breakdown;

/// <summary>Milliseconds of one run of the kernels over one lane block.</summary>
/// <param name="Factorise">Rows, factorisation and the first forward sweep.</param>
/// <param name="Reduce">Forward sweeps with the factor at hand.</param>
/// <param name="Substitute">Backward sweeps.</param>
/// <param name="Residual">Residual from the rows.</param>
/// <param name="Chain">Chain rule to the values.</param>
internal readonly record struct KernelTimes(double Factorise, double Reduce, double Substitute, double Residual, double Chain);
