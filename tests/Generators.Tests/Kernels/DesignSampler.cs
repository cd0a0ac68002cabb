using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Random models, the same for the same seed.</summary>
internal static class DesignSampler
{
    /// <summary>What a sample is asked to have; the rest is random.</summary>
    internal sealed record Wish(int[]? Orders = null, bool? Central = null, Source? Steps = null, Per? StepsPer = null, bool? Dense = null, int? Coefficients = null, bool? InitialValues = null);

    public static ModelDesign Sample(int seed, Wish? wish = null)
    {
        wish ??= new Wish();
        var random = new Random(seed);
        var central = wish.Central ?? random.Next(5) == 0;
        var orders = wish.Orders ?? Orders(random, central);
        var withInitial = wish.InitialValues ?? random.Next(6) != 0;
        var states = orders.Select((order, i) => State(random, i, order, withInitial)).ToList();
        var coefficients = Coefficients(random, wish.Coefficients ?? random.Next(2, 9));
        var dense = wish.Dense ?? random.Next(3) == 0;
        var equations = Equations(random, states, coefficients, dense, withInitial);
        Source[] sources = [Source.Constant, Source.Input, Source.Learned, Source.Network];
        Per[] pers = [Per.Model, Per.Trajectory, Per.Step, Per.Step];
        var source = wish.Steps ?? sources[random.Next(sources.Length)];
        var per = wish.StepsPer ?? pers[random.Next(pers.Length)];
        var grid = new GridDesign(source, per, Round(0.3 + (0.7 * random.NextDouble())), random.Next(2) == 0 ? 0 : Round(random.NextDouble()));
        return new ModelDesign($"Model{seed}", states, coefficients, equations, grid, random.Next(2) == 0 ? 1 : Round(0.5 + (1.5 * random.NextDouble())), central);
    }

    private static int[] Orders(Random random, bool central)
    {
        if (central)
        {
            return Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 4)).ToArray();
        }

        return random.Next(4) switch
        {
            0 => Enumerable.Repeat(random.Next(1, 5), random.Next(1, 4)).ToArray(),
            1 => Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 3)).ToArray(),
            2 => Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(1, 5)).ToArray(),
            _ => Enumerable.Range(0, random.Next(1, 11)).Select(_ => random.Next(1, 3)).ToArray(),
        };
    }

    private static StateDesign State(Random random, int index, int order, bool withInitial)
    {
        var name = "XYZUVWPQRS"[index % 10] + (index >= 10 ? $"{index / 10}" : string.Empty);
        if (!withInitial || random.Next(12) == 0)
        {
            return new StateDesign(name, order);
        }

        var orders = random.Next(3) == 0 ? random.Next(1, order + 2) : order;
        return new StateDesign(name, order, orders, random.Next(4) == 0 ? random.Next(2, 4) : 1, random.Next(2) == 0 ? 1 : Round(0.5 + (2 * random.NextDouble())));
    }

    private static List<CoefficientDesign> Coefficients(Random random, int count)
    {
        var coefficients = new List<CoefficientDesign>();
        Source[] sources = [Source.Constant, Source.Learned, Source.Input, Source.Network, Source.Function, Source.Function];
        Per[] pers = [Per.Model, Per.Trajectory, Per.Step];
        for (var i = 0; i < count; i++)
        {
            var source = sources[random.Next(sources.Length)];
            var name = $"C{i}";
            coefficients.Add(source == Source.Function
                ? new CoefficientDesign(name, source, Per.Model, 0, Function(random, coefficients, 2))
                : new CoefficientDesign(name, source, source == Source.Constant ? Per.Model : pers[random.Next(pers.Length)], Round(0.5 + random.NextDouble())));
        }

        return coefficients;
    }

    /// <summary>A function whose values stay between about a tenth and ten, and whose slopes stay moderate.</summary>
    private static Formula Function(Random random, IReadOnlyList<CoefficientDesign> coefficients, int depth)
    {
        var a = Leaf();
        var b = Leaf();
        var one = Formula.Number(1);
        return random.Next(14) switch
        {
            0 => Formula.Call("Exp", -(a * Formula.Number(0.3))),
            1 => a / (one + (b * b)),
            2 => Formula.Number(0.5) + Formula.Pow(Formula.Number(0.5) + (Formula.Number(0.2) * a), Formula.Number(random.Next(-3, 4) is var n && n == 0 ? 2 : n)),
            3 => Formula.Pow(Formula.Number(0.6) + (Formula.Number(0.3) * Square(a)), Formula.Number(0.4) * b),
            4 => Formula.Number(1.5) + Formula.Call("Cos", Formula.Time * Formula.Number(2) + a),
            5 => Formula.Call("Exp", -Formula.Time / Formula.Number(4)) + Formula.Number(0.4),
            6 => Formula.Call("Sqrt", one + Square(a)) - Formula.Number(0.3),
            7 => Formula.Call("Log", Formula.Number(2) + Square(a)) + b,
            8 => one + Formula.Call("Tanh", a * Formula.Time) * Formula.Number(0.5),
            9 => Formula.Call("Cosh", Formula.Number(0.3) * a) + Formula.Call("Sinh", Formula.Number(0.2) * b),
            10 => one + Formula.Call("Abs", a - Formula.Number(0.21)) * Formula.Number(0.5),
            11 => Formula.Call("Tan", Formula.Number(0.2) * Formula.Call("Sin", a)) + one,
            12 => Formula.Pow(Formula.Number(0.7) + Square(a), Formula.Number(random.Next(2) == 0 ? 0.5 : -1.5)),
            _ => (Formula.Number(2) - Formula.Number(0.05) * Formula.Time) * a,
        };

        Formula Leaf()
        {
            if (depth > 0 && random.Next(3) == 0)
            {
                return Function(random, coefficients, depth - 1);
            }

            return coefficients.Count == 0 || random.Next(6) == 0
                ? Formula.Number(Round(0.5 + random.NextDouble()))
                : Formula.Coefficient(coefficients[random.Next(coefficients.Count)].Name);
        }

        static Formula Square(Formula a) => Formula.Pow(a, Formula.Number(2));
    }

    private static List<EquationDesign> Equations(Random random, List<StateDesign> states, List<CoefficientDesign> coefficients, bool dense, bool withInitial)
    {
        var equations = new List<EquationDesign>();
        var unused = new Queue<string>(coefficients.Select(static c => c.Name));
        var count = random.Next(5) switch
        {
            0 => Math.Max(1, states.Count - 1),
            1 => states.Count + random.Next(1, 3),
            _ => states.Count,
        };
        if (!withInitial)
        {
            count = Math.Max(count, states.Count);
        }

        for (var e = 0; e < count; e++)
        {
            var state = states[e % states.Count];
            var terms = new List<TermDesign>();
            var algebraic = withInitial ? random.Next(6) == 0 : random.Next(2) == 0;
            terms.Add(new TermDesign(Coefficient(2), state.Name, algebraic ? 0 : state.Order));
            if (!algebraic)
            {
                for (var r = state.Order - 1; r >= 0; r--)
                {
                    if (r == 0 || random.Next(2) == 0)
                    {
                        terms.Add(new TermDesign(Coefficient(1), state.Name, r));
                    }
                }
            }

            foreach (var other in states.Where(other => other != state))
            {
                if (random.Next(states.Count) == 0 || dense)
                {
                    terms.Add(new TermDesign(Formula.Number(0.25) * Coefficient(1), other.Name, random.Next(other.Order + 1)));
                }
            }

            equations.Add(new EquationDesign($"E{e}", terms, random.Next(6) == 0 ? Formula.Number(0) : Coefficient(1) - Formula.Number(0.5), random.Next(2) == 0 ? 1 : Round(0.5 + random.NextDouble())));
        }

        // What no equation mentions yet goes to a right-hand side.
        while (unused.TryDequeue(out var name))
        {
            var at = random.Next(equations.Count);
            equations[at] = equations[at] with { RightHandSide = equations[at].RightHandSide + Formula.Coefficient(name) };
        }

        return equations;

        Formula Coefficient(double scale)
        {
            if (unused.Count > 0 && random.Next(2) == 0)
            {
                return Formula.Coefficient(unused.Dequeue());
            }

            return random.Next(4) switch
            {
                0 when coefficients.Count > 0 => Formula.Coefficient(coefficients[random.Next(coefficients.Count)].Name),
                1 when coefficients.Count > 0 => Function(random, coefficients, 1),
                2 => Formula.Number(random.Next(2) == 0 ? 1 : -1),
                _ => Formula.Number(Round(scale * (0.5 + random.NextDouble()))),
            };
        }
    }

    private static double Round(double value) => Math.Round(value, 3);
}
