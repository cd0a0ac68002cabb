using System.CommandLine;
using ScalableMNN.Samples.Phenobarbital;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Estimates the pharmacokinetics of phenobarbital in a population of newborn infants from sparse samples during repeated doses.") { output };
command.SetAction(result =>
{
    PhenobarbitalSample.Run(new PhenobarbitalOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
