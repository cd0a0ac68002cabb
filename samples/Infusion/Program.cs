using System.CommandLine;
using ScalableMNN.Samples.Infusion;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Gives a drug by repeated infusions into two compartments, and compares with the closed form.") { output };
command.SetAction(result =>
{
    InfusionSample.Run(new InfusionOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
