using System.Linq;
using ScalableMNN.Generators.Sbml;
using Xunit;
using static ScalableMNN.Generators.Tests.Sbml.SbmlText;

namespace ScalableMNN.Generators.Tests.Sbml;

/// <summary>Files that nobody should send: each has a diagnostic, and none an exception, a hang, or a look at anything but the file.</summary>
public class HostileFileTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "SMNN070", string.Empty },
        { "SMNN070", "no XML" },
        { "SMNN070", "<sbml>" },
        { "SMNN070", "<!DOCTYPE sbml SYSTEM \"file:///etc/passwd\"><sbml/>" },
        { "SMNN070", "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;&b;&b;\">]><sbml>&d;</sbml>" },
        { "SMNN071", "<html/>" },
        { "SMNN071", "<sbml xmlns=\"http://www.sbml.org/sbml/level3/version2/core\" level=\"3\" version=\"2\"/>" },
        { "SMNN071", Model(List("Parameters", Parameter("a", "many"))) },
        { "SMNN073", Model(List("Parameters", "<parameter value=\"1\" constant=\"true\" />")) },
        { "SMNN073", Model(List("Parameters", Parameter("a", "1"), Parameter("a", "2"))) },
        { "SMNN073", Model(List("Parameters", Parameter("a;b", "1"))) },
        { "SMNN073", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("b", Number("1")))) },
        { "SMNN073", Model(List("Species", "<species id=\"S\" compartment=\"nowhere\" />")) },
        { "SMNN074", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", Apply("divide", Number("1"))))) },
        { "SMNN074", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", "<apply/>"))) },
        { "SMNN074", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", Number("one")))) },
        { "SMNN075", Model(List("Parameters", Parameter("a", "1"), Parameter("b", "1")), List("Rules", AssignmentRule("a", Name("b")), AssignmentRule("b", Name("a")))) },
        { "SMNN075", Model(List("FunctionDefinitions", $"<functionDefinition id=\"f\">{Math("<lambda><bvar><ci>x</ci></bvar><apply><ci>f</ci><ci>x</ci></apply></lambda>")}</functionDefinition>"), List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", "<apply><ci>f</ci><cn>1</cn></apply>"))) },
        { "SMNN078", Model(List("Parameters", Parameter("a", "1", constant: true)), List("Rules", RateRule("a", Number("1")))) },
        { "SMNN078", Model(List("Parameters", Parameter("a", "1"), Parameter("b", "2")), List("Rules", $"<algebraicRule>{Math(Apply("minus", Name("a"), Name("b")))}</algebraicRule>")) },
        { "SMNN072", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", $"<piecewise><piece>{Number("1")}{Apply("lt", Time, Number("1"))}</piece></piecewise>"))) },
        { "SMNN079", Model(List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", string.Concat(Enumerable.Repeat("<apply><minus/>", 100_000)) + "<cn>1</cn>" + string.Concat(Enumerable.Repeat("</apply>", 100_000))))) },
        { "SMNN079", Model(List("FunctionDefinitions", [.. Enumerable.Range(0, 40).Select(Doubling)]), List("Parameters", Parameter("a", "1")), List("Rules", RateRule("a", "<apply><ci>f40</ci><cn>1</cn></apply>"))) },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Has_a_diagnostic(string id, string text)
    {
        var read = SbmlDeclaration.Of(text, "model.xml", null, "Models");
        Assert.Null(read.Spec);
        Assert.Equal(id, Assert.Single(read.Problems).Id);
    }

    [Fact]
    public void The_diagnostic_stands_at_its_line()
    {
        var read = SbmlDeclaration.Of(Model(List("Parameters", Parameter("a", "1"), Parameter("a", "2"))), "model.xml", null, "Models");
        Assert.Equal(4, Assert.Single(read.Problems).Place!.Line);
    }

    /// <summary>Each calls the one before twice: written out, the last has 2^40 parts.</summary>
    private static string Doubling(int level) =>
        $"<functionDefinition id=\"f{level + 1}\">{Math("<lambda><bvar><ci>x</ci></bvar>" + (level == 0 ? "<ci>x</ci>" : Apply("plus", $"<apply><ci>f{level}</ci><ci>x</ci></apply>", $"<apply><ci>f{level}</ci><ci>x</ci></apply>")) + "</lambda>")}</functionDefinition>";
}
