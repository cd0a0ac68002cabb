using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>A compiled model that can be estimated: its description, and its rows at any point.</summary>
internal abstract class EstimableModel
{
    public abstract ModelDescription Description { get; }

    public abstract EstimationDescription Estimation { get; }

    public static EstimableModel Of(Type model) => (EstimableModel)Activator.CreateInstance(typeof(Of<>).MakeGenericType(model))!;

    /// <summary>Runs the kernel over one trajectory.</summary>
    public abstract double[] Linearise(LinearisationPoint point);
}

/// <inheritdoc/>
internal sealed class Of<TModel> : EstimableModel
    where TModel : IEstimableModel<TModel>
{
    public override ModelDescription Description => TModel.Description;

    public override EstimationDescription Estimation => TModel.Estimation;

    public override double[] Linearise(LinearisationPoint point)
    {
        var values = new Lane1[point.Points * Estimation.Width];
        TModel.Linearise(
            new LaneBlock<Lane1>
            {
                Points = point.Points,
                Header = Lanes(point.Header),
                Steps = Lanes(point.Steps),
                Rows = [],
                Factor = [],
                Workspace = new Lane1[Description.Layout.Workspace],
                Iterate = Lanes(point.Iterate),
                Origin = Lane1.Create(point.Origin),
            },
            values);
        return MemoryMarshal.Cast<Lane1, double>(values).ToArray();
    }

    private static Lane1[] Lanes(double[] numbers) => [.. numbers.Select(Lane1.Create)];
}

/// <summary>What the rows of one trajectory are evaluated at, in the layout of the kernels.</summary>
internal sealed class LinearisationPoint
{
    private readonly ModelDescription _model;
    private readonly Dictionary<string, (int Index, bool OnGrid)> _places = [];

    /// <param name="seed">Unknowns, values and steps are random: between a half and three halves, steps between three and nine tenths.</param>
    public LinearisationPoint(ModelDescription model, int points, int seed)
    {
        _model = model;
        Points = points;
        var random = new Random(seed);
        var layout = model.Layout;
        Header = [.. Enumerable.Range(0, layout.Header).Select(_ => 0.5 + random.NextDouble())];
        Steps = [.. Enumerable.Range(0, (points + 2) * layout.Steps).Select(_ => 0.5 + random.NextDouble())];
        Iterate = [.. Enumerable.Range(0, (points + 2) * layout.Unknowns).Select(_ => 0.5 + random.NextDouble())];
        int header = 0, steps = 0;
        foreach (var slot in model.Parameters.Concat(model.Inputs))
        {
            ref var index = ref (slot.Per == Per.Step ? ref steps : ref header);
            _places.Add(Batch.NameOf(slot), (index, slot.Per == Per.Step));
            index += slot.Kind == ValueKind.Observed ? 2 : slot.Components;
        }

        if (_places.TryGetValue("Steps", out var place))
        {
            for (var t = 0; t < (place.OnGrid ? points + 2 : 1); t++)
            {
                // The step at the last point repeats the last step.
                ref var step = ref At(place, t);
                step = place.OnGrid && t >= points - 1 ? At(place, points - 2) : 0.3 + (0.6 * random.NextDouble());
            }
        }
    }

    public int Points { get; }

    public double[] Header { get; }

    public double[] Steps { get; }

    public double[] Iterate { get; }

    public double Origin { get; set; }

    /// <summary>A value at a grid point.</summary>
    public ref double Value(string name, int t) => ref At(_places[name], t);

    public double StepSize(int t) => _places.ContainsKey("Steps") ? Value("Steps", t) : _model.Grid.StepSize;

    /// <summary>Time at a grid point.</summary>
    public double Time(int t) => (_places.TryGetValue("Start", out var start) ? At(start, 0) : _model.Grid.Start) + Origin + Enumerable.Range(0, t).Sum(StepSize);

    /// <summary>A derivative of a state at a grid point, from its scaled unknown.</summary>
    public double State(string name, int order, int t)
    {
        var state = _model.States.Single(state => state.Name == name);
        return order > state.Order ? 0 : Iterate[(t * _model.Layout.Unknowns) + state.Offset + order] * Math.Pow(StepSize(t), -order);
    }

    private ref double At((int Index, bool OnGrid) place, int t) => ref place.OnGrid ? ref Steps[(t * _model.Layout.Steps) + place.Index] : ref Header[place.Index];
}
