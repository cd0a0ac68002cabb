using System.Linq;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    private const string Schedules = "global::ScalableMNN.Runtime.Schedules.";
    private const string TrajectoryParameter = "Index of the trajectory.";

    /// <summary>The type that says what happens to trajectories, by time, and becomes inputs.</summary>
    private void PrintSchedule()
    {
        if (MarchPlan.ObstacleToSchedule(_spec, _obstacle) is not null)
        {
            return;
        }

        _writer.Summary($"What happens to trajectories of {_spec.Name}, by time: when values are wanted, what was measured{(_march!.Doses.Count > 0 ? ", which doses are given" : string.Empty)}. It stands wherever Inputs do; solves with it choose their own steps.");
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Schedule : {Schedules}ModelSchedule"))
        {
            _writer.Summary("Makes an empty schedule, which starts at time 0.");
            _writer.RawElement("param", "Number B of trajectories.", "name=\"trajectories\"");
            _writer.RawElement("exception", "There is no trajectory.", "cref=\"global::System.ArgumentOutOfRangeException\"");
            _writer.Line("public Schedule(int trajectories = 1)");
            using (_writer.Indented())
            {
                _writer.Line(": base(new Inputs(1, trajectories))");
            }

            _writer.Line("{").Line("}").Line();
            _writer.Summary("Reads a table: a file with one record for each dose or measurement, by the conventions of NONMEM, whose columns may have other names. Each individual becomes a trajectory.");
            _writer.RawElement("param", "The file.", "name=\"path\"");
            _writer.RawElement("param", "What its columns are called, or null for the names of NONMEM.", "name=\"columns\"");
            _writer.RawElement("returns", "The schedule; its Table says what was read, and what was left.");
            _writer.RawElement("exception", "Something cannot be read; the message names line, column, value and rule.", $"cref=\"{Schedules}TableException\"");
            _writer.Line($"public static Schedule Read(string path, {Schedules}TableColumns? columns = null) =>");
            using (_writer.Indented())
            {
                _writer.Line("(Schedule)ReadTable(Description, path, columns, static trajectories => new Schedule(trajectories));");
            }

            _writer.Line();
            _writer.Line("private Inputs Values => (Inputs)GivenValues;");
            for (var i = 0; i < _inputs.Length; i++)
            {
                PrintScheduled(_inputs[i], i);
            }

            for (var i = 0; i < _march.Doses.Count; i++)
            {
                PrintDoses(_spec.States[_march.Doses[i].State], i);
            }

            for (var i = 0; i < _march.Events.Count; i++)
            {
                PrintEvent(_march.Events[i], i);
            }

            _writer.Line();
            _writer.Summary("Makes inputs of the schedule as it is now: their grid points are its times.");
            _writer.RawElement("returns", "The inputs.");
            _writer.RawElement("exception", "Something happens before the start, or a coefficient has two values at one time; the message says what, and where.", "cref=\"global::System.InvalidOperationException\"");
            _writer.Line("public Inputs ToInputs() => (Inputs)BuildInputs(points => new Inputs(points, TrajectoryCount));").Line();
            _writer.Summary("Makes inputs of a schedule, so that it stands wherever they do.");
            _writer.RawElement("param", "The schedule.", "name=\"schedule\"");
            _writer.Line("public static implicit operator Inputs(Schedule schedule) => (schedule ?? throw new global::System.ArgumentNullException(nameof(schedule))).ToInputs();");
        }

        _writer.Line();
    }

    private void PrintScheduled(Slot slot, int index)
    {
        switch (slot)
        {
            case { Kind: SlotKind.Start or SlotKind.Steps }:
                return;
            case { Kind: SlotKind.Observed }:
                PrintMeasurements(slot, index);
                return;
            case { Per: Variation.Step } when _spec.Coefficients.All(coefficient => coefficient.Name != slot.Name):
                // A time derivative of a value follows from the value.
                return;
        }

        var name = slot.Kind == SlotKind.Initial ? "Initial" + slot.Name : Identifier.Of(slot.Name);
        _writer.Line();
        _writer.Summary(slot switch
        {
            { Kind: SlotKind.Initial } => $"{slot.Name} {(slot.Orders > 1 ? "and its derivatives " : string.Empty)}at the start of each trajectory{InUnit(slot.Name)}{(StartsAtZero(slot.Name) ? ", 0 until it is set" : string.Empty)}.",
            { Per: Variation.Step } => $"The coefficient {slot.Name} along each trajectory{InUnit(slot.Name)}, by time.",
            _ => Describe(slot),
        });
        _writer.Line(slot switch
        {
            { Kind: SlotKind.Initial } => $"public {Models}InitialValues {name} => Values.{name};",
            { Per: Variation.Step } => $"public {Schedules}ScheduledValues {name} => ScheduledValuesOf({Text(index)});",
            { Per: Variation.Trajectory } => $"public {Models}TrajectoryValues {name} => Values.{name};",
            _ => $"public double {name} {{ get => Values.{name}; set => Values.{name} = value; }}",
        });
    }

    private bool StartsAtZero(string state) => _spec.States.First(other => other.Name == state) is { Dosed: not null } or { IsIntegral: true };

    private void PrintMeasurements(Slot slot, int index)
    {
        var subject = slot.Name.Substring("Observed".Length);
        var observable = _spec.Observables.FirstOrDefault(observable => observable.Name == subject);
        var what = observable is null ? subject : $"{subject} = {EquationText.Of(observable.Body)}";
        foreach (var ofTrajectory in new[] { false, true })
        {
            _writer.Line();
            _writer.Summary($"Says that {what} was measured{(ofTrajectory ? string.Empty : " on every trajectory")}. At a time at which something happens it is what was just before; several values at one time all count.");
            PrintTrajectoryParameter(ofTrajectory);
            _writer.Element("param", $"When{InUnitOfTime}.", "name=\"time\"");
            _writer.Element("param", $"The value{InUnitOfMeasured(subject)}; NaN only says that one is wanted.", "name=\"value\"");
            _writer.Line(ofTrajectory
                ? $"public void Observe{subject}(int trajectory, double time, double value) => AddMeasurement({Text(index)}, trajectory, time, value);"
                : $"public void Observe{subject}(double time, double value) => AddMeasurement({Text(index)}, time, value);");
            _writer.Line();
            _writer.Summary($"Says that {what} was measured{(ofTrajectory ? string.Empty : " on every trajectory")}, with a standard deviation of its own.");
            PrintTrajectoryParameter(ofTrajectory);
            _writer.Element("param", $"When{InUnitOfTime}.", "name=\"time\"");
            _writer.Element("param", $"The value{InUnitOfMeasured(subject)}.", "name=\"value\"");
            _writer.RawElement("param", "Its standard deviation, greater than 0.", "name=\"deviation\"");
            _writer.Line(ofTrajectory
                ? $"public void Observe{subject}WithDeviation(int trajectory, double time, double value, double deviation) => AddMeasurementWithDeviation({Text(index)}, trajectory, time, value, deviation);"
                : $"public void Observe{subject}WithDeviation(double time, double value, double deviation) => AddMeasurementWithDeviation({Text(index)}, time, value, deviation);");
            PrintCensored(subject, what, index, ofTrajectory);
        }
    }

    /// <summary>What is known of a value that was measured, but not read: that it is below a limit, above one, or between two.</summary>
    private void PrintCensored(string subject, string what, int index, bool ofTrajectory)
    {
        var (trajectory, pass) = ofTrajectory ? ("int trajectory, ", "trajectory, ") : (string.Empty, string.Empty);
        var every = ofTrajectory ? string.Empty : " on every trajectory";
        foreach (var (ending, said, limits, given) in new[]
        {
            ("Below", "was below what can be quantified", new[] { ("limit", "The limit: the value is below it.") }, "double.NegativeInfinity, limit"),
            ("Above", "was above what can be quantified", new[] { ("limit", "The limit: the value is above it.") }, "limit, double.PositiveInfinity"),
            ("Between", "was between two limits", new[] { ("lower", "The lower limit."), ("upper", "The upper limit, greater than the lower one.") }, "lower, upper"),
        })
        {
            _writer.Line();
            _writer.Summary($"Says that {what} {said}{every} (censored): an estimation takes the probability of that.");
            PrintTrajectoryParameter(ofTrajectory);
            _writer.Element("param", $"When{InUnitOfTime}.", "name=\"time\"");
            foreach (var (name, description) in limits)
            {
                _writer.RawElement("param", description, $"name=\"{name}\"");
            }

            _writer.Line($"public void Observe{subject}{ending}({trajectory}double time, {string.Join(", ", limits.Select(static limit => "double " + limit.Item1))}) => AddCensoredMeasurement({Text(index)}, {pass}time, {given});");
        }
    }

    private void PrintEvent(MarchEvent occurrence, int index)
    {
        if (occurrence.Kind != EventKind.Scheduled)
        {
            return;
        }

        foreach (var ofTrajectory in new[] { false, true })
        {
            _writer.Line();
            _writer.Summary($"Lets {occurrence.Name} happen{(ofTrajectory ? string.Empty : " on every trajectory")}.");
            PrintTrajectoryParameter(ofTrajectory);
            _writer.Element("param", $"When{InUnitOfTime}.", "name=\"time\"");
            _writer.Line(ofTrajectory
                ? $"public void {Identifier.Of(occurrence.Name)}(int trajectory, double time) => AddEvent({Text(index)}, trajectory, time);"
                : $"public void {Identifier.Of(occurrence.Name)}(double time) => AddEvent({Text(index)}, time);");
        }
    }

    private void PrintDoses(StateSpec state, int index)
    {
        var arrives = state.Dosed switch
        {
            { Bioavailability: { } part, Lag: { } lag } => $" The part {part} of it arrives, {lag} later.",
            { Bioavailability: { } part } => $" The part {part} of it arrives.",
            { Lag: { } lag } => $" It arrives {lag} later.",
            _ => string.Empty,
        };
        foreach (var ofTrajectory in new[] { false, true })
        {
            var every = ofTrajectory ? string.Empty : " on every trajectory";
            Method(
                $"Adds an amount to {state.Name} at once{every}.{arrives}",
                $"Dose{state.Name}",
                "AddDose",
                ofTrajectory,
                ("time", $"When{InUnitOfTime}."),
                ("amount", $"How much{InUnitOfDoses(state.Name)}."));
            Method(
                $"Adds an amount to {state.Name} at a constant rate{every}.{arrives}",
                $"Infuse{state.Name}",
                "AddInfusion",
                ofTrajectory,
                ("from", $"When it begins{InUnitOfTime}."),
                ("until", $"When it ends{InUnitOfTime}, later than it begins."),
                ("amount", $"How much altogether{InUnitOfDoses(state.Name)}: the rate is amount / (until - from)."));
            if (state.Dosed!.Rate is { } rate)
            {
                Method(
                    $"Adds an amount to {state.Name} at the rate {rate}{every}, for as long as the part that arrives takes.{arrives}",
                    $"Infuse{state.Name}AtRate",
                    "AddInfusionAtModelRate",
                    ofTrajectory,
                    ("from", $"When it begins{InUnitOfTime}."),
                    ("amount", $"How much altogether{InUnitOfDoses(state.Name)}, greater than 0."));
            }

            if (state.Dosed!.Duration is { } duration)
            {
                Method(
                    $"Adds an amount to {state.Name} at a constant rate for the duration {duration}{every}.{arrives}",
                    $"Infuse{state.Name}ForDuration",
                    "AddInfusionForModelDuration",
                    ofTrajectory,
                    ("from", $"When it begins{InUnitOfTime}."),
                    ("amount", $"How much altogether{InUnitOfDoses(state.Name)}, greater than 0."));
            }

            _writer.Line();
            _writer.Summary($"Says{every} that an infusion to {state.Name} has run for ever, alone, and ends: the states come to its steady state.");
            PrintTrajectoryParameter(ofTrajectory);
            _writer.Element("param", $"When it ends{InUnitOfTime}.", "name=\"until\"");
            _writer.RawElement("param", "At which rate it has run; 0 for the state in which the model rests by itself.", "name=\"rate\"");
            _writer.Line(ofTrajectory
                ? $"public void Infuse{state.Name}Until(int trajectory, double until, double rate) => AddSteadyInfusion({Text(index)}, trajectory, until, rate);"
                : $"public void Infuse{state.Name}Until(double until, double rate) => AddSteadyInfusion({Text(index)}, until, rate);");
        }

        void Method(string summary, string name, string adds, bool ofTrajectory, params (string Name, string Text)[] parameters)
        {
            _writer.Line();
            _writer.Summary(summary);
            PrintTrajectoryParameter(ofTrajectory);
            foreach (var parameter in parameters)
            {
                _writer.Element("param", parameter.Text, $"name=\"{parameter.Name}\"");
            }

            _writer.RawElement("param", "How it is repeated; given once without it.", "name=\"regimen\"");
            var declared = string.Join(", ", parameters.Select(static parameter => $"double {parameter.Name}"));
            var given = string.Join(", ", parameters.Select(static parameter => parameter.Name));
            _writer.Line(ofTrajectory
                ? $"public void {name}(int trajectory, {declared}, {Schedules}Regimen regimen = default) => {adds}({Text(index)}, trajectory, {given}, regimen);"
                : $"public void {name}({declared}, {Schedules}Regimen regimen = default) => {adds}({Text(index)}, {given}, regimen);");
        }
    }

    private void PrintTrajectoryParameter(bool ofTrajectory)
    {
        if (ofTrajectory)
        {
            _writer.RawElement("param", TrajectoryParameter, "name=\"trajectory\"");
        }
    }
}
