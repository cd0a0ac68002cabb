using System.CommandLine;
using ScalableMNN.Samples.NoisySine;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot.", DefaultValueFactory = static _ => "out" };
var iterations = new Option<int>("--iterations") { Description = "Most iterations of the fit.", DefaultValueFactory = static _ => NoisySineOptions.DefaultIterations };
var seed = new Option<int>("--seed") { Description = "Seed of the noise and of the start.", DefaultValueFactory = static _ => 1 };
var command = new RootCommand("Learns an equation whose solution follows a noisy damped sine.") { output, iterations, seed };
command.SetAction(result =>
{
    NoisySineSample.Run(new NoisySineOptions(result.GetRequiredValue(output), result.GetValue(iterations), result.GetValue(seed)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
