using System;
using Xunit;

namespace ScalableMNN.Tests.Engines;

/// <summary>A test that needs Verify; where Verify cannot be restored it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VerifyFactAttribute : FactAttribute
{
    public VerifyFactAttribute()
    {
#if !HAS_VERIFY
        Skip = "Verify cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#endif
    }
}
