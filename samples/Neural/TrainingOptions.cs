namespace ScalableMNN.Samples.Neural;

/// <summary>How to train.</summary>
/// <param name="Output">Folder for plots, checkpoints and the log of losses.</param>
/// <param name="Steps">Number of training steps in all, those before a checkpoint included.</param>
/// <param name="Batch">How many examples a step sees.</param>
/// <param name="LearningRate">The learning rate of Adam at the start; it falls to a hundredth by a half cosine.</param>
/// <param name="Seed">Where the random numbers begin.</param>
/// <param name="Resume">Whether to go on from the checkpoint in the folder.</param>
public sealed record TrainingOptions(string Output, int Steps, int Batch, double LearningRate, int Seed = 1, bool Resume = false);
