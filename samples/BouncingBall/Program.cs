using System.CommandLine;
using ScalableMNN.Samples.BouncingBall;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var command = new RootCommand("Lets a ball bounce, and finds out from noisy heights how much of its speed each bounce leaves.") { output };
command.SetAction(result =>
{
    BouncingBallSample.Run(new BouncingBallOptions(result.GetRequiredValue(output)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
