using System.CommandLine;
using ScalableMNN.Samples.LorenzDiscovery;
using ScalableMNN.Samples.Presentation;

var output = new Option<string>("--out") { Description = "Folder for the plot, the page and the found class.", DefaultValueFactory = static _ => "out" };
var points = new Option<int>("--points") { Description = "Number of points, 0.01 apart.", DefaultValueFactory = static _ => 1000 };
var noise = new Option<double[]>("--noise") { Description = "Noise, as fractions of the spread of each state.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [0, 0.01, 0.05] };
points.Validators.Add(result =>
{
    if (result.GetValue(points) < 50)
    {
        result.AddError("Thirty coefficients need more data: give at least 50 points.");
    }
});
noise.Validators.Add(result =>
{
    if (System.Array.Exists(result.GetValue(noise) ?? [], static fraction => !(fraction >= 0) || double.IsInfinity(fraction)))
    {
        result.AddError("Noise is a fraction, 0 or more.");
    }
});

var command = new RootCommand("Discovers the equations of Lorenz from points on a trajectory, without noise and with.") { output, points, noise };
command.SetAction(result =>
{
    LorenzDiscoverySample.Run(new LorenzDiscoveryOptions(result.GetRequiredValue(output), result.GetValue(points), result.GetRequiredValue(noise)), SampleConsole.Open());
});
return command.Parse(args).Invoke();
