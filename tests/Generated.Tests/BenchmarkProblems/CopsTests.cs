using System;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>
/// Problems of parameter estimation of the COPS collection: Dolan, Moré and Munson, Benchmarking Optimization Software with COPS 3.0, ANL/MCS-TM-273, 2004. Published optima are of collocation on a fixed partition, those here of the
/// equations themselves.
/// </summary>
public sealed class CopsTests
{
    private static readonly double[] _pineneTimes = [1230, 3060, 4920, 7800, 10680, 15030, 22620, 36420];

    private static readonly double[,] _pinene =
    {
        { 88.35, 7.3, 2.3, 0.4, 1.75 }, { 76.4, 15.6, 4.5, 0.7, 2.8 }, { 65.1, 23.1, 5.3, 1.1, 5.8 }, { 50.4, 32.9, 6, 1.5, 9.3 },
        { 37.5, 42.7, 6, 1.9, 12 }, { 25.9, 49.1, 5.9, 2.2, 17 }, { 14, 57.4, 5.1, 2.6, 21 }, { 4.5, 63.1, 3.8, 2.9, 25.7 },
    };

    private static readonly double[] _methanolTimes = [0, 0.050, 0.065, 0.080, 0.123, 0.233, 0.273, 0.354, 0.397, 0.418, 0.502, 0.553, 0.681, 0.750, 0.916, 0.937, 1.122];

    private static readonly double[,] _methanol =
    {
        { 1, 0, 0 }, { 0.7085, 0.1621, 0.0811 }, { 0.5971, 0.1855, 0.0965 }, { 0.5537, 0.1989, 0.1198 }, { 0.3684, 0.2845, 0.1535 }, { 0.1712, 0.3491, 0.2097 },
        { 0.1198, 0.3098, 0.2628 }, { 0.0747, 0.3576, 0.2467 }, { 0.0529, 0.3347, 0.2884 }, { 0.0415, 0.3388, 0.2757 }, { 0.0261, 0.3557, 0.3167 }, { 0.0208, 0.3483, 0.2954 },
        { 0.0085, 0.3836, 0.2950 }, { 0.0053, 0.3611, 0.2937 }, { 0.0019, 0.3609, 0.2831 }, { 0.0018, 0.3485, 0.2846 }, { 0.0006, 0.3698, 0.2899 },
    };

    private static readonly double[] _gasOilTimes = [0, 0.025, 0.05, 0.075, 0.10, 0.125, 0.150, 0.175, 0.20, 0.225, 0.250, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.65, 0.75, 0.85, 0.95];

    private static readonly double[,] _gasOil =
    {
        { 1, 0 }, { 0.8105, 0.2000 }, { 0.6208, 0.2886 }, { 0.5258, 0.3010 }, { 0.4345, 0.3215 }, { 0.3903, 0.3123 }, { 0.3342, 0.2716 },
        { 0.3034, 0.2551 }, { 0.2735, 0.2258 }, { 0.2405, 0.1959 }, { 0.2283, 0.1789 }, { 0.2071, 0.1457 }, { 0.1669, 0.1198 }, { 0.1530, 0.0909 },
        { 0.1339, 0.0719 }, { 0.1265, 0.0561 }, { 0.1200, 0.0460 }, { 0.0990, 0.0280 }, { 0.0870, 0.0190 }, { 0.0770, 0.0140 }, { 0.0690, 0.0100 },
    };

    private static readonly double[,] _marine =
    {
        { 20000, 17000, 10000, 15000, 12000, 9000, 7000, 3000 }, { 12445, 15411, 13040, 13338, 13484, 8426, 6615, 4022 },
        { 7705, 13074, 14623, 11976, 12453, 9272, 6891, 5020 }, { 4664, 8579, 12434, 12603, 11738, 9710, 6821, 5722 },
        { 2977, 7053, 11219, 11340, 13665, 8534, 6242, 5695 }, { 1769, 5054, 10065, 11232, 12112, 9600, 6647, 7034 },
        { 943, 3907, 9473, 10334, 11115, 8826, 6842, 7348 }, { 581, 2624, 7421, 10297, 12427, 8747, 7199, 7684 },
        { 355, 1744, 5369, 7748, 10057, 8698, 6542, 7410 }, { 223, 1272, 4713, 6869, 9564, 8766, 6810, 6961 },
        { 137, 821, 3451, 6050, 8671, 8291, 6827, 7525 }, { 87, 577, 2649, 5454, 8430, 7411, 6423, 8388 },
        { 49, 337, 2058, 4115, 7435, 7627, 6268, 7189 }, { 32, 228, 1440, 3790, 6474, 6658, 5859, 7467 },
        { 17, 168, 1178, 3087, 6524, 5880, 5562, 7144 }, { 11, 99, 919, 2596, 5360, 5762, 4480, 7256 },
        { 7, 65, 647, 1873, 4556, 5058, 4944, 7538 }, { 4, 44, 509, 1571, 4009, 4527, 4233, 6649 },
        { 2, 27, 345, 1227, 3677, 4229, 3805, 6378 }, { 1, 20, 231, 934, 3197, 3695, 3159, 6454 },
        { 1, 12, 198, 707, 2562, 3163, 3232, 5566 },
    };

    [Fact]
    public void Alpha_pinene()
    {
        var schedule = new Pinene.Schedule();
        schedule.InitialY1.Fill(100);
        schedule.InitialY2.Fill(0);
        schedule.InitialY3.Fill(0);
        schedule.InitialY4.Fill(0);
        schedule.InitialY5.Fill(0);
        for (var i = 0; i < _pineneTimes.Length; i++)
        {
            schedule.ObserveY1(_pineneTimes[i], _pinene[i, 0]);
            schedule.ObserveY2(_pineneTimes[i], _pinene[i, 1]);
            schedule.ObserveY3(_pineneTimes[i], _pinene[i, 2]);
            schedule.ObserveY4(_pineneTimes[i], _pinene[i, 3]);
            schedule.ObserveY5(_pineneTimes[i], _pinene[i, 4]);
        }

        Near(19.8721669, Pinene.Estimate(schedule).EnsureSuccess().Report);
    }

    [Fact]
    public void Methanol_to_hydrocarbons()
    {
        var schedule = new Methanol.Schedule();
        schedule.InitialY1.Fill(1);
        schedule.InitialY2.Fill(0);
        schedule.InitialY3.Fill(0);
        for (var i = 0; i < _methanolTimes.Length; i++)
        {
            schedule.ObserveY1(_methanolTimes[i], _methanol[i, 0]);
            schedule.ObserveY2(_methanolTimes[i], _methanol[i, 1]);
            schedule.ObserveY3(_methanolTimes[i], _methanol[i, 2]);
        }

        Near(9.02229e-3, Methanol.Estimate(schedule, new EstimateOptions { MaxIterations = 1000 }).Report);
    }

    [Fact]
    public void Catalytic_cracking_of_gas_oil()
    {
        var schedule = new GasOil.Schedule();
        schedule.InitialY1.Fill(1);
        schedule.InitialY2.Fill(0);
        for (var i = 0; i < _gasOilTimes.Length; i++)
        {
            schedule.ObserveY1(_gasOilTimes[i], _gasOil[i, 0]);
            schedule.ObserveY2(_gasOilTimes[i], _gasOil[i, 1]);
        }

        Near(5.23659583e-3, GasOil.Estimate(schedule).EnsureSuccess().Report);
    }

    [Fact]
    public void Marine_population()
    {
        var schedule = new Marine.Schedule();
        schedule.InitialY1.Fill(double.NaN);
        schedule.InitialY2.Fill(double.NaN);
        schedule.InitialY3.Fill(double.NaN);
        schedule.InitialY4.Fill(double.NaN);
        schedule.InitialY5.Fill(double.NaN);
        schedule.InitialY6.Fill(double.NaN);
        schedule.InitialY7.Fill(double.NaN);
        schedule.InitialY8.Fill(double.NaN);
        for (var i = 0; i < 21; i++)
        {
            schedule.ObserveY1(0.5 * i, _marine[i, 0]);
            schedule.ObserveY2(0.5 * i, _marine[i, 1]);
            schedule.ObserveY3(0.5 * i, _marine[i, 2]);
            schedule.ObserveY4(0.5 * i, _marine[i, 3]);
            schedule.ObserveY5(0.5 * i, _marine[i, 4]);
            schedule.ObserveY6(0.5 * i, _marine[i, 5]);
            schedule.ObserveY7(0.5 * i, _marine[i, 6]);
            schedule.ObserveY8(0.5 * i, _marine[i, 7]);
        }

        Near(1.97465297e7, Marine.Estimate(schedule, new EstimateOptions { MaxIterations = 1000 }).Report);
    }

    private static void Near(double published, EstimateReport report)
    {
        Assert.Contains(report.Status, new[] { EstimateStatus.Converged, EstimateStatus.NotIdentifiable });
        Assert.True(Math.Abs(report.DataMisfit - published) <= 1e-5 * published, $"{report.DataMisfit:R} and not {published:R}\n{report}");
    }
}
