using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>
/// Problems of the PEtab collection (Benchmark-Models-PEtab; Hass et al., Bioinformatics 35, 2019), by hand: objectives at the published parameters, and estimates that stay there, or come there.
/// </summary>
public sealed class BenchmarkTests
{
    private static readonly double[] _times = [0, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 160, 200, 240];
    private static readonly double[] _pa = [7.901073, 66.363494, 81.171324, 94.730308, 95.116483, 91.441717, 91.257099, 93.672298, 88.754233, 85.269703, 81.132395, 76.135928, 65.248059, 42.599659, 25.157798, 15.430182];
    private static readonly double[] _pb = [4.5965333, 29.634546, 46.043806, 81.974734, 80.571609, 79.03572, 75.67238, 71.62472, 69.062863, 67.147384, 60.899476, 54.809258, 43.98129, 29.771458, 20.089017, 10.961845];
    private static readonly double[] _ra = [14.723168, 33.762342, 36.799851, 49.717602, 46.92812, 47.836575, 46.928727, 40.597753, 43.783664, 44.457388, 41.327159, 41.062733, 39.23583, 36.619461, 34.893714, 32.211077];

    private static readonly (double Day, double Count, double Deviation)[] _naive = [(4, 459, 290), (6, 74, 64)];
    private static readonly (double Day, double Count, double Deviation)[] _early = [(4, 386, 266), (6, 1172, 526), (7, 47470, 23855), (8, 175825, 19722), (13, 4911, 3048), (15, 7417, 2924), (22, 3359, 1540)];
    private static readonly (double Day, double Count, double Deviation)[] _late = [(6, 888, 182), (7, 4577, 1976), (8, 32860, 4105), (13, 46727, 23601), (15, 27586, 6841), (22, 13650, 7266), (28, 3936, 2705)];
    private static readonly (double Day, double Count, double Deviation)[] _memory = [(8, 289, 80), (13, 9564, 4206), (15, 15631, 5745), (22, 41744, 15987), (28, 32705, 7909)];

    [Fact]
    public void Boehm_stays_at_the_published_optimum()
    {
        var published = new Boehm.Parameters { Epo = 0.0269825, OutHetero = 1.00068e-5, OutHomo = 0.00617023, InHetero = 0.0163679, InHomo = 97749.4, Phos = 15766.5 };
        Assert.True(Boehm.Solve(published, Dimers()).IsComplete);
        var estimate = Boehm.Estimate(published, Dimers(), new EstimateOptions { MaxIterations = 1000 }).EnsureSuccess();
        Assert.Equal(138.222, -estimate.Report.LogLikelihood, 1e-3);
    }

    [Theory]
    [InlineData(0.01, 0.01, 0.01, 0.01, 1, 1e4)]
    [InlineData(1e-3, 1e-4, 0.1, 1e-2, 100, 1e4)]
    public void Boehm_comes_to_a_minimum_from_elsewhere(double epo, double outHetero, double outHomo, double inHetero, double inHomo, double phos)
    {
        // Its minima, by the published waterfalls: 138.222 is the lowest, others lie from 147 on.
        var start = new Boehm.Parameters { Epo = epo, OutHetero = outHetero, OutHomo = outHomo, InHetero = inHetero, InHomo = inHomo, Phos = phos };
        var estimate = Boehm.Estimate(start, Dimers(), new EstimateOptions { MaxIterations = 1000 }).EnsureSuccess();
        Assert.InRange(-estimate.Report.LogLikelihood, 138.2219, 160);
        var again = Boehm.Estimate(estimate.Parameters, Dimers(), new EstimateOptions { MaxIterations = 1000 }).EnsureSuccess();
        Assert.Equal(estimate.Report.LogLikelihood, again.Report.LogLikelihood, 1e-4);
    }

    [Fact]
    public void Crauste_has_the_published_chi_square_and_stays_there()
    {
        var published = new Crauste.Parameters
        {
            DeltaEL = 0.517945937424841, DeltaLM = 0.022580636941607, DeltaNE = 0.011930787933602, MuEE = 3.91359465940441e-05, MuLE = 1.00000000000007e-10, MuLL = 8.11520130499257e-06,
            MuN = 0.739907304399124, MuP = 1.00000003522094e-05, MuPE = 1.41248724084794e-10, MuPL = 3.63403086241783e-05, RhoE = 0.507415649004014, RhoP = 0.126382292625502,
        };
        var schedule = Cells();
        var at = Crauste.Solve(published, schedule).EnsureSuccess();
        var chi = _naive.Sum(value => Square(at.Naive.At(value.Day), value)) + _early.Sum(value => Square(at.Early.At(value.Day), value))
            + _late.Sum(value => Square(at.Late.At(value.Day), value)) + _memory.Sum(value => Square(at.Memory.At(value.Day), value));
        Assert.Equal(19.67, chi, 0.005);
        var estimate = Crauste.Estimate(published, schedule, new EstimateOptions { MaxIterations = 1000 });
        Assert.InRange(estimate.Report.DataMisfit, 19.6, 19.67);
        Assert.Contains(estimate.Status, new[] { EstimateStatus.Converged, EstimateStatus.NotIdentifiable });

        static double Square(double fitted, (double Day, double Count, double Deviation) value) => Math.Pow((value.Count - fitted) / value.Deviation, 2);
    }

    [Fact]
    public void Crauste_comes_there_from_rates_that_are_off_by_factors()
    {
        var estimate = Crauste.Estimate(Cells(), new EstimateOptions { MaxIterations = 1000 });
        Assert.Contains(estimate.Status, new[] { EstimateStatus.Converged, EstimateStatus.NotIdentifiable });
        Assert.InRange(estimate.Report.DataMisfit, 19.6, 19.68);
    }

    [Fact]
    public void Values_with_and_without_deviations_of_their_own_are_not_mixed()
    {
        var schedule = Cells();
        schedule.ObserveNaive(9, 3);
        Assert.Contains("2 of 3 values of ObservedNaive have a deviation of their own", Assert.Throws<InvalidOperationException>(() => schedule.ToInputs()).Message, StringComparison.Ordinal);
        Assert.Contains("Give a number greater than 0", Assert.Throws<ArgumentException>(() => schedule.ObserveNaiveWithDeviation(9, 3, 0)).Message, StringComparison.Ordinal);
    }

    private static Boehm.Schedule Dimers()
    {
        var schedule = new Boehm.Schedule();
        schedule.InitialA.Fill(207.6 * 0.693);
        schedule.InitialB.Fill(207.6 * 0.307);
        schedule.InitialAb.Fill(0);
        schedule.InitialAa.Fill(0);
        schedule.InitialBb.Fill(0);
        schedule.InitialNaa.Fill(0);
        schedule.InitialNab.Fill(0);
        schedule.InitialNbb.Fill(0);
        for (var i = 0; i < _times.Length; i++)
        {
            schedule.ObservePa(_times[i], _pa[i]);
            schedule.ObservePb(_times[i], _pb[i]);
            schedule.ObserveRa(_times[i], _ra[i]);
        }

        return schedule;
    }

    private static Crauste.Schedule Cells()
    {
        var schedule = new Crauste.Schedule();
        schedule.InitialNaive.Fill(8090);
        schedule.InitialEarly.Fill(0);
        schedule.InitialLate.Fill(0);
        schedule.InitialMemory.Fill(0);
        schedule.InitialPathogen.Fill(1);
        foreach (var (day, count, deviation) in _naive)
        {
            schedule.ObserveNaiveWithDeviation(day, count, deviation);
        }

        foreach (var (day, count, deviation) in _early)
        {
            schedule.ObserveEarlyWithDeviation(day, count, deviation);
        }

        foreach (var (day, count, deviation) in _late)
        {
            schedule.ObserveLateWithDeviation(day, count, deviation);
        }

        foreach (var (day, count, deviation) in _memory)
        {
            schedule.ObserveMemoryWithDeviation(day, count, deviation);
        }

        return schedule;
    }
}
