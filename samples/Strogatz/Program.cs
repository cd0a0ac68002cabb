using System.CommandLine;
using ScalableMNN.Samples.Presentation;
using ScalableMNN.Samples.Strogatz;

var output = new Option<string>("--out") { Description = "Folder for the plots.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Solves six linear systems at three steps and compares with their closed forms.") { output };
command.SetAction(result =>
{
    StrogatzSample.Run(new StrogatzOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
