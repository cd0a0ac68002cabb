using System;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ScalableMNN.Accelerators;
using ScalableMNN.Generated.Ilgpu;
using ScalableMNN.Runtime.Accelerators;
using ScalableMNN.Tests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The accelerator that is chosen is the one that is made, and where it is not there the exception says what is.</summary>
public sealed class ChoiceTests(ITestOutputHelper output)
{
    [Fact]
    public void The_processor_is_always_there()
    {
        using var test = new TestAccelerator();

        Assert.Equal(AcceleratorType.CPU, test.Accelerator.AcceleratorType);
        using var named = AcceleratorChoice.Named(test.Accelerator.Name.ToLowerInvariant()).Create(test.Context);
        Assert.Equal(AcceleratorType.CPU, named.AcceleratorType);
    }

    [Theory]
    [InlineData("cuda:99", "There is no CUDA device 99. The context has ")]
    [InlineData("opencl:99", "There is no OpenCL device 99. The context has ")]
    [InlineData("A card of the year 3000", "There is no device named \"A card of the year 3000\". The context has ")]
    public void What_is_not_there_is_named_with_what_is(string wanted, string beginning)
    {
        using var test = new TestAccelerator();

        var exception = Assert.Throws<DeviceException>(() => AcceleratorChoice.Parse(wanted).Create(test.Context));

        output.WriteLine(exception.Message);
        Assert.StartsWith(beginning, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"({test.Accelerator.Name})", exception.Message, StringComparison.Ordinal);
        Assert.Contains("driver", exception.Message, StringComparison.Ordinal);
    }

    [IlgpuFact]
    public void A_context_without_CUDA_has_no_card_and_never_gives_another_device()
    {
        using var context = Context.Create(static builder => builder.CPU());

        var exception = Assert.Throws<DeviceException>(() => AcceleratorChoice.Cuda().Create(context));

        output.WriteLine(exception.Message);
        Assert.StartsWith("There is no CUDA device 0. The context has CPU 0 (CPUAccelerator)", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CUDA 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so", exception.Message, StringComparison.Ordinal);

        // ILGPU's own exception speaks of an index.
        output.WriteLine(Assert.ThrowsAny<Exception>(() => context.CreateCudaAccelerator(0)).ToString());
    }

    [Fact]
    public void A_driver_that_only_has_another_name_is_told_from_one_that_is_missing()
    {
        Assert.Contains("make a link of that name to it", DeviceSearch.Driver("libcuda.so", false, "libcuda.so.1", true), StringComparison.Ordinal);
        Assert.Contains("(libcuda.so) cannot be loaded: install", DeviceSearch.Driver("libcuda.so", false, "libcuda.so.1", false), StringComparison.Ordinal);
        Assert.Contains("Default().EnableAlgorithms()", DeviceSearch.Driver("libcuda.so", true, "libcuda.so.1", true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu", "processor")]
    [InlineData("CPU:0", "processor")]
    [InlineData("cuda", "CUDA device 0")]
    [InlineData("Cuda:3", "CUDA device 3")]
    [InlineData("OpenCL:1", "OpenCL device 1")]
    [InlineData("cuda:-1", "device named \"cuda:-1\"")]
    [InlineData("H200", "device named \"H200\"")]
    public void Choices_can_be_read_from_text(string text, string choice) => Assert.Equal(choice, AcceleratorChoice.Parse(text).ToString());

    [Fact]
    public void A_choice_without_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => AcceleratorChoice.Cuda(-1));
        Assert.Throws<ArgumentException>(static () => AcceleratorChoice.Named(" "));
        Assert.Throws<ArgumentNullException>(static () => AcceleratorChoice.Parse(null!));
        Assert.Throws<ArgumentNullException>(static () => AcceleratorChoice.Cpu.Create(null!));
    }
}
