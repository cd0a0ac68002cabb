using ScalableMNN.Samples.Kdv;
using ScalableMNN.Samples.Neural;

return TrainingCommand.Invoke(
    "Forecasts waves of the Korteweg-de Vries equation with a mechanistic layer, and without.",
    KdvSample.Defaults,
    static (options, console) => KdvSample.Run(options, new KdvSize(), console),
    args);
