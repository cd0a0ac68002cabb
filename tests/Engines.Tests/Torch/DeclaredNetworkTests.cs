using System;
using System.IO;
using System.Runtime.CompilerServices;
#if HAS_TORCHSHARP
using System.Linq;
using ScalableMNN.Dsl;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

#if HAS_TORCHSHARP
/// <summary>A spring whose stiffness and step come from networks that the layer makes itself.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Points = 30, Source = Source.Network, Per = Per.Trajectory, Module = typeof(StepNetwork))]
public partial class EncodedSpring
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.4, Lower = 0)]
    public partial Coefficient Damping { get; }

    [Coefficient(Source.Network, Per = Per.Trajectory, Module = typeof(StiffnessNetwork))]
    public partial Coefficient Stiffness { get; }

    [Equation]
    private Equation Newton => X.D(2) + Damping * X.D(1) + Stiffness * X == 0;
}

/// <summary>A positive number from a feature, (..., 1) to (...); the normalisation has buffers of floating-point and of whole numbers.</summary>
internal sealed class StiffnessNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> layers;

    public StiffnessNetwork(int width = 8)
        : base(nameof(StiffnessNetwork))
    {
        layers = nn.Sequential(nn.Linear(1, width), nn.BatchNorm1d(width), nn.Tanh(), nn.Linear(width, 1), nn.Softplus());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input).squeeze(-1) + 0.1;
}

/// <summary>A step that is learned, 0.1 at first, whatever it is made from.</summary>
internal sealed class StepNetwork : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Parameter logarithm;

    public StepNetwork()
        : base(nameof(StepNetwork))
    {
        logarithm = new TorchSharp.Modules.Parameter(full(1, Math.Log(0.1)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => logarithm.exp() * ones_like(input);
}
#endif

/// <summary>Networks that a model declares with Module.</summary>
public sealed class DeclaredNetworkTests
{
    [Fact]
    public void The_page_shows_what_is_tested_here()
    {
        var (folder, file) = (Path.GetDirectoryName(Here())!, File.ReadAllText(Here()).ReplaceLineEndings("\n"));
        var blocks = File.ReadAllText(Path.Combine(folder, "../../../docs/torch.md")).ReplaceLineEndings("\n").Split("<!-- as in DeclaredNetworkTests -->\n```csharp\n")[1..];
        Assert.Equal(2, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(block.Split("\n```")[0], file, StringComparison.Ordinal));

        static string Here([CallerFilePath] string path = "") => path;
    }

#if HAS_TORCHSHARP
    private static readonly string[] Names =
    [
        "raw_Damping",
        "stiffnessNetwork.layers.0.weight", "stiffnessNetwork.layers.0.bias", "stiffnessNetwork.layers.1.weight", "stiffnessNetwork.layers.1.bias",
        "stiffnessNetwork.layers.3.weight", "stiffnessNetwork.layers.3.bias",
        "stepsNetwork.logarithm",
    ];

    [TorchSharpFact]
    public void The_layer_makes_them_and_trains_them()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var feature = rand(32, 1);
        var start = arange(1, -1, -1, dtype: float32);
        using var truth = new EncodedSpringModule(stiffnessNetwork: nn.Flatten(0), stepsNetwork: nn.Identity());
        var seen = EncodedSpringModule.X(truth.call(2 + (3 * feature), start, full(1, 0.12f))).detach();
        using var layer = new EncodedSpringModule();
        Assert.Equal(Names.Order(StringComparer.Ordinal), layer.named_parameters().Select(static named => named.name).Order(StringComparer.Ordinal));
        using var optimiser = optim.Adam(layer.parameters(), 1e-2);
        double first = 0, last = 0;
        for (var step = 0; step < 300; step++)
        {
            using var inner = NewDisposeScope();
            optimiser.zero_grad();
            var loss = nn.functional.mse_loss(EncodedSpringModule.X(layer.call(feature, start, zeros(32))), seen);
            loss.backward();
            Assert.All(layer.parameters(), static parameter => Assert.NotNull(parameter.grad));
            optimiser.step();
            last = loss.ToDouble();
            first = step == 0 ? last : first;
        }

        Assert.True(last < 0.02 * first, $"{first} -> {last}");
    }

    [TorchSharpFact]
    public void They_are_saved_and_loaded_with_the_layer()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var file = Path.GetTempFileName();
        try
        {
            using var layer = new EncodedSpringModule(dtype: float64);
            using var other = new EncodedSpringModule(dtype: float64);
            layer.eval();
            other.eval();
            var arguments = (rand(5, 1, dtype: float64), rand(2, dtype: float64), zeros(5, dtype: float64));
            var expected = layer.call(arguments.Item1, arguments.Item2, arguments.Item3);
            Assert.NotEqual(0, (expected - other.call(arguments.Item1, arguments.Item2, arguments.Item3)).abs().max().ToDouble());

            layer.save(file);
            other.load(file);
            Assert.Equal(layer.state_dict().Keys.Order(StringComparer.Ordinal), other.state_dict().Keys.Order(StringComparer.Ordinal));
            Assert.All(Names, name => Assert.Contains(name, layer.state_dict().Keys));
            Assert.Equal(0, (expected - other.call(arguments.Item1, arguments.Item2, arguments.Item3)).abs().max().ToDouble());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TorchSharpFact]
    public void They_have_the_dtype_of_the_layer_and_change_with_it()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var layer = new EncodedSpringModule(dtype: float64);
        Assert.All(layer.parameters(), static parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(int64, layer.get_buffer("stiffnessNetwork.layers.1.num_batches_tracked")!.dtype);
        Assert.Equal(float64, layer.call(rand(5, 1, dtype: float64), rand(2, dtype: float64), zeros(5, dtype: float64)).dtype);

        layer.to(float32);
        Assert.All(layer.parameters(), static parameter => Assert.Equal(float32, parameter.dtype));
        Assert.Equal(float32, layer.call(rand(5, 1), rand(2), zeros(5)).dtype);
        using var plain = new EncodedSpringModule();
        Assert.All(plain.parameters(), static parameter => Assert.Equal(float32, parameter.dtype));
    }

    [TorchSharpFact]
    public void Another_network_may_be_given_and_keeps_its_own_dtype_until_the_layer_is_changed()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var given = nn.Sequential(nn.Linear(3, 1), nn.Softplus(), nn.Flatten(0));
        using var layer = new EncodedSpringModule(stiffnessNetwork: given, dtype: float64);
        Assert.Contains("stiffnessNetwork.0.weight", layer.state_dict().Keys);
        Assert.Equal(float32, layer.get_parameter("stiffnessNetwork.0.weight")!.dtype);
        Assert.Contains("stiffness has dtype Float32, but Float64 is wanted", Assert.Throws<ArgumentException>(() => layer.call(rand(4, 3), rand(2, dtype: float64), zeros(4, dtype: float64))).Message, StringComparison.Ordinal);

        layer.to(float64);
        layer.call(rand(4, 3, dtype: float64), rand(2, dtype: float64), zeros(4, dtype: float64)).sum().backward();
        Assert.NotNull(layer.get_parameter("stiffnessNetwork.0.weight")!.grad);
    }
#else
    [TorchSharpFact]
    public void The_layer_makes_them() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
