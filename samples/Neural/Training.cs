using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Samples.Neural;

/// <summary>
/// Trains a module with Adam, shows how it gets on, and leaves a checkpoint from which it can go on: the module, the optimiser and the losses so far. Each step's random numbers follow from the seed and the
/// step alone, so that a run that was interrupted sees the same examples as one that was not.
/// </summary>
/// <param name="name">The name of the checkpoint's files.</param>
/// <param name="module">What is trained.</param>
/// <param name="options">How.</param>
public sealed class Training(string name, torch.nn.Module module, TrainingOptions options)
{
    private readonly List<double> _losses = [];

    /// <summary>The loss of each step so far.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>How many steps came from a checkpoint.</summary>
    public int Resumed { get; private set; }

    private string ModuleFile => Path.Combine(options.Output, name + ".module.dat");

    private string OptimiserFile => Path.Combine(options.Output, name + ".optimiser.dat");

    private string LossFile => Path.Combine(options.Output, name + ".losses.csv");

    /// <summary>The loss as a curve that the eye can follow: means over a fortieth of the steps.</summary>
    public (double[] Step, double[] Loss) Curve()
    {
        var chunks = _losses.Chunk(Math.Max(1, _losses.Count / 40)).ToList();
        var size = chunks[0].Length;
        return ([.. chunks.Select((_, i) => (double)((i + 1) * size))], [.. chunks.Select(static chunk => chunk.Average())]);
    }

    /// <summary>Trains.</summary>
    /// <param name="loss">The loss of a step, from its number; its tensors are disposed of after the step.</param>
    /// <param name="console">Where progress is shown.</param>
    /// <param name="after">What is done after a step, with its number; nothing is recorded meanwhile.</param>
    public void Run(Func<int, Tensor> loss, IAnsiConsole console, Action<int>? after = null)
    {
        Directory.CreateDirectory(options.Output);
        using var optimiser = torch.optim.Adam(module.parameters(), options.LearningRate);
        if (options.Resume && File.Exists(LossFile))
        {
            module.load(ModuleFile);
            optimiser.load_state_dict(OptimiserFile);
            _losses.AddRange(File.ReadAllLines(LossFile).Skip(1).Select(static line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
            Resumed = _losses.Count;
        }

        console.Progress().Start(progress =>
        {
            var task = progress.AddTask("Training", maxValue: options.Steps);
            task.Value = _losses.Count;
            for (var step = _losses.Count; step < options.Steps; step++)
            {
                using var scope = torch.NewDisposeScope();
                torch.manual_seed((options.Seed * 1_000_003L) + step);
                foreach (var group in optimiser.ParamGroups)
                {
                    group.LearningRate = options.LearningRate * (0.505 + (0.495 * Math.Cos(Math.PI * step / options.Steps)));
                }

                optimiser.zero_grad();
                var value = loss(step);
                value.backward();
                torch.nn.utils.clip_grad_norm_(module.parameters(), 10);
                optimiser.step();
                _losses.Add(value.ToDouble());
                using (torch.no_grad())
                {
                    after?.Invoke(step);
                }

                task.Value = step + 1;
                task.Description = string.Create(CultureInfo.InvariantCulture, $"Training: loss {_losses[^1]:0.00e+0}");
                if ((step + 1) % 500 == 0 || step + 1 == options.Steps)
                {
                    Save(optimiser);
                }
            }
        });
    }

    private void Save(TorchSharp.Modules.OptimizerHelper optimiser)
    {
        module.save(ModuleFile);
        optimiser.save_state_dict(OptimiserFile);

        // Last, and in one piece: with it the checkpoint counts as there.
        var unfinished = LossFile + ".new";
        File.WriteAllLines(unfinished, _losses.Select(static (value, step) => string.Create(CultureInfo.InvariantCulture, $"{step + 1},{value:r}")).Prepend("step,loss"));
        File.Move(unfinished, LossFile, overwrite: true);
    }
}
