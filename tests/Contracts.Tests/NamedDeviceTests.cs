using System;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;
using ScalableMNN.Runtime.Accelerators;
using Xunit;

namespace ScalableMNN.Contracts.Tests;

/// <summary>A choice among several devices, whatever this machine has.</summary>
public sealed class NamedDeviceTests
{
    [Fact]
    public void Devices_are_counted_by_kind_and_a_name_must_fit_one_of_them()
    {
        var context = new Context(
            new LoopDevice(AcceleratorType.CPU, "a loop"), new LoopDevice(AcceleratorType.Cuda, "Card A"), new LoopDevice(AcceleratorType.OpenCL, "Card C"), new LoopDevice(AcceleratorType.Cuda, "Card B"));

        Assert.StartsWith(
            "There is no CUDA device 2. The context has CPU 0 (a loop), CUDA 0 (Card A), OpenCL 0 (Card C), CUDA 1 (Card B).",
            Assert.Throws<DeviceException>(() => AcceleratorChoice.Cuda(2).Create(context)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("device named \"card\" is not one device but 3.", Assert.Throws<DeviceException>(() => AcceleratorChoice.Named("card").Create(context)).Message, StringComparison.Ordinal);
        var unusable = Assert.Throws<DeviceException>(() => AcceleratorChoice.Parse("cuda:1").Create(context));
        Assert.Equal("CUDA device 1 (Card B) is there, but no accelerator can be made on it: This device is only a name.", unusable.Message);
        Assert.IsType<NotSupportedException>(unusable.InnerException);
        Assert.Contains("(Card C)", Assert.Throws<DeviceException>(() => AcceleratorChoice.Parse("card c").Create(context)).Message, StringComparison.Ordinal);
    }
}
