namespace ScalableMNN.Generators.Tests.Sbml;

/// <summary>Writes small files of SBML for tests.</summary>
internal static class SbmlText
{
    private const string MathMl = "http://www.w3.org/1998/Math/MathML";

    /// <summary>A model of level 3 version 2 with what stands in it.</summary>
    public static string Model(params string[] parts) =>
        $"<sbml xmlns=\"http://www.sbml.org/sbml/level3/version2/core\" level=\"3\" version=\"2\">\n<model id=\"Tested\">\n{string.Join('\n', parts)}\n</model>\n</sbml>";

    public static string List(string name, params string[] items) => $"<listOf{name}>\n{string.Join('\n', items)}\n</listOf{name}>";

    public static string Parameter(string id, string value, bool constant = false) => $"<parameter id=\"{id}\" value=\"{value}\" constant=\"{(constant ? "true" : "false")}\" />";

    public static string RateRule(string variable, string math) => $"<rateRule variable=\"{variable}\">{Math(math)}</rateRule>";

    public static string AssignmentRule(string variable, string math) => $"<assignmentRule variable=\"{variable}\">{Math(math)}</assignmentRule>";

    public static string Math(string math) => $"<math xmlns=\"{MathMl}\">{math}</math>";

    public static string Apply(string function, params string[] parts) => $"<apply><{function}/>{string.Concat(parts)}</apply>";

    public static string Name(string id) => $"<ci>{id}</ci>";

    public static string Number(string number) => $"<cn>{number}</cn>";

    public const string Time = "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t</csymbol>";
}
