namespace ScalableMNN.SbmlSuite;

/// <summary>How a case ended.</summary>
internal enum Verdict
{
    Right,
    Wrong,
    NotSupported,
}

/// <summary>A verdict with its reason.</summary>
internal sealed record SuiteOutcome(SuiteCase Case, Verdict Verdict, string Reason);
