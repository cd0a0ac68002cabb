namespace ScalableMNN.Generators.Emission;

/// <content>Estimation from many starts.</content>
internal sealed partial class SurfacePrinter
{
    private void PrintEstimateFromManyStarts(string start)
    {
        const string MultiStart = Estimation + "MultiStart.";
        const string Result = "public static " + MultiStart + "MultiStartEstimate<Parameters, Trajectories> EstimateFromManyStarts(";
        PrintHead(withStart: true);
        _writer.Line($"{Result}Parameters start, Inputs inputs, {MultiStart}MultiStartOptions? options = null) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{MultiStart}MultiStartEstimator.Estimate<{_name}, Parameters, Inputs, Trajectories>(start, inputs, static (parameters, inputs) => new(parameters, inputs), options);");
        }

        _writer.Line();
        PrintHead(withStart: false);
        _writer.Line($"{Result}Inputs inputs, {MultiStart}MultiStartOptions? options = null) => EstimateFromManyStarts({start}, inputs, options);").Line();

        void PrintHead(bool withStart)
        {
            _writer.Summary("Estimates from many starts, drawn between the bounds of the learned values, and compares the minima that they come to.");
            if (withStart)
            {
                _writer.RawElement("param", "The first start, around which learned values without two bounds are drawn; it is left as it is.", "name=\"start\"");
            }

            _writer.RawElement("param", "The values that the caller gives, the observed ones among them.", "name=\"inputs\"");
            _writer.RawElement("param", OptionsParameter, "name=\"options\"");
            _writer.RawElement("returns", "The best estimate, and what became of each start.");
            _writer.RawElement("exception", "Parameters and inputs do not fit each other, an input that is not observed was never set, or a learned value has no range to be drawn from.", "cref=\"global::System.ArgumentException\"");
            _writer.Line(Generated);
        }
    }
}
