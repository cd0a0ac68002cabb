using System;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.LorenzDiscovery;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>Which terms are found, and how well their coefficients agree with those that made the data.</summary>
public sealed class LorenzDiscoveryTests(ITestOutputHelper output)
{
    [Fact]
    public void Finds_the_seven_terms_without_noise_and_with()
    {
        using var run = new SampleRun();
        var result = LorenzDiscoverySample.Run(new LorenzDiscoveryOptions(run.Folder, 1000, [0, 0.01, 0.05]), run.Console);

        // Without noise the error is that of the scheme, with noise it grows in proportion to it.
        (double Noise, double Bound)[] bounds = [(0, 1e-5), (0.01, 5e-3), (0.05, 2.5e-2)];
        foreach (var (finding, (noise, bound)) in result.Findings.Zip(bounds))
        {
            output.WriteLine($"noise {noise}: {finding.Found.Terms.Count} terms, largest relative error {finding.LargestError:0.0e+0}, {finding.Time.TotalSeconds:0.00} s");
            Assert.Equal(EstimateStatus.Converged, finding.Found.Estimate.Status);
            Assert.True(finding.HasTrueTerms, finding.Found.ToString());
            Assert.InRange(finding.LargestError, 0, bound);
        }

        Assert.All(result.Findings.Skip(1), static finding => Assert.All(LorenzData.Truth, truth =>
        {
            var term = finding.Found.Terms.Single(term => term.Coefficient == truth.Coefficient);
            Assert.InRange(Math.Abs(term.Value - truth.Value) / term.StandardError, 0, 4);
        }));
        Assert.Contains("public partial class LorenzFound", File.ReadAllText(result.Source), StringComparison.Ordinal);
        SampleRun.AssertPlot(result.Plot, charts: 6);
        SampleRun.AssertPage(result.Page, "LorenzDiscovery");
    }
}
