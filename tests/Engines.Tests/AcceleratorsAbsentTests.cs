#if !HAS_ILGPU
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests;

/// <summary>Stands in the report for the tests of accelerators, which are not compiled where ILGPU cannot be restored.</summary>
public sealed class AcceleratorsAbsentTests
{
    [IlgpuFact]
    public void Models_run_on_accelerators() => Assert.Fail("ILGPU is absent; this test is to be skipped.");
}
#endif
