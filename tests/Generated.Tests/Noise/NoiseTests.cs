using System;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Schedules;
using Xunit;

namespace ScalableMNN.Generated.Tests.Noise;

/// <summary>
/// Error models and censored values, against the same likelihoods in closed form, A exp(-k t), maximised by R 4.2 (optim, BFGS to a relative tolerance of 1e-15; glm for counts, lm for logarithms). Estimates agree to 1e-4
/// of themselves, which is what optim's own differences leave.
/// </summary>
public sealed class NoiseTests
{
    private static readonly double[] _times = [0, 0.5, 1, 2, 3, 4, 6, 8, 10, 12];
    private static readonly double[] _values = [9.41, 8.93, 7.02, 6.35, 4.31, 3.55, 2.19, 1.34, 0.71, 0.52];
    private static readonly double[] _counts = [52, 44, 43, 31, 27, 22, 13, 8, 6, 5];

    [Fact]
    public void A_proportional_error_enters_through_the_variance_too()
    {
        var schedule = new ProportionalDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_values, (time, value) => schedule.ObserveA(time, value));
        var estimate = ProportionalDecay.Estimate(schedule).EnsureSuccess();
        Check(estimate.Report, 9.59461514, 0.24854866, -5.89899042);
        var observable = estimate.Report.Observables[0];
        Near(0.05964539, observable.Proportional);
        Assert.True(double.IsNaN(observable.Noise));

        // The standard errors are those of the expected information on all three, R's of the observed one: they differ by what ten values do.
        Assert.Equal(0.24854866 * 0.018820, estimate.Report["Rate"].StandardError, 0.1 * 0.24854866 * 0.018820);
        Assert.Equal(9.59461514 * 0.028772, estimate.Report["InitialA", 0].StandardError, 0.1 * 9.59461514 * 0.028772);
        Assert.Contains("proportional, 5.96", estimate.ToString(), StringComparison.Ordinal);
        Assert.Equal(10, estimate.Report.DataMisfit, 1e-3);

        // Twice the log likelihood falls by the square of the normal quantile, the noise maximised on the way.
        var profile = estimate.Profile("Rate");
        Assert.InRange(profile.Upper - profile.Lower, 3 * estimate.Report["Rate"].StandardError, 6 * estimate.Report["Rate"].StandardError);
    }

    [Fact]
    public void A_combined_error_has_both_parts()
    {
        var schedule = new CombinedDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_values, (time, value) => schedule.ObserveA(time, value));
        var report = CombinedDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 9.65328979, 0.25032420, -6.81816226);
        Near(0.04994301, report.Observables[0].Proportional, 1e-3);
        Near(0.04064295, report.Observables[0].Noise, 1e-3);
        var path = Path.GetTempFileName();
        report.Save(path);
        Assert.Equal(report.Observables[0], EstimateReport.Load(path).Observables[0]);
        File.Delete(path);
    }

    [Fact]
    public void A_log_normal_error_is_additive_on_the_logarithm()
    {
        var schedule = new LogNormalDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_values, (time, value) => schedule.ObserveA(time, value));
        var report = LogNormalDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 9.59954912, 0.24904761, -5.71882888);
        Near(0.06029388, report.Observables[0].Noise);
    }

    [Fact]
    public void Counts_are_what_glm_says()
    {
        var schedule = new CountedDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_counts, (time, value) => schedule.ObserveA(time, value));
        var report = CountedDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 50.64090542, 0.21437085, 48.71980914);
        Assert.Equal(0.0238069728, report["Rate"].StandardError, 1e-5);
        Assert.Equal(50.64090542 * 0.0823721325, report["InitialA", 0].StandardError, 1e-3);
    }

    [Fact]
    public void An_outlier_counts_for_little_with_heavy_tails()
    {
        var schedule = new RobustDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_values, (time, value) => schedule.ObserveA(time, time == 2 ? 9.5 : value));
        var report = RobustDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 9.46475048, 0.24935706, 19.33855183);
        Near(0.26486528, report.Observables[0].Noise);
    }

    [Fact]
    public void Values_below_quantification_have_the_probability_of_that()
    {
        var schedule = new AdditiveDecay.Schedule();
        schedule.InitialA.Fill(double.NaN);
        Each(_values, (time, value) =>
        {
            if (value < 1)
            {
                schedule.ObserveABelow(time, 1);
            }
            else
            {
                schedule.ObserveA(time, value);
            }
        });
        var report = AdditiveDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 9.61018182, 0.24844782, 4.77385076);
        Near(0.30368162, report.Observables[0].Noise);
        Assert.Equal(0.24844782 * 0.050820, report["Rate"].StandardError, 0.1 * 0.24844782 * 0.050820);
        Assert.Equal(2, report.Observables[0].Censored);
        Assert.Equal([Censoring.Below, Censoring.Below], report.Residuals.Where(static residual => double.IsNaN(residual.Standardised)).Select(static residual => residual.Censoring));
        Assert.Contains("10 (2 censored)", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_on_either_side_count()
    {
        var path = Path.GetTempFileName();
        File.WriteAllLines(path, ["TIME,DV,CENS,LIMIT", "0,9,-1,.", .. Enumerable.Range(1, 9).Select(i => FormattableString.Invariant($"{_times[i]},{(_values[i] < 1 ? 1 : _values[i])},{(_values[i] < 1 ? 1 : 0)},{(_values[i] < 1 ? "0" : ".")}"))]);
        var schedule = AdditiveDecay.Schedule.Read(path);
        File.Delete(path);
        schedule.InitialA.Fill(double.NaN);
        var report = AdditiveDecay.Estimate(schedule).EnsureSuccess().Report;
        Check(report, 9.80927811, 0.25532149, 4.61170355);
        Near(0.30262877, report.Observables[0].Noise);
        Assert.Equal([Censoring.Above, Censoring.Between, Censoring.Between], report.Residuals.Select(static residual => residual.Censoring).Where(static kind => kind != Censoring.None));
    }

    [Fact]
    public void Censoring_goes_with_every_error_model()
    {
        var logarithm = new LogNormalDecay.Schedule();
        var proportional = new ProportionalDecay.Schedule();
        logarithm.InitialA.Fill(double.NaN);
        proportional.InitialA.Fill(double.NaN);
        Each(_values, (time, value) =>
        {
            if (value < 1)
            {
                logarithm.ObserveABelow(time, 1);
                proportional.ObserveABelow(0, time, 1);
            }
            else
            {
                logarithm.ObserveA(time, value);
                proportional.ObserveA(time, value);
            }
        });
        Check(LogNormalDecay.Estimate(logarithm).EnsureSuccess().Report, 9.57548839, 0.24656290, -2.20778449);
        Check(ProportionalDecay.Estimate(proportional).EnsureSuccess().Report, 9.60511553, 0.24721136, -2.08984488);
    }

    [Fact]
    public void Degenerate_data_end_with_a_status_and_a_sentence()
    {
        var censored = new AdditiveDecay.Schedule();
        censored.InitialA.Fill(5);
        censored.ObserveABelow(1, 3);
        censored.ObserveABelow(2, 2);
        var estimate = AdditiveDecay.Estimate(censored);
        Assert.NotEqual(EstimateStatus.Converged, estimate.Status);
        Assert.Contains("Every value of A is censored", estimate.Message, StringComparison.Ordinal);

        var zero = new ProportionalDecay.Schedule();
        zero.InitialA.Fill(0);
        zero.ObserveA(1, 3);
        zero.ObserveA(2, 3);
        var failed = ProportionalDecay.Estimate(zero);
        Assert.Equal(EstimateStatus.Failed, failed.Status);
        Assert.Contains("The prediction of A is 0 on trajectory 0, where 3 was measured", failed.Message, StringComparison.Ordinal);
        Assert.Contains("ErrorModel.Combined", failed.Message, StringComparison.Ordinal);

        var none = new ProportionalDecay.Schedule();
        none.InitialA.Fill(1);
        Assert.Equal(EstimateStatus.NoData, ProportionalDecay.Estimate(none).Status);

        var negative = new LogNormalDecay.Schedule();
        negative.InitialA.Fill(1);
        negative.ObserveA(1, -3);
        Assert.Contains("log-normal", Assert.Throws<ArgumentException>(() => LogNormalDecay.Estimate(negative)).Message, StringComparison.Ordinal);
        var half = new CountedDecay.Schedule();
        half.InitialA.Fill(1);
        half.ObserveA(1, 0.5);
        Assert.Contains("counts", Assert.Throws<ArgumentException>(() => CountedDecay.Estimate(half)).Message, StringComparison.Ordinal);
        Assert.Contains("greater than the lower", Assert.Throws<ArgumentException>(() => half.ObserveABetween(1, 2, 2)).Message, StringComparison.Ordinal);
    }

    private static void Each(double[] values, Action<double, double> take)
    {
        for (var i = 0; i < values.Length; i++)
        {
            take(_times[i], values[i]);
        }
    }

    private static void Check(EstimateReport report, double initial, double rate, double minusTwoLog)
    {
        Near(initial, report["InitialA", 0].Value);
        Near(rate, report["Rate"].Value);
        Assert.Equal(minusTwoLog, -2 * report.LogLikelihood, 1e-5);
    }

    private static void Near(double expected, double actual, double relative = 1e-4) => Assert.Equal(expected, actual, relative * expected);
}
