#if HAS_VERIFY
using System.Threading.Tasks;
using VerifyXunit;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests;

public sealed class VerifyTests
{
#if HAS_VERIFY
    [VerifyFact]
    public Task Restores_and_accepts_a_snapshot() => Verifier.Verify("u'' + u = 0");
#else
    [VerifyFact]
    public void Restores_and_accepts_a_snapshot() => Assert.Fail("Verify is absent; this test is to be skipped.");
#endif
}
