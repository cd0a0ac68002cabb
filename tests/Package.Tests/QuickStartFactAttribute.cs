using System;
using System.IO;
using Xunit;

namespace ScalableMNN.Package.Tests;

/// <summary>The test of the README's quick start. It is skipped only while there is no README at all.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QuickStartFactAttribute : FactAttribute
{
    public QuickStartFactAttribute()
    {
        if (!File.Exists(Repository.PathOf("README.md")))
        {
            Skip = "README.md is not written yet.";
        }
    }
}
