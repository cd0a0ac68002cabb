using System;

namespace ScalableMNN.Runtime.Accelerators;

/// <summary>An accelerator cannot do what was asked of it: the message names the device, what was needed and what can be done.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public DeviceException()
        : base("The accelerator cannot do what was asked of it.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public DeviceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
