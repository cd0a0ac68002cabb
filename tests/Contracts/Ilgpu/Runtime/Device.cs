namespace ILGPU.Runtime;

/// <summary>A device that accelerators can be made on.</summary>
public abstract class Device
{
    /// <summary>Its kind.</summary>
    public abstract AcceleratorType AcceleratorType { get; }

    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>Makes an accelerator.</summary>
    /// <param name="context">The context that the device is of.</param>
    /// <returns>The accelerator.</returns>
    public abstract Accelerator CreateAccelerator(Context context);
}

/// <summary>A device of any kind and name; only one for the processor can be used.</summary>
/// <param name="type">Its kind.</param>
/// <param name="name">What it is called.</param>
public sealed class LoopDevice(AcceleratorType type, string name) : Device
{
    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => type;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context) =>
        type == AcceleratorType.CPU ? new LoopAccelerator(1L << 40) : throw new System.NotSupportedException("This device is only a name.");
}
