using System.CommandLine;
using ScalableMNN.Samples.Presentation;
using ScalableMNN.Samples.Theophylline;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Estimates the absorption and elimination of theophylline in twelve subjects, each by itself and as a population.") { output };
command.SetAction(result =>
{
    TheophyllineSample.Run(new TheophyllineOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
