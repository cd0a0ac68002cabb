namespace ScalableMNN.Bench.Breakdown;

/// <summary>Where the time of one pass over a shape goes: shortest times, in milliseconds.</summary>
/// <param name="Pass">The pass: forward or backward.</param>
/// <param name="Lanes">How many trajectories stand side by side.</param>
/// <param name="Blocks">How many lane blocks there are.</param>
/// <param name="AllCores">The pass on all cores.</param>
/// <param name="OneCore">The pass on one core.</param>
/// <param name="Factorise">The kernel of this name on one core, over all blocks; so are the next four.</param>
/// <param name="Reduce">Forward sweeps with the factor at hand.</param>
/// <param name="Substitute">Backward sweeps.</param>
/// <param name="Residual">Residual from the rows.</param>
/// <param name="Chain">Chain rule to the values.</param>
/// <param name="Touch">What one core needs to read all inputs and write all outputs of the pass, doing nothing with them.</param>
internal sealed record TimeBudget(
    string Pass, int Lanes, int Blocks, double AllCores, double OneCore, double Factorise, double Reduce, double Substitute, double Residual, double Chain, double Touch)
{
    public double Kernels => Factorise + Reduce + Substitute + Residual + Chain;

    /// <summary>Packing, unpacking, checking and reporting: what is left of the pass on one core.</summary>
    public double Outside => OneCore - Kernels;
}
