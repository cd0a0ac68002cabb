using System.CommandLine;
using ScalableMNN.Samples.LotkaVolterra;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Estimates the rates of growth, death and predation of hares and lynxes from twenty years of pelts.") { output };
command.SetAction(result =>
{
    LotkaVolterraSample.Run(new LotkaVolterraOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
