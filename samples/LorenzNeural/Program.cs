using ScalableMNN.Samples.LorenzNeural;
using ScalableMNN.Samples.Neural;

return TrainingCommand.Invoke(
    "Learns the equations of Lorenz with a network, from windows of noisy data.",
    LorenzNeuralSample.Defaults,
    static (options, console) => LorenzNeuralSample.Run(options, console),
    args);
