using System;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    private const string OptionsParameter = "The options, or null for the default ones.";

    private bool HasParameters => _parameters.Length > 0;

    private void PrintMethods()
    {
        PrintSolve(withParameters: true);
        if (!HasParameters)
        {
            PrintSolve(withParameters: false);
        }

        PrintSolveInto();
        PrintGradient();
        if (HasParameters)
        {
            PrintFit();
        }

        if (_estimation is not null)
        {
            PrintEstimate();
        }
    }

    private void PrintSolve(bool withParameters)
    {
        _writer.Summary($"Solves {_spec.Name} for a batch of trajectories.");
        if (withParameters)
        {
            PrintParameterDoc();
        }

        _writer.RawElement("param", "The values that the caller gives.", "name=\"inputs\"");
        _writer.RawElement("param", OptionsParameter, "name=\"options\"");
        _writer.RawElement("returns", "The trajectories, with a report for each; one that failed is NaN and does not touch the others.");
        _writer.RawElement("exception", "Parameters and inputs do not fit each other, or an input was never set.", "cref=\"global::System.ArgumentException\"");
        _writer.RawElement("exception", "The solve was cancelled.", "cref=\"global::System.OperationCanceledException\"");
        PrintEquationRemarks();
        _writer.Line(Generated);
        if (!withParameters)
        {
            _writer.Line($"public static Trajectories Solve(Inputs inputs, {Solving}SolveOptions? options = null) => Solve(new Parameters(), inputs, options);").Line();
            return;
        }

        using (_writer.Block($"public static Trajectories Solve(Parameters parameters, Inputs inputs, {Solving}SolveOptions? options = null)"))
        {
            _writer.Line("var solution = new Trajectories(parameters, inputs);");
            _writer.Line($"{Solving}Solver.Solve<{_name}>(solution, options);");
            _writer.Line("return solution;");
        }

        _writer.Line();
    }

    private void PrintSolveInto()
    {
        _writer.Summary("Solves another batch of the same shape in the place of an earlier solution, without new memory.");
        _writer.RawElement("param", "The earlier solution; it is overwritten.", "name=\"solution\"");
        PrintParameterDoc();
        _writer.RawElement("param", "The values that the caller gives.", "name=\"inputs\"");
        _writer.RawElement("param", OptionsParameter, "name=\"options\"");
        _writer.RawElement("exception", "The shapes do not fit, or an input was never set.", "cref=\"global::System.ArgumentException\"");
        _writer.RawElement("exception", "The solve was cancelled.", "cref=\"global::System.OperationCanceledException\"");
        _writer.Line(Generated);
        _writer.Line($"public static void SolveInto(Trajectories solution, Parameters parameters, Inputs inputs, {Solving}SolveOptions? options = null) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{Solving}Solver.SolveInto<{_name}>(solution, parameters, inputs, options);");
        }

        _writer.Line();
    }

    private void PrintGradient()
    {
        const string Result = Models + "ModelGradient<Parameters, Inputs>";
        _writer.Summary("Differentiates a loss with respect to every learned and given value, by one adjoint solve.");
        _writer.RawElement("param", "The solution. Unless it kept its factor, its parameters and inputs must hold the numbers that it was computed from.", "name=\"solution\"");
        _writer.RawElement("param", "The derivative of the loss with respect to the solution.", "name=\"cotangent\"");
        _writer.RawElement("param", "The options, or null for those of the solve.", "name=\"options\"");
        _writer.RawElement("param", "An earlier gradient of the same shape to be overwritten, or null for a new one.", "name=\"reuse\"");
        _writer.RawElement("returns", "The derivatives; trajectories without a solution contribute nothing.");
        _writer.RawElement("exception", "The shapes do not fit.", "cref=\"global::System.ArgumentException\"");
        _writer.RawElement("exception", "The solution was not computed.", "cref=\"global::System.InvalidOperationException\"");
        _writer.RawElement("exception", "The derivative with respect to a learned value is not finite; the message says why.", $"cref=\"{Solving}SolveException\"");
        _writer.RawElement("exception", "The work was cancelled.", "cref=\"global::System.OperationCanceledException\"");
        _writer.Line(Generated);
        _writer.Line($"public static {Result} Gradient(Trajectories solution, Cotangent cotangent, {Solving}SolveOptions? options = null, {Result}? reuse = null) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{Solving}Solver.Gradient<{_name}, Parameters, Inputs>(solution, cotangent, options, reuse);");
        }

        _writer.Line();
    }

    private void PrintFit()
    {
        Print(
            "Fits the learned values to observations by weighted least squares.",
            "The observations.",
            "observations",
            "Observations observations");
        Print(
            "Fits the learned values by minimising a loss of your own.",
            "Computes the loss of a solution and adds to the cotangent, which is zero, the derivative of the loss with respect to the solution.",
            "loss",
            "global::System.Func<Trajectories, Cotangent, double> loss");

        void Print(string summary, string objective, string argument, string declaration)
        {
            _writer.Summary(summary);
            _writer.RawElement("param", "Where to start; it is left as it is.", "name=\"start\"");
            _writer.RawElement("param", "The values that the caller gives.", "name=\"inputs\"");
            _writer.RawElement("param", objective, $"name=\"{argument}\"");
            _writer.RawElement("param", OptionsParameter, "name=\"options\"");
            _writer.RawElement("returns", "The best parameters found, their trajectories, and how the fit ended. Cancelling ends it with the best so far.");
            _writer.RawElement("exception", "Parameters, inputs and objective do not fit each other, or an input was never set.", "cref=\"global::System.ArgumentException\"");
            _writer.Line(Generated);
            _writer.Line($"public static {Fitting}FitResult<Parameters, Trajectories> Fit(Parameters start, Inputs inputs, {declaration}, {Fitting}FitOptions? options = null) =>");
            using (_writer.Indented())
            {
                _writer.Line($"{Fitting}Fitter.Fit<{_name}, Parameters, Inputs, Trajectories, Cotangent>(start, inputs, {argument}, static (parameters, inputs) => new(parameters, inputs), static solution => new(solution), options);");
            }

            _writer.Line();
        }
    }

    private void PrintTrajectories()
    {
        _writer.Summary($"Trajectories of {_spec.Name}: every state and its derivatives at every grid point, and a report for each trajectory.");
        PrintEquationRemarks();
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Trajectories : {Models}ModelTrajectories"))
        {
            _writer.Summary("Makes room for a solution, for use with SolveInto; Solve makes it by itself.");
            PrintParameterDoc();
            _writer.RawElement("param", "The values that the caller gives.", "name=\"inputs\"");
            _writer.RawElement("exception", "Parameters and inputs do not fit each other.", "cref=\"global::System.ArgumentException\"");
            _writer.Line("public Trajectories(Parameters parameters, Inputs inputs)");
            using (_writer.Indented())
            {
                _writer.Line(": base(parameters, inputs)");
            }

            _writer.Line("{").Line("}");
            PrintStates("StateTrajectory", state => $"The {(state.IsIntegral ? "integral" : "state")} {state.Name}{InUnit(state.Name)}; its derivatives up to order {_spec.Smoothness.CarriedOrder(state.Order)} by D.");
            _writer.Line();
            _writer.Summary("Throws unless every trajectory is Ok.");
            _writer.RawElement("returns", "These trajectories.");
            _writer.RawElement("exception", "At least one trajectory failed or cannot be trusted; the message says where, why, and what to do.", $"cref=\"{Solving}SolveException\"");
            using (_writer.Block("public Trajectories EnsureSuccess()"))
            {
                _writer.Line("ThrowIfIncomplete();").Line("return this;");
            }
        }

        _writer.Line();
    }

    private void PrintCotangent()
    {
        _writer.Summary($"The derivative of a loss with respect to trajectories of {_spec.Name}, zero until it is set: what Gradient starts from.");
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Cotangent : {Models}ModelCotangent"))
        {
            _writer.Summary("Makes a cotangent of the shape of a solution, all zero.");
            _writer.RawElement("param", "The solution.", "name=\"solution\"");
            _writer.Line("public Cotangent(Trajectories solution)");
            using (_writer.Indented())
            {
                _writer.Line(": base(solution)");
            }

            _writer.Line("{").Line("}");
            PrintStates("StateCotangent", static state => $"With respect to the state {state.Name}; with respect to its derivatives by D.");
        }

        _writer.Line();
    }

    private void PrintObservations()
    {
        if (!HasParameters)
        {
            return;
        }

        _writer.Summary($"Observed values of {_spec.Name}, to which Fit fits the learned values.");
        _writer.Line(Generated);
        using (_writer.Block($"public sealed class Observations : {Fitting}ModelObservations"))
        {
            _writer.Summary("Makes a list of observations, empty at first.");
            _writer.RawElement("param", "The inputs of the batch that is observed.", "name=\"inputs\"");
            _writer.Line("public Observations(Inputs inputs)");
            using (_writer.Indented())
            {
                _writer.Line(": base(inputs)");
            }

            _writer.Line("{").Line("}");
            PrintStates($"{Fitting}StateObservations", state => $"Observed values of the state {state.Name}{InUnit(state.Name)}; of its derivatives by D.");
        }

        _writer.Line();
    }

    private void PrintStates(string type, Func<StateSpec, string> summary)
    {
        var qualified = type.StartsWith("global::", StringComparison.Ordinal) ? type : Models + type;
        for (var i = 0; i < _spec.States.Count; i++)
        {
            _writer.Line();
            _writer.Summary(summary(_spec.States[i]));
            _writer.Line($"public {qualified} {Identifier.Of(_spec.States[i].Name)} => StateOf({i});");
        }
    }

    private void PrintParameterDoc() => _writer.RawElement("param", HasParameters ? "The learned values." : "The learned values, of which there are none.", "name=\"parameters\"");
}
