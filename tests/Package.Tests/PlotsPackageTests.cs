using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace ScalableMNN.Package.Tests;

/// <summary>The package of the plots, used together with the main one.</summary>
public sealed class PlotsPackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void Holds_one_library_with_its_documentation_and_depends_on_the_main_package_of_the_same_version_alone()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PlotsFile);
        Assert.Equal(
            ["lib/net10.0/ScalableMNN.Dsl.Plots.dll", "lib/net10.0/ScalableMNN.Dsl.Plots.xml"],
            archive.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using Stream nuspec = archive.Entries.Single(static entry => entry.Name == "ScalableMNN.Dsl.Plots.nuspec").Open();
        XElement dependency = Assert.Single(XDocument.Load(nuspec).Descendants(), static element => element.Name.LocalName == "dependency");
        Assert.Equal(("ScalableMNN.Dsl", PackedPackage.Version), ((string?)dependency.Attribute("id"), (string?)dependency.Attribute("version")));
    }

    [Fact]
    public void Draws_the_solution_of_a_model_in_a_new_project()
    {
        string output = package.RunProgram(
            "Drawn",
            """
            using ScalableMNN.Dsl;
            using ScalableMNN.Dsl.Plots;
            var inputs = new Decay.Inputs(11);
            inputs.InitialX.Fill(1);
            Decay.Solve(inputs).PlotTrajectories(new PlotOptions { TimeUnit = "h" }).Save("decay.svg");
            Console.WriteLine(File.ReadAllText("decay.svg").Contains("time (h)"));

            [MechanisticModel, Grid(StepSize = 0.1)]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State X { get; }
                [Equation] private Equation E => X.D(1) == -X;
            }
            """,
            $"""<PackageReference Include="ScalableMNN.Dsl.Plots" Version="{PackedPackage.Version}" />""");
        Assert.Equal("True", output.Trim());
    }
}
