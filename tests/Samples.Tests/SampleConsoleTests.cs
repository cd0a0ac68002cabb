using System;
using System.IO;
using System.Linq;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>A table is printed whole, however narrow the console: half of 1.5e-12 is another number.</summary>
public sealed class SampleConsoleTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(80)]
    [InlineData(400)]
    public void A_table_keeps_every_character_of_its_cells(int width)
    {
        string[] headings = [.. Enumerable.Range(0, 8).Select(static i => $"Hermite {i}, single precision")];
        string[] cells = [.. Enumerable.Range(0, 8).Select(static i => $"1.{i}e-12")];
        var table = new Table().AddColumns(headings);
        table.AddRow(cells);
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;

        console.WriteWhole(table);

        Assert.Equal(width, console.Profile.Width);
        var lines = written.ToString().Split(Environment.NewLine);
        Assert.All(headings, heading => Assert.Contains(heading, lines[1], StringComparison.Ordinal));
        Assert.All(cells, cell => Assert.Contains(cell, lines[3], StringComparison.Ordinal));
    }
}
