using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    private bool GridIsFixed => _spec.Grid.Points > 0;

    private bool ParametersNeedTrajectories => _parameters.Any(static slot => slot.Per != Variation.Model);

    private bool ParametersNeedPoints => !GridIsFixed && _parameters.Any(static slot => slot.Per == Variation.Step);

    private void PrintParameters()
    {
        _writer.Summary(_parameters.Length == 0 ? $"The learned values of {_spec.Name}: it has none." : $"The learned values of {_spec.Name}, at their initial values until they are set.");
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Parameters : {Models}ModelValues"))
        {
            PrintConstructor("Parameters", ParametersNeedTrajectories, ParametersNeedPoints, _parameters.Any(static slot => slot.Per == Variation.Step));
            if (ParametersNeedTrajectories)
            {
                _writer.Line();
                _writer.Summary("Makes the values for a batch.");
                _writer.RawElement("param", "The inputs of the batch, which say how many trajectories and grid points there are.", "name=\"inputs\"");
                _writer.Line("public Parameters(Inputs inputs)");
                using (_writer.Indented())
                {
                    _writer.Line($": base(Description, {Models}ValueRole.Parameters, (inputs ?? throw new global::System.ArgumentNullException(nameof(inputs))).TrajectoryCount, {(_parameters.Any(static slot => slot.Per == Variation.Step) ? "inputs.PointCount" : "1")})");
                }

                _writer.Line("{").Line("}");
            }

            PrintValues(_parameters);
            PrintClone("Parameters");
        }

        _writer.Line();
    }

    private void PrintInputs()
    {
        _writer.Summary($"The values that the caller of {_spec.Name} gives. They are NaN until they are set.");
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Inputs : {Models}ModelValues"))
        {
            PrintConstructor("Inputs", true, !GridIsFixed, true);
            PrintValues(_inputs);
            PrintSet();
            PrintClone("Inputs");
        }

        _writer.Line();
    }

    private void PrintConstructor(string type, bool trajectories, bool points, bool onGrid)
    {
        _writer.Summary("Makes the values.");
        if (points)
        {
            _writer.RawElement("param", "Number T of grid points.", "name=\"points\"");
        }

        if (trajectories)
        {
            _writer.RawElement("param", "Number B of trajectories.", "name=\"trajectories\"");
        }

        if (points || trajectories)
        {
            _writer.RawElement("exception", "There is no trajectory or no grid point.", "cref=\"global::System.ArgumentOutOfRangeException\"");
        }

        var parameters = string.Join(", ", new[] { points ? "int points" : null, trajectories ? "int trajectories = 1" : null }.Where(static text => text is not null));
        var pointCount = points ? "points" : onGrid && GridIsFixed ? _spec.Grid.Points.ToString(CultureInfo.InvariantCulture) : "1";
        _writer.Line($"public {type}({parameters})");
        using (_writer.Indented())
        {
            _writer.Line($": base(Description, {Models}ValueRole.{type}, {(trajectories ? "trajectories" : "1")}, {pointCount})");
        }

        _writer.Line("{").Line("}");
    }

    private void PrintValues(Slot[] slots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = slots[i];
            var name = slot.Kind == SlotKind.Initial ? "Initial" + slot.Name : Identifier.Of(slot.Name);
            _writer.Line();
            _writer.Summary(Describe(slot));
            _writer.Line(slot switch
            {
                { Kind: SlotKind.Initial } => $"public {Models}InitialValues {name} => InitialValuesOf({i});",
                { Per: Variation.Step } => $"public {Models}StepValues {name} => StepValuesOf({i});",
                { Per: Variation.Trajectory } => $"public {Models}TrajectoryValues {name} => TrajectoryValuesOf({i});",
                _ => $"public double {name} {{ get => ModelValueOf({i}); set => ModelValueOf({i}) = value; }}",
            });
        }
    }

    private void PrintSet()
    {
        _writer.Line();
        _writer.Summary("Gives a trajectory the start and the steps of a time grid.");
        _writer.RawElement("param", "Index of the trajectory.", "name=\"trajectory\"");
        _writer.RawElement("param", "The grid.", "name=\"grid\"");
        _writer.RawElement("exception", "The grid has another number of points, or its steps differ where the model has one step.", "cref=\"global::System.ArgumentException\"");
        _writer.RawElement("exception", "There is no such trajectory.", "cref=\"global::System.ArgumentOutOfRangeException\"");
        _writer.Line($"public void Set(int trajectory, {Models}TimeGrid grid) => SetGrid(trajectory, grid);");
    }

    private void PrintClone(string type)
    {
        _writer.Line();
        _writer.Summary("Makes an independent copy.");
        _writer.RawElement("returns", "The copy.");
        _writer.Line($"public {type} Clone() => ({type})Copy();");
    }

    private string Describe(Slot slot)
    {
        if (slot.Kind == SlotKind.Initial)
        {
            var points = slot.Components / slot.Orders;
            var what = slot.Orders switch
            {
                1 => $"{slot.Name}",
                2 => $"{slot.Name} and {slot.Name}'",
                _ => $"{slot.Name} and its derivatives up to order {slot.Orders - 1}",
            };
            return $"{what} at the first {(points == 1 ? "grid point" : $"{points} grid points")} of each trajectory{InUnit(slot.Name)}{(_spec.States.First(state => state.Name == slot.Name).IsIntegral ? ", 0 until it is set" : string.Empty)}.";
        }

        if (slot.Kind == SlotKind.Observed)
        {
            var observable = _spec.Observables.FirstOrDefault(observable => SlotTable.ObservedName(observable.Name, 0) == slot.Name);
            return observable is not null
                ? $"Observed values of {observable.Name} = {EquationText.Of(observable.Body)} at grid points of each trajectory{InUnit(observable.Name)}; NaN, as at first, where there is none."
                : $"Observed or boundary values of {slot.Name.Substring("Observed".Length)} at grid points of each trajectory{(InUnitOfMeasured(slot.Name.Substring("Observed".Length)) is { Length: > 0 } unit ? "," + unit : string.Empty)}; NaN, as at first, where there is none.";
        }

        if (slot.Kind == SlotKind.Start)
        {
            return $"The time T at the first grid point of each trajectory, {Text(slot.Initial)} until it is set. A time grid sets it along with the steps.";
        }

        var of = slot switch
        {
            { Kind: SlotKind.Steps, Per: Variation.Step } => "one for each interval between grid points of each trajectory",
            { Per: Variation.Step } => "one for each grid point of each trajectory",
            { Per: Variation.Trajectory } => "one for each trajectory",
            _ => "one for the whole model",
        };
        var text = slot.Kind == SlotKind.Steps ? $"The steps of the grid, {of}" : $"The coefficient {slot.Name}{OfTerm(slot)}{InUnit(slot.Name)}, {of}";
        if (!slot.Learned)
        {
            return text + ".";
        }

        text += $"; learned, initially {Text(slot.Initial)}";
        text += (double.IsNegativeInfinity(slot.Lower), double.IsPositiveInfinity(slot.Upper)) switch
        {
            (true, true) => ".",
            (false, true) => $", at least {Text(slot.Lower)}.",
            (true, false) => $", at most {Text(slot.Upper)}.",
            _ => $", from {Text(slot.Lower)} to {Text(slot.Upper)}.",
        };
        return text;

        string OfTerm(Slot coefficient)
        {
            var library = _spec.Libraries.FirstOrDefault(library => library.Terms.Any(term => term.Coefficient == coefficient.Name));
            return library is null ? string.Empty : $" of the term {EquationText.Of(library.Terms.First(term => term.Coefficient == coefficient.Name).Term)} in the library {library.Name}";
        }

        static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
