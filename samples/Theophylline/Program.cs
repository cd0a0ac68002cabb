using System.CommandLine;
using ScalableMNN.Samples.Plots;
using ScalableMNN.Samples.Theophylline;

var output = new Option<string>("--out") { Description = "Folder for the plot and the page.", DefaultValueFactory = static _ => "out" };
var points = new Option<int>("--points") { Description = "Grid points of each subject.", DefaultValueFactory = static _ => TheophyllineOptions.DefaultPoints };
points.Validators.Add(result =>
{
    if (result.GetValue(points) < 11)
    {
        result.AddError("Every subject has 11 observations: give at least 11 points.");
    }
});

var command = new RootCommand("Estimates the absorption and elimination of theophylline in twelve subjects.") { output, points };
command.SetAction(result =>
{
    TheophyllineSample.Run(new TheophyllineOptions(result.GetRequiredValue(output), result.GetValue(points)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
