using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>
/// Splits the work of a phase at one grid point into methods of bounded size. The JIT compiler stops inlining in a method with more than 512 locals, and
/// a lane's operations are inlined calls, so that a longer method would run some fifty times slower. What one part leaves to another goes through the workspace.
/// </summary>
internal static class Splitter
{
    /// <summary>A phase with no more operations than this stays in one method.</summary>
    public const int LargestPart = 240;

    private static readonly View _workspace = new("workspace");

    /// <summary>Makes the kernel of a phase, in parts where it is large.</summary>
    /// <param name="statements">Prologue, sweep over the grid points, and what follows it.</param>
    /// <param name="reserved">How many lanes of workspace the statements use themselves.</param>
    /// <param name="loopsApart">Whether loops over loops get parts of their own, in which the JIT compiler has all registers for them.</param>
    public static Kernel Split(Phase phase, string summary, IReadOnlyList<Statement> statements, int reserved = 0, bool loopsApart = false)
    {
        var sweep = (For)statements.First(static statement => statement is For { Variable: "step" });
        if (!loopsApart && Uses.Of(sweep.Body).Operations <= LargestPart)
        {
            return new Kernel(phase, summary, statements, [], reserved);
        }

        var chunks = Chunks(sweep.Body, loopsApart);
        var uses = chunks.Select(Uses.Of).ToList();
        var position = statements.ToList().IndexOf(sweep);
        var before = statements.Take(position).ToList();
        var after = statements.Skip(position + 1).ToList();
        var around = Uses.Of(before);
        var afterwards = Uses.Of(after);

        var openings = sweep.Body.OfType<OpenView>().ToDictionary(static open => open.View);
        var places = new Dictionary<Local, int>();
        foreach (var chunk in uses)
        {
            foreach (var local in chunk.Handed)
            {
                Place(local);
            }
        }

        foreach (var local in around.Declared.Where(local => local.Mutable && uses.Any(chunk => chunk.Assigned.Contains(local))))
        {
            Place(local);
        }

        var parts = new List<Part>();
        for (var i = 0; i < chunks.Count; i++)
        {
            parts.Add(new Part(phase, i + 1, PartBody(chunks[i], uses[i])));
        }

        var body = new List<Statement>(before);
        foreach (var local in around.Declared.Where(places.ContainsKey))
        {
            body.Add(new Store(_workspace, places[local], local));
        }

        body.Add(sweep with { Body = parts.Select(static Statement (part) => new CallPart(part)).ToList() });
        var read = new Dictionary<Local, Local>();
        foreach (var local in afterwards.Read.Where(places.ContainsKey))
        {
            var final = new Local(local.Name + "Final", Mutable: false);
            read.Add(local, final);
            body.Add(new Load(final, _workspace, places[local]));
        }

        body.AddRange(after.Select(statement => statement is Assign { Value: Local value } assign && read.TryGetValue(value, out var final) ? assign with { Value = final } : statement));
        return new Kernel(phase, summary, body, parts, reserved + places.Count);

        void Place(Local local)
        {
            if (!places.ContainsKey(local))
            {
                places.Add(local, reserved + places.Count);
            }
        }

        List<Statement> PartBody(List<Statement> chunk, Uses used)
        {
            var part = new List<Statement>();
            foreach (var open in Needed(used))
            {
                part.Add(open);
            }

            foreach (var local in used.Handed)
            {
                if (!local.Mutable)
                {
                    part.Add(new Load(local, _workspace, places[local]));
                    continue;
                }

                var present = new Local(local.Name + "Before", Mutable: false);
                part.Add(new Load(present, _workspace, places[local]));
                part.Add(new Declare(local, present));
            }

            part.AddRange(chunk);
            foreach (var local in used.Declared.Concat(used.Assigned.Where(local => !used.Declared.Contains(local))).Where(places.ContainsKey))
            {
                part.Add(new Store(_workspace, places[local], local));
            }

            return part;
        }

        // The views that a part uses and another part opened, each after the view that it is opened from.
        IEnumerable<OpenView> Needed(Uses used) =>
            used.Views.Where(view => openings.ContainsKey(view) && !used.Opened.Contains(view)).Select(view => openings[view]);
    }

    private static List<List<Statement>> Chunks(IReadOnlyList<Statement> statements, bool loopsApart)
    {
        var total = Uses.Of(statements).Operations;
        var count = ((total - 1) / LargestPart) + 1;
        var wanted = (total / count) + 1;
        var chunks = new List<List<Statement>>();
        const int Full = int.MaxValue / 2;
        var size = Full;
        foreach (var statement in statements)
        {
            var operations = Uses.Of(statement).Operations;
            var isApart = loopsApart && statement is For loop && loop.Body.Any(static inner => inner is For);
            if (isApart || size + operations > wanted)
            {
                chunks.Add([]);
                size = 0;
            }

            chunks[chunks.Count - 1].Add(statement);
            size = isApart ? Full : size + operations;
        }

        return chunks;
    }
}
