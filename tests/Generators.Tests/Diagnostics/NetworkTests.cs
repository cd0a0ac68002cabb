using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said about the networks that models declare.</summary>
public class NetworkTests
{
    private const string Forward = "public override torch.Tensor forward(torch.Tensor input) => input;";

    private const string Base = "torch.nn.Module<torch.Tensor, torch.Tensor>(\"Net\")";

    [Theory]
    [InlineData($"public sealed class Net() : {Base} {{ {Forward} }}")]
    [InlineData($"internal class Net(int width = 4) : {Base} {{ public int Width => width; {Forward} }}")]
    [InlineData($"public class Net : Under {{ public Net(params int[] widths) {{ }} public Net() {{ }} }} public abstract class Under() : {Base} {{ {Forward} }}")]
    [InlineData("public class Net : torch.nn.Module<torch.Tensor, torch.Tensor> { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Net() : base(\"Net\") { } public required int Width { get; init; } " + Forward + " }")]
    public async Task SMNN041_networks_that_can_be_made(string network) => await Expect.MarksWithTorchSharpAsync(Model("Source.Network, Module = typeof(Net)", network));

    [Theory]
    [InlineData("public class Net;", "it does not derive from torch.nn.Module<Tensor, Tensor>")]
    [InlineData("public interface Net;", "it does not derive from torch.nn.Module<Tensor, Tensor>")]
    [InlineData("public class Net() : torch.nn.Module<int, torch.Tensor>(\"Net\") { public override torch.Tensor forward(int input) => throw new System.NotSupportedException(); }", "it does not derive from torch.nn.Module<Tensor, Tensor>")]
    [InlineData($"public abstract class Net() : {Base} {{ {Forward} }}", "it is abstract")]
    [InlineData($"public class Net(int width) : {Base} {{ public int Width => width; {Forward} }}", "it has no accessible constructor that can be called without arguments")]
    [InlineData("public class Net : torch.nn.Module<torch.Tensor, torch.Tensor> { private Net() : base(\"Net\") { } " + Forward + " }", "it has no accessible constructor that can be called without arguments")]
    [InlineData("public class Net : torch.nn.Module<torch.Tensor, torch.Tensor> { public Net(int a = 1) : base(\"Net\") { } public Net(double b = 1) : base(\"Net\") { } " + Forward + " }", "several of its constructors can be called without arguments, and none has no parameters")]
    [InlineData($"public class Net() : {Base} {{ public required int Width {{ get; init; }} {Forward} }}", "it has required members, which its constructor does not set")]
    [InlineData($"file class Net() : {Base} {{ {Forward} }}", "it is local to its file")]
    public async Task SMNN041_networks_that_cannot(string network, string reason)
    {
        var messages = await Expect.MarksWithTorchSharpAsync(Model("Source.Network, {|SMNN041:Module = typeof(Net)|}", network));
        Assert.Equal($"Coefficient 'Rate' names the network 'Net', which the layer of the model cannot make: {reason}", Assert.Single(messages));
    }

    [Fact]
    public async Task SMNN041_a_network_within_the_model_is_accessible_if_it_is_not_private()
    {
        await Expect.MarksWithTorchSharpAsync(Model("Source.Network, Module = typeof(Inner)", string.Empty, $"internal sealed class Inner() : {Base} {{ {Forward} }}"));
        var messages = await Expect.MarksWithTorchSharpAsync(Model("Source.Network, {|SMNN041:Module = typeof(Inner)|}", string.Empty, $"private sealed class Inner() : {Base} {{ {Forward} }}"));
        Assert.EndsWith("it is not accessible beside the model, where the layer stands; declare it internal or public", Assert.Single(messages), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task SMNN041_type_arguments_and_derivatives()
    {
        const string Generic = $"public class Net<TKind>() : {Base} {{ {Forward} }}";
        await Expect.MarksWithTorchSharpAsync(Model("Source.Network, Module = typeof(Net<int>)", Generic));
        var unbound = await Expect.MarksWithTorchSharpAsync(Model("Source.Network, {|SMNN041:Module = typeof(Net<>)|}", Generic));
        Assert.EndsWith("its type arguments are missing", Assert.Single(unbound), System.StringComparison.Ordinal);
        var derivatives = await Expect.MarksWithTorchSharpAsync(Model("Source.Network, Per = Per.Step, Derivatives = 1, {|SMNN041:Module = typeof(Net<int>)|}", Generic));
        Assert.Contains("but not their derivatives", Assert.Single(derivatives), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task SMNN041_without_TorchSharp_there_is_no_layer()
    {
        var messages = await Expect.MarksAsync(Model("Source.Network, {|SMNN041:Module = typeof(Net)|}", "public class Net;").Replace("using TorchSharp;", string.Empty, System.StringComparison.Ordinal));
        Assert.EndsWith("the project does not reference TorchSharp, so there is no layer", Assert.Single(messages), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task SMNN041_a_layer_that_is_generated_cannot_be_read() => await Expect.MarksWithTorchSharpAsync(
        """
        [MechanisticModel, Grid(Points = 5, StepSize = 0.1)]
        public partial class Growth
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) == U;
        }

        [MechanisticModel, Grid(StepSize = 0.1)]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Network, {|SMNN041:Module = typeof(GrowthModule)|})] public partial Coefficient Rate { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 0;
        }
        """);

    [Theory]
    [InlineData("Source.Input, {|SMNN015:Module = typeof(Net)|}", "Source.Input")]
    [InlineData("Source.Learned, {|SMNN015:Module = typeof(Net)|}", "Source.Learned")]
    public async Task SMNN015_a_network_for_a_value_that_comes_from_elsewhere(string arguments, string source)
    {
        var messages = await Expect.MarksWithTorchSharpAsync(Model(arguments, $"public class Net() : {Base} {{ {Forward} }}"));
        Assert.Equal($"Coefficient 'Rate' comes from {source}, for which Module has no meaning; remove the argument or change the source", Assert.Single(messages));
    }

    [Fact]
    public async Task SMNN015_SMNN041_networks_of_the_grid()
    {
        const string Net = $"public class Net() : {Base} {{ {Forward} }}";
        await Expect.MarksWithTorchSharpAsync(Grid("Source = Source.Network, Module = typeof(Net)", Net));
        await Expect.MarksWithTorchSharpAsync(Grid("StepSize = 1, {|SMNN015:Module = typeof(Net)|}", Net));
        var messages = await Expect.MarksWithTorchSharpAsync(Grid("Source = Source.Network, {|SMNN041:Module = typeof(string)|}", Net));
        Assert.Equal("The step of model 'Decay' names the network 'string', which the layer of the model cannot make: it does not derive from torch.nn.Module<Tensor, Tensor>", Assert.Single(messages));
    }

    private static string Model(string arguments, string network, string inner = "") =>
        $$"""
        using TorchSharp;

        [MechanisticModel, Grid(StepSize = 0.1)]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient({{arguments}})] public partial Coefficient Rate { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 0;
            {{inner}}
        }

        {{network}}
        """;

    private static string Grid(string arguments, string network) =>
        $$"""
        using TorchSharp;

        [MechanisticModel, Grid({{arguments}})]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        }

        {{network}}
        """;
}
