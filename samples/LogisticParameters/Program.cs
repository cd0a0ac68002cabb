using ScalableMNN.Samples.LogisticParameters;
using ScalableMNN.Samples.Neural;

return TrainingCommand.Invoke(
    "Trains a network that infers the parameters of logistic growth from noisy counts.",
    LogisticParametersSample.Defaults,
    static (options, console) => LogisticParametersSample.Run(options, console),
    args);
