using System.Linq;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <content>How measured values scatter about the prediction.</content>
internal sealed partial class ModelParser
{
    private static readonly string[] ErrorArguments = ["NoiseStart", "Proportional", "ProportionalStart", "DegreesOfFreedom"];

    /// <summary>Reads the error model of an observation.</summary>
    /// <returns>The error model, or null where values scatter additively and nothing is said of where the noise starts.</returns>
    private ErrorSpec? ReadError(AttributeArguments arguments, string observed)
    {
        var model = arguments.Whole("Error", 0);
        var owner = $"of the observation of '{observed}'";
        if (!ErrorSpec.Exists(model))
        {
            Require(false, arguments, "Error", owner, model, "a member of ErrorModel");
            return null;
        }

        if (model == 0 && !ErrorArguments.Any(arguments.Has))
        {
            return null;
        }

        var error = new ErrorSpec(
            model,
            arguments.Number("NoiseStart", double.NaN),
            arguments.Number("Proportional", double.NaN),
            arguments.Number("ProportionalStart", double.NaN),
            arguments.Number("DegreesOfFreedom", 4));
        foreach (var argument in ErrorArguments.Append("Noise").Where(arguments.Has))
        {
            if (!error.Takes(argument))
            {
                _problems.Add(Descriptors.NoiseWithoutMeaning, arguments.LocationOf(argument), argument, observed, error.Text);
            }
            else if (argument != "Noise")
            {
                var value = arguments.Number(argument, double.NaN);
                Require(value > 0 && IsFinite(value), arguments, argument, owner, value, "a finite number greater than 0");
            }
        }

        foreach (var (given, start) in new[] { ("Noise", "NoiseStart"), ("Proportional", "ProportionalStart") })
        {
            if (arguments.Has(given) && arguments.Has(start))
            {
                _problems.Add(Descriptors.NoiseGivenAndStarted, arguments.LocationOf(start), observed, given, start);
            }
        }

        return error;
    }
}
