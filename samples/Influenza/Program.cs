using System.CommandLine;
using ScalableMNN.Samples.Influenza;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Estimates the rates of infection and recovery of an influenza in a boarding school.") { output };
command.SetAction(result =>
{
    InfluenzaSample.Run(new InfluenzaOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
