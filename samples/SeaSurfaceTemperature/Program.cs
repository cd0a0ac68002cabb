using System.CommandLine;
using ScalableMNN.Samples.Neural;
using ScalableMNN.Samples.SeaSurfaceTemperature;

var data = new Option<string?>("--data") { Description = "Weekly temperatures: an index file of the Nino regions, or comma-separated values. Without it a series is generated." };
var weeks = new Option<int>("--weeks") { Description = "How many weeks ahead to forecast.", DefaultValueFactory = static _ => 208 };
weeks.Validators.Add(result =>
{
    if (result.GetValue(weeks) < 2)
    {
        result.AddError("--weeks takes a number that is 2 or more.");
    }
});
return TrainingCommand.Invoke(
    "Forecasts sea surface temperatures years ahead with a mechanistic layer, and without.",
    SeaSurfaceTemperatureSample.Defaults,
    (options, console, line) => SeaSurfaceTemperatureSample.Run(options, new ForecastTask(line.GetValue(weeks), line.GetValue(data)), console),
    args,
    data,
    weeks);
