using System;
using System.CommandLine;
using System.IO;
using ScalableMNN.Engines;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Neural;

/// <summary>The command line that all samples with networks have.</summary>
public static class TrainingCommand
{
    /// <summary>Reads the command line and runs a sample.</summary>
    /// <param name="description">What the sample does.</param>
    /// <param name="defaults">The options where none are written.</param>
    /// <param name="run">The sample.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code.</returns>
    public static int Invoke(string description, TrainingOptions defaults, Action<TrainingOptions, IAnsiConsole> run, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Invoke(description, defaults, (options, console, _) => run(options, console), arguments, []);
    }

    /// <summary>Reads a command line with options of the sample's own and runs the sample.</summary>
    /// <param name="description">What the sample does.</param>
    /// <param name="defaults">The options where none are written.</param>
    /// <param name="run">The sample; it takes the values of its own options from the command line that was read.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="more">The sample's own options.</param>
    /// <returns>The exit code.</returns>
    public static int Invoke(string description, TrainingOptions defaults, Action<TrainingOptions, IAnsiConsole, ParseResult> run, string[] arguments, params Option[] more)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(more);
        var output = new Option<string>("--out") { Description = "Folder for plots and checkpoints.", DefaultValueFactory = _ => defaults.Output };
        var steps = new Option<int>("--steps") { Description = "Number of training steps.", DefaultValueFactory = _ => defaults.Steps };
        var batch = new Option<int>("--batch") { Description = "Examples in a step.", DefaultValueFactory = _ => defaults.Batch };
        var rate = new Option<double>("--rate") { Description = "Learning rate at the start.", DefaultValueFactory = _ => defaults.LearningRate };
        var seed = new Option<int>("--seed") { Description = "Where the random numbers begin.", DefaultValueFactory = _ => defaults.Seed };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint in the folder." };
        Positive(steps);
        Positive(batch);
        rate.Validators.Add(result =>
        {
            if (!(result.GetValue(rate) is > 0 and < double.PositiveInfinity))
            {
                result.AddError("--rate takes a number that is larger than 0.");
            }
        });
        var command = new RootCommand(description) { output, steps, batch, rate, seed, resume };
        Array.ForEach(more, command.Options.Add);
        command.SetAction(result =>
        {
            try
            {
                if (NativeTorch.WhyItDoesNotLoad is { } reason)
                {
                    throw new UnusableInputException(reason);
                }

                run(
                    new TrainingOptions(result.GetRequiredValue(output), result.GetValue(steps), result.GetValue(batch), result.GetValue(rate), result.GetValue(seed), result.GetValue(resume)), SampleConsole.Open(), result);
                return 0;
            }
            catch (Exception problem) when (problem is UnusableInputException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(problem.Message.ReplaceLineEndings(" "));
                return 1;
            }
        });
        return command.Parse(arguments).Invoke();

        static void Positive(Option<int> option) => option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1)
            {
                result.AddError(option.Name + " takes a number that is 1 or more.");
            }
        });
    }
}
