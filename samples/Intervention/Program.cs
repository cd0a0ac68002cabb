using System.CommandLine;
using ScalableMNN.Samples.Intervention;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Estimates from weekly counts by how much measures reduced the contacts in an epidemic.") { output };
command.SetAction(result =>
{
    InterventionSample.Run(new InterventionOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
