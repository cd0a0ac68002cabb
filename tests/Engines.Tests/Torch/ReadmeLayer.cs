#if HAS_TORCHSHARP
using System;
using ScalableMNN.Dsl;
using TorchSharp;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>The program of the README, line by line.</summary>
internal static class ReadmeLayer
{
    /// <summary>Runs it.</summary>
    public static void Run()
    {
        // Sixty-four springs: what is seen is their weight, and how they move after they are let go.
        var weight = torch.rand(64, 1);
        var start = torch.tensor(new[] { 1f, 0f });
        using var truth = new SpringModule(points: 50);
        var seen = SpringModule.X(truth.call(2 + (3 * weight.squeeze(-1)), start)).detach();

        // A network makes the stiffness from the weight, the model makes trajectories from the stiffness.
        var network = torch.nn.Sequential(torch.nn.Linear(1, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1), torch.nn.Softplus(), torch.nn.Flatten(0));
        using var layer = new SpringModule(points: 50, stiffnessNetwork: network);
        using var optimiser = torch.optim.Adam(layer.parameters(), 1e-2);
        for (var step = 0; step <= 400; step++)
        {
            using var scope = torch.NewDisposeScope();
            optimiser.zero_grad();
            var loss = torch.nn.functional.mse_loss(SpringModule.X(layer.call(weight, start)), seen);
            loss.backward();
            optimiser.step();
            if (step % 100 == 0)
            {
                Console.WriteLine($"step {step}: loss {loss.ToSingle():e1}");
            }
        }
    }
}

/// <summary>A mass on a damped spring.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
public partial class Spring
{
    [State(Order = 4), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Coefficient(Source.Constant, Value = 0.4)]             public partial Coefficient Damping { get; }
    [Coefficient(Source.Network, Per = Per.Trajectory)]     public partial Coefficient Stiffness { get; }

    [Equation]
    private Equation Newton => X.D(2) + Damping * X.D(1) + Stiffness * X == 0;
}
#endif
