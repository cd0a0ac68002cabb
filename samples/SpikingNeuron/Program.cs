using System.CommandLine;
using ScalableMNN.Samples.SpikingNeuron;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Drives a neuron with three currents and counts its spikes.") { output };
command.SetAction(result =>
{
    SpikingNeuronSample.Run(new SpikingNeuronOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
