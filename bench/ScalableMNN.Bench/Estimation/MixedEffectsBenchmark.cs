using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace ScalableMNN.Bench.Estimation;

/// <summary>Estimates what is common to subjects, and how they differ, for more and more subjects: two compartments, five doses and ten samples each, at times of their own.</summary>
internal static class MixedEffectsBenchmark
{
    private const int Doses = 5;
    private const int Samples = 10;
    private const double LCl = 1, LV = 3, LQ = 1.5, LW = 3.5, Between = 0.3, Noise = 0.05;

    /// <summary>Measures. Sizes increase, so that the largest memory so far is that of the present one.</summary>
    /// <param name="sizes">Numbers of subjects.</param>
    public static IEnumerable<MixedEffectsResult> Run(IReadOnlyList<int> sizes)
    {
        _ = TwoCompartmentStudy.EstimatePopulation(Study(20));
        using var process = Process.GetCurrentProcess();
        foreach (var size in sizes)
        {
            var study = Study(size);
            GC.Collect();
            process.Refresh();
            var worked = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var report = TwoCompartmentStudy.EstimatePopulation(study).EnsureSuccess().Report;
            var elapsed = watch.Elapsed;
            process.Refresh();
            yield return new MixedEffectsResult(
                size, elapsed.TotalSeconds, (process.TotalProcessorTime - worked).TotalSeconds, process.PeakWorkingSet64, (report["LCl"].Value - LCl) / report["LCl"].StandardError,
                report.RandomEffects[0].Deviation, report.LogLikelihood);
        }
    }

    private static TwoCompartmentStudy.Schedule Study(int subjects)
    {
        var random = new NormalNumbers(subjects);
        var truth = new TwoCompartmentStudy.Schedule(subjects);
        var values = new TwoCompartmentStudy.Parameters(subjects) { LCl = LCl, LV = LV, LQ = LQ, LW = LW };
        var study = new TwoCompartmentStudy.Schedule(subjects);
        var times = new double[subjects, Samples];
        for (var subject = 0; subject < subjects; subject++)
        {
            values.OfCl[subject] = random.Next(Between);
            values.OfV[subject] = random.Next(Between);
            for (var dose = 0; dose < Doses; dose++)
            {
                var amount = random.Between(80, 120);
                truth.DoseCentral(subject, 12 * dose, amount);
                study.DoseCentral(subject, 12 * dose, amount);
            }

            for (var sample = 0; sample < Samples; sample++)
            {
                times[subject, sample] = 6 * (sample + random.Between(0.05, 0.95));
                truth.WantOf(subject, times[subject, sample]);
            }
        }

        truth.InitialCentral.Fill(0);
        truth.InitialPeripheral.Fill(0);
        study.InitialCentral.Fill(0);
        study.InitialPeripheral.Fill(0);
        var solution = TwoCompartmentStudy.Solve(values, truth).EnsureSuccess();
        for (var subject = 0; subject < subjects; subject++)
        {
            for (var sample = 0; sample < Samples; sample++)
            {
                var time = times[subject, sample];
                study.ObserveConcentration(subject, time, (solution.Central.At(subject, time) / Math.Exp(LV + values.OfV[subject])) + random.Next(Noise));
            }
        }

        return study;
    }
}

/// <summary>What the estimation of a population with random effects took.</summary>
/// <param name="Subjects">How many subjects.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all cores together.</param>
/// <param name="Peak">Bytes of the process at its largest so far, data and runtime included.</param>
/// <param name="Departure">Estimate of the clearance's logarithm less the truth, in standard errors.</param>
/// <param name="Deviation">Estimate of the deviation between subjects of the same; the truth is 0.3.</param>
/// <param name="LogLikelihood">The logarithm of the likelihood.</param>
internal sealed record MixedEffectsResult(int Subjects, double Seconds, double ProcessorSeconds, long Peak, double Departure, double Deviation, double LogLikelihood);
