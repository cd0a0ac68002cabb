using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ScalableMNN.Runtime.Schedules;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Tables in NONMEM's conventions: what is read of them, and what is said of those that cannot be read.</summary>
public sealed class TableTests
{
    private const string Head = "ID,TIME,AMT,RATE,ADDL,II,EVID,MDV,CMT,DV,DVID,Weight,Inhibitor";

    [Fact]
    public void A_table_becomes_a_schedule()
    {
        var schedule = Read(
            $"""
            {Head},STUDY
            7,0,100,0,2,12,1,1,1,.,.,65,0,A
            7,1,.,.,.,.,0,0,.,3.5,1,65,0,A
            7,1,.,.,.,.,0,0,.,3.7,concentration,65,0,A
            7,6,.,.,.,.,0,0,.,2.5,Effect,65,1,A
            7,8,.,.,.,.,0,1,.,0,1,65,1,A
            7,30,.,.,.,.,2,1,.,.,.,65,0,A

            9,0,40,20,0,0,1,1,Central,.,.,80,0.5,B
            9,5,.,.,.,.,0,0,.,1.25,1,80,.,B
            """);
        var table = schedule.Table!;
        Assert.Equal(["7", "9"], table.Individuals);
        Assert.Equal((8, 4, 4, 1, 1), (table.Records, table.Doses, table.Measurements, table.Missing, table.Others));
        Assert.Equal(["Weight", "Inhibitor"], table.Inputs);
        Assert.Equal(["STUDY"], table.Left);
        Assert.Contains("8 records of 2 individuals: 4 doses, 4 measured values, 1 without a value, 1 of another kind. Inputs: Weight, Inhibitor. Columns left: STUDY.", table.ToString(), StringComparison.Ordinal);
        schedule.WantOf(0, 25);
        schedule.WantOf(1, 2);

        var solution = Trial.Solve(new Trial.Parameters(), schedule).EnsureSuccess();
        Trial.Inputs inputs = schedule;
        Assert.Equal(65, inputs.Weight[0]);
        Assert.Equal(80, inputs.Weight[1]);
        Assert.Equal(100, solution.Depot.After(0, 24) - solution.Depot.At(0, 24), 1e-9);
        Assert.Equal(0, solution.Depot.At(1, 2));
        Assert.True(solution.Central.At(1, 2) > 30);
        var byHand = new Trial.Schedule();
        byHand.Weight.Fill(65);
        byHand.Inhibitor.Hold(0, 0);
        byHand.Inhibitor.Hold(6, 1);
        byHand.Inhibitor.Hold(30, 0);
        byHand.DoseDepot(0, 100);
        byHand.DoseDepot(12, 100);
        byHand.DoseDepot(24, 100);
        byHand.Want(1, 6, 8, 25, 30);
        Assert.Equal(Trial.Solve(new Trial.Parameters(), byHand).EnsureSuccess().Central.At(25), solution.Central.At(0, 25), 1e-6);
    }

    [Theory]
    [InlineData("ID;TIME;DV;Weight;Inhibitor\n1;0;2;70;0\n1;1;3;70;0")]
    [InlineData("ID\tTIME\tDV\tWeight\tInhibitor\n1\t0\t2\t70\t0\n1\t1\t3\t70\t0")]
    [InlineData("  ID   TIME    DV Weight Inhibitor\n 1  0.0E+00  2 70  0\n 1 1.000E+00  3   70 0\n")]
    [InlineData("id,time,dv,weight,inhibitor\n\"1\",0,2,70,0\r\n\"1\",1,3,70,0\r\n")]
    public void Columns_stand_apart_by_commas_semicolons_tabulators_or_spaces(string text) => Assert.Equal(2, Read(text).Table!.Measurements);

    [Fact]
    public void Columns_may_have_other_names()
    {
        var columns = new TableColumns { Id = "subject", Time = "hours", Amount = "dose", Value = "conc" };
        var schedule = Read("subject,hours,dose,conc,wt\nA,0,100,,60\nA,2,,3,60\n", columns with { Inputs = new System.Collections.Generic.Dictionary<string, string> { ["Weight"] = "wt" }, Missing = "MDV" });
        Assert.Equal((1, 1), (schedule.Table!.Doses, schedule.Table.Measurements));
        Assert.Empty(schedule.Table.Left);
        Assert.Equal(60, schedule.Weight[0]);
    }

    [Fact]
    public void Phenobarbital_in_59_infants_is_read_and_estimated()
    {
        var schedule = Newborn.Schedule.Read(
            Path.Combine(AppContext.BaseDirectory, "Data", "phenobarbital.csv"),
            new TableColumns { Id = "subject", Time = "time", Amount = "dose", Value = "concentration", Inputs = new System.Collections.Generic.Dictionary<string, string> { ["Weight"] = "weight" } });
        Assert.Equal(59, schedule.TrajectoryCount);
        Assert.Equal((744, 589, 155), (schedule.Table!.Records, schedule.Table.Doses, schedule.Table.Measurements));
        Assert.Equal(["apgar"], schedule.Table.Left);

        // By least squares on the closed form, the sum over doses of dose / (V w) exp(-Cl / V (t - t_dose)): R 4.5, nls.
        var estimate = Newborn.Estimate(schedule).EnsureSuccess();
        var closed = ByClosedForm(estimate.Parameters.Clearance, estimate.Parameters.Volume);
        Assert.Equal(closed, estimate.Report.Observables[0].SumOfSquares, 1e-6 * closed);
        foreach (var (clearance, volume) in new[] { (1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999) })
        {
            Assert.True(ByClosedForm(clearance * estimate.Parameters.Clearance, volume * estimate.Parameters.Volume) > closed);
        }

        double ByClosedForm(double clearance, double volume)
        {
            var sum = 0.0;
            foreach (var infant in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "phenobarbital.csv")).Skip(1).Select(static line => line.Split(',')).GroupBy(static fields => fields[0]))
            {
                var doses = infant.Where(static fields => fields[4].Length > 0).Select(static fields => (Time: Number(fields[3]), Amount: Number(fields[4]))).ToList();
                foreach (var fields in infant.Where(static fields => fields[5].Length > 0))
                {
                    var time = Number(fields[3]);
                    var amount = doses.Where(dose => dose.Time < time).Sum(dose => dose.Amount * Math.Exp(-clearance / volume * (time - dose.Time)));
                    sum += Math.Pow(Number(fields[5]) - (amount / (volume * Number(fields[1]))), 2);
                }
            }

            return sum;
        }
    }

    [Theory]
    [InlineData("", "is empty. Its first line holds the names of the columns")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor", "there is no record behind the names of the columns")]
    [InlineData("ID,DV,Weight,Inhibitor\n1,2,70,0", "there is no column TIME. Every record has a time")]
    [InlineData("ID,TIME,TIME,DV\n1,0,0,2", "line 1: two columns are called TIME")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,2,70", "line 2: it has 4 fields, the first line 5")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,2,70,0,5", "line 2: it has 6 fields, the first line 5")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,noon,2,70,0", "line 2, column TIME: 'noon' is not a finite number")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,1e999,2,70,0", "line 2, column TIME: '1e999' is not a finite number")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,.,2,70,0", "line 2, column TIME: it is missing. Every record has a time")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,2,2,70,0\n1,1,2,70,0", "line 3, column TIME: 1 comes after 2. The times of an individual do not decrease")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n,0,2,70,0", "line 2, column ID: it is missing. Every record says whose it is")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,2,70,0\n2,0,2,70,0\n1,1,2,70,0", "line 4, column ID: 1 stood further up, with others between")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,,70,0", "line 2, column DV: a measurement has no value. Where it is missing, say so: with a column MDV that is 1")]
    [InlineData("ID,TIME,MDV,DV,Weight,Inhibitor\n1,0,0,.,70,0", "line 2, column DV: a measurement has no value. Where it is missing, say so: MDV is 1")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,2mg,70,0", "line 2, column DV: '2mg' is not a finite number")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,\"1,5\",70,0", "line 2, column DV: '1,5' is not a finite number")]
    [InlineData("ID,TIME,MDV,DV,Weight,Inhibitor\n1,0,2,1,70,0", "line 2, column MDV: 2 means nothing: 1 says that the value is missing")]
    [InlineData("ID,TIME,EVID,DV,Weight,Inhibitor\n1,0,0.5,1,70,0", "line 2, column EVID: 0.5 is not a whole number")]
    [InlineData("ID,TIME,EVID,DV,Weight,Inhibitor\n1,0,7,1,70,0", "line 2, column EVID: 7 means nothing: 0 is a measurement, 1 a dose, 2 something else")]
    [InlineData("ID,TIME,EVID,DV,Weight,Inhibitor\n1,0,4,1,70,0", "line 2: a dose has no amount")]
    [InlineData("ID,TIME,AMT,EVID,DV,Weight,Inhibitor\n1,0,5,3,.,70,0", "line 2, column AMT: a reset (event 3) has no amount. Say 4 for a reset and a dose")]
    [InlineData("ID,TIME,EVID,DV,Weight,Inhibitor\n1,0,5,1,70,0", "line 2, column EVID: 5 means nothing: 0 is a measurement, 1 a dose, 2 something else, 3 a reset, 4 a reset and a dose")]
    [InlineData("ID,TIME,EVID,DV,Weight,Inhibitor\n1,5,0,1,70,0\n1,2,2,.,70,0", "line 3, column TIME: 2 comes after 5. The times of an individual do not decrease, but at a reset (event 3 or 4)")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,10:30,1,70,0", "line 2, column TIME: '10:30' is a time of the day. Write how long it is since the start of the individual, as 10.5")]
    [InlineData("ID,DATE,TIME,DV,Weight,Inhibitor\n1,2024-05-01,8,1,70,0", "line 1: there is a column DATE, and days are not read. Let TIME go on from the start of each individual, in one unit, and leave DATE out or call it otherwise")]
    [InlineData("ID,dat2,TIME,DV,Weight,Inhibitor\n1,1/5/24,8,1,70,0", "there is a column dat2, and days are not read")]
    [InlineData("ID,TIME,AMT,DV,Weight,Inhibitor\n1,0,5,1.5,70,0", "line 2, column DV: the record has an amount and the value 1.5, and is a dose or a measurement. Say which with a column EVID")]
    [InlineData("ID,TIME,AMT,EVID,DV,Weight,Inhibitor\n1,0,5,0,1,70,0", "line 2, column AMT: a measurement (event 0) has no amount")]
    [InlineData("ID,TIME,AMT,EVID,DV,Weight,Inhibitor\n1,0,.,1,.,70,0", "line 2, column AMT: a dose has no amount")]
    [InlineData("ID,TIME,AMT,RATE,DV,Weight,Inhibitor\n1,0,5,-2,.,70,0", "line 2, column RATE: -2 has the model say how long the infusion takes, and it says nothing of Depot. Declare [Dosed(Duration = nameof(...))] beside it, or give the duration")]
    [InlineData("ID,TIME,AMT,RATE,CMT,DV,Weight,Inhibitor\n1,0,5,-1,Central,.,70,0", "line 2, column RATE: -1 has the model say the rate, and it says none for Central. Declare [Dosed(Rate = nameof(...))] beside it, or give the rate")]
    [InlineData("ID,TIME,AMT,RATE,DV,Weight,Inhibitor\n1,0,5,-3,.,70,0", "line 2, column RATE: -3 means nothing: a rate is greater than 0; 0 is a dose at once, -1 has the model say the rate, -2 the duration")]
    [InlineData("ID,TIME,AMT,RATE,DV,Weight,Inhibitor\n1,0,-5,2,.,70,0", "line 2, column RATE: an infusion has an amount greater than 0")]
    [InlineData("ID,TIME,AMT,DUR,DV,Weight,Inhibitor\n1,0,5,-2,.,70,0", "line 2, column DUR: a duration is not negative")]
    [InlineData("ID,TIME,AMT,RATE,DUR,DV,Weight,Inhibitor\n1,0,5,2,3,.,70,0", "line 2, column DUR: rate 2 for 3 gives 6, and the amount is 5")]
    [InlineData("ID,TIME,AMT,ADDL,II,DV,Weight,Inhibitor\n1,0,5,2,0,.,70,0", "line 2, column II: further doses have an interval greater than 0")]
    [InlineData("ID,TIME,AMT,ADDL,II,DV,Weight,Inhibitor\n1,0,5,-1,12,.,70,0", "line 2, column ADDL: the number of further doses is not negative")]
    [InlineData("ID,TIME,AMT,SS,II,DV,Weight,Inhibitor\n1,0,5,4,12,.,70,0", "line 2, column SS: 4 means nothing: 1 is the steady state of this dose alone, 2 adds it to what is there, 0 is none")]
    [InlineData("ID,TIME,AMT,SS,II,DV,Weight,Inhibitor\n1,0,5,1,0,.,70,0", "line 2, column II: the steady state of doses has an interval (II) greater than 0; that of an infusion without an end has none, and no amount")]
    [InlineData("ID,TIME,AMT,SS,DV,Weight,Inhibitor\n1,0,5,1,.,70,0", "line 2, column SS: the steady state of doses has an interval (II) greater than 0")]
    [InlineData("ID,TIME,AMT,SS,II,DV,Weight,Inhibitor\n1,0,5,1,-12,.,70,0", "line 2, column II: further doses have an interval greater than 0")]
    [InlineData("ID,TIME,AMT,RATE,SS,II,DV,Weight,Inhibitor\n1,0,0,5,1,12,.,70,0", "line 2, column AMT: the steady state of doses at an interval has an amount; that of an infusion without an end has no interval (II)")]
    [InlineData("ID,TIME,AMT,RATE,SS,ADDL,II,DV,Weight,Inhibitor\n1,0,0,5,1,3,0,.,70,0", "line 2, column ADDL: no doses follow an infusion that has run for ever. Write a record of their own for them")]
    [InlineData("ID,TIME,AMT,DUR,SS,DV,Weight,Inhibitor\n1,0,0,5,1,.,70,0", "line 2, column DUR: an infusion that has run for ever has a rate, and no duration")]
    [InlineData("ID,TIME,AMT,EVID,SS,II,DV,Weight,Inhibitor\n1,0,0,0,1,12,3,70,0", "line 2, column SS: 1 asks for a steady state, and event 0 is no dose. Say 0, or 1 in the column EVID")]
    [InlineData("ID,TIME,AMT,SS,II,DV,Weight,Inhibitor\n1,8,.,.,.,3,70,0\n1,8,5,1,12,.,70,0", "line 3, column SS: a measurement at the same time stands before the steady state, and would be taken as of it. Let it be a little earlier, or say 4")]
    [InlineData("ID,TIME,AMT,CMT,DV,Weight,Inhibitor\n1,0,5,3,.,70,0", "line 2, column CMT: '3' is not a dosed state: 1 to 2 are Depot, Central")]
    [InlineData("ID,TIME,AMT,CMT,DV,Weight,Inhibitor\n1,0,5,Liver,.,70,0", "line 2, column CMT: 'Liver' is not a dosed state")]
    [InlineData("ID,TIME,DV,DVID,Weight,Inhibitor\n1,0,5,3,70,0", "line 2, column DVID: '3' is not something observed: 1 to 2 are Concentration, Effect")]
    [InlineData("ID,TIME,DV,CENS,Weight,Inhibitor\n1,0,5,2,70,0", "line 2, column CENS: 2 means nothing")]
    [InlineData("ID,TIME,DV,CENS,LIMIT,Weight,Inhibitor\n1,0,5,1,6,70,0", "line 2, column LIMIT: 6 is the other limit of a value below 5, and has to be less")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,5,.,0", "line 2, column Weight: it is missing in the first record of 1, and Weight has to have a value from the start")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,5,70,0\n1,2,4,71,0", "line 3, column Weight: 71 comes after 70 in the same individual, and Weight is one number for a trajectory")]
    [InlineData("ID,TIME,DV,Weight,Inhibitor\n1,0,5,heavy,0", "line 2, column Weight: 'heavy' is not a finite number")]
    public void What_cannot_be_read_is_said_with_its_line_and_rule(string text, string message)
    {
        var said = Assert.Throws<TableException>(() => Read(text)).Message;
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains("table.csv", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_were_asked_for_have_to_be_there()
    {
        const string Text = "ID,TIME,DV,Weight,Inhibitor\n1,0,2,70,0";
        Assert.Contains("there is no column CONC, which was asked for as DV. There are: ID, TIME, DV, Weight, Inhibitor", Message(new TableColumns { Value = "CONC" }), StringComparison.Ordinal);
        Assert.Contains("TableColumns.Inputs names Age, which is no input of Trial", Message(new TableColumns { Inputs = new System.Collections.Generic.Dictionary<string, string> { ["Age"] = "AGE" } }), StringComparison.Ordinal);

        string Message(TableColumns columns) => Assert.Throws<TableException>(() => Read(Text, columns)).Message;
    }

    [Fact]
    public void Models_without_doses_or_observations_say_so()
    {
        Assert.Contains("no state of Vehicle is dosed", With(path => Assert.Throws<TableException>(() => Vehicle.Schedule.Read(path)).Message, "ID,TIME,AMT,DV,Pedal\n1,0,1,.,0"), StringComparison.Ordinal);
        Assert.Contains("nothing of Together is observed", With(path => Assert.Throws<TableException>(() => Together.Schedule.Read(path)).Message, "ID,TIME,DV\n1,0,1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_faults_are_said_together()
    {
        var text = new StringBuilder("ID,TIME,DV,Weight,Inhibitor\n");
        for (var i = 0; i < 25; i++)
        {
            text.Append("1,").Append(i).Append(",x,70,0\n");
        }

        var said = Assert.Throws<TableException>(() => Read(text.ToString())).Message;
        Assert.Contains("line 11, column DV", said, StringComparison.Ordinal);
        Assert.Contains("and 15 more", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_table_is_read_in_memory_in_proportion()
    {
        // The command of a million rows is in bench; this is the same with a twentieth.
        var text = new StringBuilder(Head + "\n");
        for (var id = 0; id < 5000; id++)
        {
            text.Append(id).Append(",0,100,0,0,0,1,1,1,.,.,70,0\n");
            for (var i = 1; i < 10; i++)
            {
                text.Append(id).Append(',').Append(i).Append(",.,.,.,.,0,0,.,").Append(3.5 / i).Append(",1,70,0\n");
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var schedule = Read(text.ToString());
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((50_000, 5_000, 45_000), (schedule.Table!.Records, schedule.Table.Doses, schedule.Table.Measurements));
        Assert.InRange(used / 50_000, 1, 4000);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Trial.Schedule Read(string text, TableColumns? columns = null) => With(path => Trial.Schedule.Read(path, columns), text);

    private static T With<T>(Func<string, T> read, string text)
    {
        var folder = Directory.CreateTempSubdirectory("table");
        try
        {
            var path = Path.Combine(folder.FullName, "table.csv");
            File.WriteAllText(path, text);
            return read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
