using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>The README's program with a layer is the one beside this test, and it trains.</summary>
[Collection("Alone")]
public sealed class ReadmeLayerTests
{
    [Fact]
    public void The_README_shows_the_program_beside_this_test()
    {
        var folder = Path.GetDirectoryName(Here())!;
        var block = File.ReadAllText(Path.Combine(folder, "../../../README.md")).ReplaceLineEndings("\n").Split("<!-- layer -->\n```csharp\n")[1].Split("\n```")[0];
        var program = File.ReadAllText(Path.Combine(folder, "ReadmeLayer.cs")).ReplaceLineEndings("\n");

        // Up to the model what is at the top level there stands in a method here.
        Assert.Equal(string.Empty, string.Join('\n', Lines(block).Except(Lines(program))));
        Assert.Contains(string.Join('\n', Lines(block).SkipWhile(static line => !line.StartsWith("// Sixty", StringComparison.Ordinal)).TakeWhile(static line => !line.StartsWith("///", StringComparison.Ordinal))), string.Join('\n', Lines(program)), StringComparison.Ordinal);
    }

    [TorchSharpFact]
    public void The_program_trains()
    {
#if HAS_TORCHSHARP
        TorchSharp.torch.manual_seed(1);
        var before = Console.Out;
        using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            ReadmeLayer.Run();
        }
        finally
        {
            Console.SetOut(before);
        }

        var losses = Lines(written.ToString()).Select(static line => double.Parse(line.Split("loss ")[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(5, losses.Length);
        Assert.InRange(losses[^1], 0, 1e-2 * losses[0]);
#else
        Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];

    private static string Here([CallerFilePath] string file = "") => file;
}
