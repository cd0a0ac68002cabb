using System;
using System.IO;
using System.Linq;
using System.Text;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Steady states, resets, and rates and durations of the model, as tables say them: each is what the same schedule by code is.</summary>
public sealed class TableDoseTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };

    [Fact]
    public void Steady_states_are_read()
    {
        var read = Read(
            """
            ID,TIME,AMT,RATE,SS,II,ADDL,EVID,CMT,DV
            1,0,100,0,1,8,2,1,Gut,.
            1,5,70,20,2,6,.,1,Plasma,.
            1,30,0,12,1,0,.,1,Plasma,.
            1,40,60,-1,3,3,1,1,Plasma,.
            1,44,.,.,.,.,.,0,.,4
            2,3,45,-2,1,1.5,0,1,2,.
            2,3,.,.,.,.,.,0,.,5
            """);
        Assert.Equal((8, 2, 5), (read.Table!.Doses, read.Table.Measurements, read.Table.SteadyStates));
        Assert.Contains("8 doses, 5 of them in a steady state, 2 measured values", read.Table.ToString(), StringComparison.Ordinal);
        var byHand = new Regular.Schedule(2);
        byHand.DoseGut(0, 0, 100, Regimen.SteadyState(8, doses: 3));
        byHand.InfusePlasmaUntil(0, 30, 12);
        byHand.InfusePlasmaAtRate(0, 40, 60, Regimen.SteadyState(3, doses: 2));
        byHand.InfusePlasmaForDuration(1, 3, 45, Regimen.SteadyState(1.5));

        // By code an infusion has a duration, which the part that arrives leaves as it is; of a rate it changes how long it takes.
        var p = new Regular.Parameters();
        byHand.InfusePlasma(0, 5, 5 + (p.Part * 70 / 20), 70, Regimen.AddedSteadyState(6));
        foreach (var schedule in new[] { read, byHand })
        {
            schedule.WantOf(0, 2, 6, 8.2, 30, 33, 44, 50);
            schedule.WantOf(1, 3, 4);
        }

        var (u, v) = (Regular.Solve(p, read, _exact).EnsureSuccess(), Regular.Solve(p, byHand, _exact).EnsureSuccess());
        foreach (var time in new[] { 2, 6, 8.2, 30, 33, 44, 50 })
        {
            Assert.Equal(v.Plasma.At(0, time), u.Plasma.At(0, time), 1e-9 * v.Plasma.At(0, time));
        }

        Assert.Equal(v.Plasma.At(1, 3), u.Plasma.At(1, 3), 1e-9 * v.Plasma.At(1, 3));

        // The measurement at the time of the steady state is of it.
        Regular.Inputs inputs = read;
        var point = Array.IndexOf(u.Times(1).ToArray(), 3.0);
        Assert.Equal(5, inputs.ObservedConcentration[1, point]);
        Assert.Equal(u.Plasma.At(1, 3), u.Plasma[1, point]);
    }

    [Fact]
    public void An_amount_of_zero_asks_for_the_state_of_rest()
    {
        var read = With(Indirect.Schedule.Read, "ID,TIME,AMT,SS,II,CMT,DV\n1,0,0,1,0,Drug,.\n1,2,10,.,.,Drug,.\n1,2,.,.,.,.,19");
        read.InitialResponse.Fill(1);
        var p = new Indirect.Parameters();
        Assert.Equal(p.Made / p.Lost, Indirect.Solve(p, read, _exact).EnsureSuccess().Response.At(2), 1e-9 * p.Made / p.Lost);
    }

    [Fact]
    public void Times_begin_anew_at_a_reset()
    {
        var read = Read(
            """
            ID,TIME,AMT,EVID,ADDL,II,CMT,DV
            1,0,100,1,9,6,Gut,.
            1,24,.,0,.,.,.,2.5
            1,0,50,4,.,.,Plasma,.
            1,0,.,0,.,.,.,4.5
            1,3,.,0,.,.,.,3
            1,5,.,3,.,.,.,.
            1,5,.,0,.,.,.,0
            2,1,10,1,.,.,Plasma,.
            2,3,.,0,.,.,.,1
            """);
        Assert.Equal((2, 1), (read.Table!.Resets, read.Table.Restarts));
        Assert.Contains("2 resets, at 1 of which times begin anew", read.Table.ToString(), StringComparison.Ordinal);
        Assert.Equal(29, read.LastTime());
        Assert.Equal(3, read.LastTime(1));
        var p = new Regular.Parameters { Late = 0 };
        Regular.Inputs inputs = read;
        var u = Regular.Solve(p, read, _exact).EnsureSuccess();
        var times = u.Times(0);
        var found = 0;
        for (var point = 0; point < times.Length; point++)
        {
            if (inputs.ObservedConcentration[0, point] is var value && !double.IsNaN(value))
            {
                var expected = value switch
                {
                    4.5 => p.Part * 50 / p.V,
                    3 => p.Part * 50 / p.V * Math.Exp(-3 * p.Ke),
                    0 => 0,
                    _ => double.NaN,
                };
                Assert.Equal(value == 2.5 ? 24 : value == 4.5 ? 24 : value == 3 ? 27 : 29, times[point]);
                found++;
                if (!double.IsNaN(expected))
                {
                    Assert.Equal(expected, u.Plasma[0, point] / p.V, 1e-10);
                }
                else
                {
                    Assert.True(u.Plasma[0, point] / p.V > 2);
                }
            }
        }

        Assert.Equal(4, found);
    }

    [Fact]
    public void Times_do_not_begin_anew_where_the_model_knows_them() => Assert.Contains(
        "line 3, column TIME: 0 comes after 5 at a reset, and what ByTheClock does depends on the time itself. Let the times go on, or give what follows an ID of its own",
        Assert.Throws<TableException>(() => With(ByTheClock.Schedule.Read, "ID,TIME,AMT,EVID,DV\n1,5,10,1,.\n1,0,10,4,.")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1,0,5,-1,2,Plasma", "line 2, column DUR: the rate -1 leaves it to the model how long the infusion takes. Leave one of them out")]
    [InlineData("1,0,-5,-2,.,Plasma", "line 2, column RATE: an infusion has an amount greater than 0")]
    [InlineData("1,0,5,-1,.,Gut", "line 2, column RATE: -1 has the model say the rate, and it says none for Gut")]
    [InlineData("1,0,5,-0.5,.,Gut", "line 2, column RATE: -0.5 means nothing")]
    public void Rates_that_make_no_sense_are_refused(string record, string says) =>
        Assert.Contains(says, Assert.Throws<TableException>(() => Read("ID,TIME,AMT,RATE,DUR,CMT\n" + record)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_learned_may_be_estimated_from_steady_states()
    {
        // Values of the closed form, without noise: the estimate is the parameters that they were made with.
        var truth = new Pumped.Parameters { Ka = 1.5, Ke = 0.22, V = 12, Pump = 25 };
        var text = new StringBuilder("ID,TIME,AMT,RATE,SS,II,EVID,CMT,DV\n");
        var at = new Pumped.Schedule(2);
        at.DoseGut(0, 0, 100, Regimen.SteadyState(8));
        at.InfusePlasmaAtRate(1, 0, 60, Regimen.SteadyState(12));
        double[] times = [0, 0.5, 1, 2, 3, 4, 6, 8];
        at.Want(times);
        var u = Pumped.Solve(truth, at, _exact).EnsureSuccess();
        for (var b = 0; b < 2; b++)
        {
            text.Append(b == 0 ? "1,0,100,0,1,8,1,Gut,.\n" : "2,0,60,-1,1,12,1,Plasma,.\n");
            foreach (var time in times)
            {
                text.Append(FormattableString.Invariant($"{b + 1},{time},.,.,.,.,0,.,{u.Plasma.At(b, time) / truth.V:R}\n"));
            }
        }

        var estimate = Pumped.Estimate(With(Pumped.Schedule.Read, text.ToString())).EnsureSuccess();
        Assert.Equal(truth.Ka, estimate.Parameters.Ka, 1e-5);
        Assert.Equal(truth.Ke, estimate.Parameters.Ke, 1e-5);
        Assert.Equal(truth.V, estimate.Parameters.V, 1e-4);
        Assert.Equal(truth.Pump, estimate.Parameters.Pump, 1e-3);
    }

    /// <summary>A population in a steady state is the same population after a long regimen: so are its likelihood and its estimates.</summary>
    [Fact]
    public void Populations_in_a_steady_state_are_those_after_a_long_regimen()
    {
        var steady = new StringBuilder("ID,TIME,AMT,SS,II,ADDL,EVID,CMT,DV\n");
        var repeated = new StringBuilder("ID,TIME,AMT,SS,II,ADDL,EVID,CMT,DV\n");
        var random = new Random(8);
        for (var id = 1; id <= 12; id++)
        {
            var clearance = Math.Exp(1 + (0.3 * Math.Sqrt(12) * (random.NextDouble() - 0.5)));
            steady.Append(FormattableString.Invariant($"{id},480,100,1,12,0,1,Gut,.\n"));
            repeated.Append(FormattableString.Invariant($"{id},0,100,0,12,40,1,Gut,.\n"));
            foreach (var time in new[] { 481, 482.5, 485, 491.5 })
            {
                var (ka, ke, since) = (Math.Exp(0.3), clearance / Math.Exp(2.5), time - 480);
                var value = 100 * ka / (ka - ke) / Math.Exp(2.5) * ((Math.Exp(-ke * since) / (1 - Math.Exp(-12 * ke))) - (Math.Exp(-ka * since) / (1 - Math.Exp(-12 * ka))));
                var record = FormattableString.Invariant($"{id},{time},.,.,.,.,0,.,{value + (0.2 * (random.NextDouble() - 0.5)):R}\n");
                steady.Append(record);
                repeated.Append(record);
            }
        }

        var one = RegularPopulation.EstimatePopulation(With(RegularPopulation.Schedule.Read, steady.ToString())).EnsureSuccess().Report;
        var other = RegularPopulation.EstimatePopulation(With(RegularPopulation.Schedule.Read, repeated.ToString())).EnsureSuccess().Report;
        Assert.Equal(other.LogLikelihood, one.LogLikelihood, 1e-4);
        Assert.Equal(other["LogClearance"].Value, one["LogClearance"].Value, 1e-4);
        Assert.Equal(other.Random("OfClearance").Deviation, one.Random("OfClearance").Deviation, 1e-4);
        Assert.Equal(1, one["LogClearance"].Value, 0.3);
    }

    [Fact]
    public void A_large_table_of_regimens_is_read_in_memory_in_proportion()
    {
        var text = new StringBuilder("ID,TIME,AMT,RATE,SS,II,ADDL,EVID,CMT,DV\n");
        for (var id = 0; id < 5000; id++)
        {
            text.Append(id).Append(",0,100,0,1,12,3,1,Gut,.\n");
            for (var i = 1; i < 9; i++)
            {
                text.Append(id).Append(',').Append(i).Append(",.,.,.,.,.,0,.,").Append(3.5 / i).Append('\n');
            }

            text.Append(id).Append(",0,40,-1,1,12,0,4,Plasma,.\n");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var schedule = Read(text.ToString());
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((50_000, 25_000, 40_000), (schedule.Table!.Records, schedule.Table.Doses, schedule.Table.Measurements));
        Assert.InRange(used / 50_000, 1, 4000);
    }

    private static Regular.Schedule Read(string text) => With(Regular.Schedule.Read, text);

    private static T With<T>(Func<string, TableColumns?, T> read, string text)
    {
        var folder = Directory.CreateTempSubdirectory("table");
        try
        {
            var path = Path.Combine(folder.FullName, "table.csv");
            File.WriteAllText(path, text);
            return read(path, null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
