using System;
using System.Collections.Generic;
using System.Diagnostics;
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
/// <param name="task">What the checkpoint is good for, such as sizes and data: one that was made for something else is refused.</param>
public sealed class Training(string name, torch.nn.Module module, TrainingOptions options, string task = "")
{
    // How many steps lie between two looks at the validation examples.
    private const int Between = 20;

    private const int BetweenDrawings = 100;

    private readonly List<double> _losses = [];
    private readonly SortedDictionary<int, double> _validations = [];

    /// <summary>The loss of each step so far.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>How many steps came from a checkpoint.</summary>
    public int Resumed { get; private set; }

    /// <summary>The error on the validation examples after some of the steps, by their numbers from 1 up.</summary>
    public IReadOnlyDictionary<int, double> Validations => _validations;

    /// <summary>The step whose weights the module has at the end: the one with the smallest error on the validation examples, the last one where there are none.</summary>
    public int BestStep => _validations.Count == 0 ? _losses.Count : _validations.MinBy(static pair => pair.Value).Key;

    private string ModuleFile => Path.Combine(options.Output, name + ".module.dat");

    private string OptimiserFile => Path.Combine(options.Output, name + ".optimiser.dat");

    private string BestFile => Path.Combine(options.Output, name + ".best.dat");

    private string TaskFile => Path.Combine(options.Output, name + ".task.txt");

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
    /// <param name="validation">The error on examples that no training sees, by which the weights to keep are chosen; null to keep those of the last step.</param>
    /// <exception cref="UnusableInputException">The folder cannot be written to, or its checkpoint cannot be used.</exception>
    public void Run(Func<int, Tensor> loss, IAnsiConsole console, Action<int>? after = null, Func<double>? validation = null)
    {
        Prepare();
        using var optimiser = torch.optim.Adam(module.parameters(), options.LearningRate);
        if (options.Resume)
        {
            Resume(optimiser, validation is not null, console);
        }

        // TorchSharp hands numbers to libtorch in objects that nothing holds on to during the call: a thread that draws meanwhile sets off collections that free them too early.
        console.Progress().AutoRefresh(false).Start(progress =>
        {
            var bar = progress.AddTask("Training", maxValue: options.Steps);
            bar.Value = _losses.Count;
            var drawn = Stopwatch.StartNew();
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
                    if (validation is not null && ((step + 1) % Between == 0 || step + 1 == options.Steps))
                    {
                        Validate(step + 1, validation);
                    }
                }

                bar.Value = step + 1;
                bar.Description = string.Create(CultureInfo.InvariantCulture, $"Training: loss {_losses[^1]:0.00e+0}");
                if (drawn.ElapsedMilliseconds >= BetweenDrawings || step + 1 == options.Steps)
                {
                    progress.Refresh();
                    drawn.Restart();
                }

                if ((step + 1) % 500 == 0 || step + 1 == options.Steps)
                {
                    Save(optimiser);
                }
            }
        });
        if (_validations.Count > 0)
        {
            Load(() => module.load(BestFile));
        }
    }

    /// <summary>Keeps the weights where the error on the validation examples is the smallest so far.</summary>
    private void Validate(int step, Func<double> validation)
    {
        module.eval();
        var error = validation();
        module.train();
        if (_validations.Count == 0 || error < _validations.Values.Min())
        {
            module.save(BestFile);
        }

        _validations[step] = error;
    }

    private void Prepare()
    {
        try
        {
            Directory.CreateDirectory(options.Output);
            File.Create(Path.Combine(options.Output, name + ".new"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException($"Nothing can be written to the folder '{options.Output}': {problem.Message} Give another with --out.", problem);
        }
    }

    private void Resume(TorchSharp.Modules.OptimizerHelper optimiser, bool validates, IAnsiConsole console)
    {
        if (!File.Exists(LossFile))
        {
            console.WriteLine($"There is no checkpoint of {name} in '{options.Output}': training starts from the beginning.");
            return;
        }

        Load(() =>
        {
            var made = File.Exists(TaskFile) ? File.ReadAllText(TaskFile).Trim() : string.Empty;
            if (made != task)
            {
                throw new FormatException($"it was made for other sizes or data ({made}; now {task}).");
            }

            foreach (var fields in File.ReadAllLines(LossFile).Skip(1).Select(static line => line.Split(',')))
            {
                _losses.Add(double.Parse(fields[1], CultureInfo.InvariantCulture));
                if (validates && fields[2].Length > 0)
                {
                    _validations[_losses.Count] = double.Parse(fields[2], CultureInfo.InvariantCulture);
                }
            }

            if (_losses.Count > options.Steps)
            {
                throw new FormatException($"it has {_losses.Count} steps already, more than the {options.Steps} in all that are asked for. Give --steps {_losses.Count} or more.");
            }

            module.load(ModuleFile);
            optimiser.load_state_dict(OptimiserFile);
        });
        Resumed = _losses.Count;
    }

    /// <summary>Reads a part of the checkpoint. Whatever a file of other origin makes of the reader, the answer is the same.</summary>
    private void Load(Action read)
    {
        try
        {
            read();
        }
        catch (Exception problem)
        {
            var reason = problem.Message.Split('\n')[0].TrimEnd();
            throw new UnusableInputException($"The checkpoint of {name} in '{options.Output}' cannot be used: {reason} Leave out --resume to train from the beginning, or give its own folder and sizes.", problem);
        }
    }

    private void Save(TorchSharp.Modules.OptimizerHelper optimiser)
    {
        module.save(ModuleFile + ".new");
        optimiser.save_state_dict(OptimiserFile + ".new");
        File.WriteAllLines(
            LossFile + ".new",
            _losses
                .Select((value, step) => string.Create(CultureInfo.InvariantCulture, $"{step + 1},{value:r},{(_validations.TryGetValue(step + 1, out var error) ? error.ToString("r", CultureInfo.InvariantCulture) : string.Empty)}"))
                .Prepend("step,loss,validation"));
        File.WriteAllText(TaskFile, task);

        // Whole files take the place of the last ones; with the losses, which go last, the checkpoint counts as there.
        foreach (var file in new[] { ModuleFile, OptimiserFile, LossFile })
        {
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}
