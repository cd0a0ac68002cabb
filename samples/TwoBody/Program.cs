using System.CommandLine;
using ScalableMNN.Samples.Presentation;
using ScalableMNN.Samples.TwoBody;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Weighs two stars by noisy positions.") { output };
command.SetAction(result =>
{
    TwoBodySample.Run(new TwoBodyOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
