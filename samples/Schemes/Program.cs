using System.CommandLine;
using ScalableMNN.Samples.Presentation;
using ScalableMNN.Samples.Schemes;

var output = new Option<string>("--out") { Description = "Folder for the plot.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Solves a damped oscillator by every scheme at a range of steps, and plots error against step and time.") { output };
command.SetAction(result =>
{
    SchemesSample.Run(new SchemesOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
