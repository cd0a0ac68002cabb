namespace ScalableMNN.SbmlSuite;

/// <summary>Prints what came of the cases: every failure with its reason, a table by tags, and one line with the sums.</summary>
internal static class SuiteTable
{
    public static void Print(IReadOnlyCollection<SuiteOutcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(static outcome => outcome.Verdict != Verdict.Right).OrderBy(static outcome => outcome.Verdict).ThenBy(static outcome => outcome.Case.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"{outcome.Case.Name}  {(outcome.Verdict == Verdict.Wrong ? "wrong        " : "not supported")}  {outcome.Reason}");
        }

        Console.WriteLine();
        Console.WriteLine($"{"tag",-32}{"right",8}{"wrong",8}{"not supported",16}");
        foreach (var tag in outcomes.SelectMany(static outcome => outcome.Case.Components.Concat(outcome.Case.Tests)).Distinct().Order(StringComparer.Ordinal))
        {
            var tagged = outcomes.Where(outcome => outcome.Case.Components.Contains(tag) || outcome.Case.Tests.Contains(tag)).ToList();
            Console.WriteLine($"{tag,-32}{Count(tagged, Verdict.Right),8}{Count(tagged, Verdict.Wrong),8}{Count(tagged, Verdict.NotSupported),16}");
        }

        Console.WriteLine();
        Console.WriteLine($"{Count(outcomes, Verdict.Right)} right, {Count(outcomes, Verdict.Wrong)} wrong, {Count(outcomes, Verdict.NotSupported)} not supported");
    }

    private static int Count(IEnumerable<SuiteOutcome> outcomes, Verdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);
}
