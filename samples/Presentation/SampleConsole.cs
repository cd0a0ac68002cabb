using System;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ScalableMNN.Samples.Presentation;

/// <summary>Where samples write. A number is never cut: half of 1.5e-12 is another number.</summary>
public static class SampleConsole
{
    /// <summary>Wider than any line of a sample. A file or a pipe has no edge at which a line would have to end.</summary>
    private const int Unbounded = 10_000;

    /// <summary>The console of the process; lines that go to a file or a pipe are not wrapped.</summary>
    public static IAnsiConsole Open()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = Unbounded;
        }

        return AnsiConsole.Console;
    }

    /// <summary>Writes a table as wide as its widest cells are; a terminal that is narrower wraps the lines, and no cell loses characters.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="table">The table.</param>
    public static void WriteWhole(this IAnsiConsole console, Table table)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(table);
        foreach (var column in table.Columns)
        {
            column.NoWrap = true;
        }

        var width = console.Profile.Width;
        var needed = ((IRenderable)table).Measure(RenderOptions.Create(console, console.Profile.Capabilities), Unbounded).Max;
        try
        {
            console.Profile.Width = Math.Max(width, needed);
            console.Write(table);
        }
        finally
        {
            console.Profile.Width = width;
        }
    }
}
