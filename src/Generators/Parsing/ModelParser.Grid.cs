using System;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <content>The grid and the smoothness rows.</content>
internal sealed partial class ModelParser
{
    private GridSpec ReadGrid()
    {
        var arguments = Arguments(_model.Attribute("Grid"));
        var subject = $"The step of model '{_model.Name}'";
        var owner = $"of the grid of model '{_model.Name}'";
        var points = arguments.Whole("Points", 0);
        var start = arguments.Number("Start", 0);
        Require(points >= 0, arguments, "Points", owner, points, "at least 1, or 0 to leave it to the caller");
        Require(IsFinite(start), arguments, "Start", owner, start, "a finite number");

        var unsaid = arguments.Has("StepSize") ? CoefficientSource.Constant : CoefficientSource.Input;
        var source = (CoefficientSource)arguments.Whole("Source", (int)unsaid);
        var per = (Variation)arguments.Whole("Per", (int)Variation.Step);
        Require(Enum.IsDefined(typeof(CoefficientSource), source), arguments, "Source", owner, (int)source, "a member of Source");
        Require(Enum.IsDefined(typeof(Variation), per), arguments, "Per", owner, (int)per, "a member of Per");

        var stepSize = 0.0;
        var lower = 0.0;
        var upper = double.PositiveInfinity;
        switch (source)
        {
            case CoefficientSource.Constant:
                RefuseWritten(arguments, source, subject, "Lower", "Upper", "Per");
                stepSize = ReadStepSize(arguments, source, subject, owner);
                per = Variation.Model;
                break;
            case CoefficientSource.Learned:
                stepSize = ReadStepSize(arguments, source, subject, owner);
                lower = arguments.Number("Lower", 0);
                lower = lower == 0 ? stepSize / 100 : lower;
                upper = arguments.Number("Upper", double.PositiveInfinity);
                Require(!(lower < 0), arguments, "Lower", owner, lower, "greater than 0");
                if (stepSize > 0)
                {
                    CheckBounds(arguments, subject, owner, "StepSize", stepSize, lower, upper);
                }

                break;
            case CoefficientSource.Input:
            case CoefficientSource.Network:
                RefuseWritten(arguments, source, subject, "StepSize", "Lower", "Upper");
                break;
            case CoefficientSource.Function:
                _problems.Add(Descriptors.StepsFromFunction, arguments.LocationOf("Source"), _model.Name);
                break;
        }

        return new GridSpec(points, source, per, stepSize, lower, upper, start) { Module = ReadModule(arguments, source, subject) };
    }

    private double ReadStepSize(AttributeArguments arguments, CoefficientSource source, string subject, string owner)
    {
        RequireWritten(arguments, source, subject, "StepSize");
        var stepSize = arguments.Number("StepSize", 1);
        Require(stepSize > 0 && IsFinite(stepSize), arguments, "StepSize", owner, stepSize, "a finite number greater than 0");
        return stepSize;
    }

    /// <summary>The scheme that the attribute names, or that its other arguments imply.</summary>
    private SmoothnessScheme AskedScheme
    {
        get
        {
            var arguments = Arguments(_model.Attribute("Smoothness"));
            var scheme = (SmoothnessScheme)arguments.Whole("Scheme", (int)SmoothnessScheme.Automatic);
            return scheme != SmoothnessScheme.Automatic ? scheme
                : arguments.Flag("Central") ? SmoothnessScheme.Taylor
                : arguments.Has("Prolongation") ? SmoothnessScheme.Hermite
                : SmoothnessScheme.Automatic;
        }
    }

    /// <summary>Reads the smoothness rows, and chooses them where the model does not.</summary>
    /// <param name="declared">The rest of the model.</param>
    private SmoothnessSpec ReadSmoothness(ModelSpec declared)
    {
        var arguments = Arguments(_model.Attribute("Smoothness"));
        var owner = $"of the smoothness of model '{_model.Name}'";
        var scheme = AskedScheme;
        var weight = arguments.Number("Weight", 1);
        Require(Enum.IsDefined(typeof(SmoothnessScheme), scheme), arguments, "Scheme", owner, (int)scheme, "a member of Scheme");
        RequireWeight(weight, arguments, owner);

        var central = arguments.Flag("Central");
        var points = Arguments(_model.Attribute("Grid")).Whole("Points", 0);
        if (central && points is 1 or 2)
        {
            _problems.Add(Descriptors.CentralNeedsThreePoints, arguments.LocationOf("Central"), _model.Name, points);
        }

        var prolongation = arguments.Whole("Prolongation", 0);
        Require(prolongation is >= 0 and <= 8, arguments, "Prolongation", owner, prolongation, "between 0 and 8");
        if (prolongation > 0 && scheme == SmoothnessScheme.Taylor)
        {
            _problems.Add(Descriptors.SchemeContradiction, arguments.LocationOf("Prolongation"), _model.Name, "Prolongation goes with Scheme.Hermite alone");
        }

        var solver = Arguments(_model.Attribute("Solver"));
        var elimination = (EliminationMethod)solver.Whole("Elimination", 0);
        Require(Enum.IsDefined(typeof(EliminationMethod), elimination), solver, "Elimination", $"of the solver of model '{_model.Name}'", (int)elimination, "a member of Elimination");
        if (central && (scheme == SmoothnessScheme.Hermite || elimination == EliminationMethod.QR))
        {
            _problems.Add(Descriptors.SchemeContradiction, arguments.LocationOf("Central"), _model.Name, "central rows belong to Scheme.Taylor with Elimination.Cholesky");
        }

        var precision = (NumberPrecision)solver.Whole("Precision", 0);
        Require(Enum.IsDefined(typeof(NumberPrecision), precision), solver, "Precision", $"of the solver of model '{_model.Name}'", (int)precision, "a member of Precision");
        if (precision == NumberPrecision.Single && (central || elimination == EliminationMethod.Cholesky))
        {
            _problems.Add(Descriptors.SchemeContradiction, solver.LocationOf("Precision"), _model.Name, "Precision.Single is eliminated by QR, because Cholesky would square a condition number that is large already, and has no central rows");
        }

        if (scheme != SmoothnessScheme.Automatic || _problems.HaveErrors)
        {
            var asked = arguments.Whole("Scheme", 0) != 0 ? $"Scheme.{scheme}" : central ? "Central" : "Prolongation";
            return new SmoothnessSpec(scheme == SmoothnessScheme.Automatic ? SmoothnessScheme.Taylor : scheme, central, weight, prolongation, elimination, precision)
            {
                Reason = $"the model asks for them with {asked}",
            };
        }

        var choice = SchemeChoice.Of(declared);
        return new SmoothnessSpec(choice.Scheme, central, weight, choice.Prolongation, elimination, precision) { Reason = choice.Reason };
    }
}
