using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Emission.Cpu;

/// <summary>
/// Splits the work of a phase at one grid point into methods of bounded size. The JIT compiler stops inlining in a method with more than 512 locals, and
/// a lane's operations are inlined calls, so that a longer method would run some fifty times slower. What one part leaves to another goes through the workspace.
/// </summary>
internal static class KernelSplitter
{
    /// <summary>A phase with no more operations than this stays in one method.</summary>
    public const int LargestPart = 240;

    private static readonly View _workspace = KernelBuffer.Workspace.Whole;

    /// <summary>Cuts a kernel into parts where it is large.</summary>
    public static SplitKernel Split(Kernel kernel)
    {
        var (phase, statements, reserved) = (kernel.Phase, kernel.Body, kernel.Workspace);
        var sweep = (For)statements.First(static statement => statement is For { Variable: "step" });
        if (Uses.Of(sweep.Body).Operations <= LargestPart)
        {
            return new SplitKernel(kernel, statements, [], reserved);
        }

        var chunks = Chunks(sweep.Body);
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
        return new SplitKernel(kernel, body, parts, reserved + places.Count);

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

    private static List<List<Statement>> Chunks(IReadOnlyList<Statement> statements)
    {
        var total = Uses.Of(statements).Operations;
        var count = ((total - 1) / LargestPart) + 1;
        var wanted = (total / count) + 1;
        var chunks = new List<List<Statement>>();
        var size = int.MaxValue / 2;
        foreach (var statement in statements)
        {
            var operations = Uses.Of(statement).Operations;
            if (size + operations > wanted)
            {
                chunks.Add([]);
                size = 0;
            }

            chunks[chunks.Count - 1].Add(statement);
            size += operations;
        }

        return chunks;
    }
}
