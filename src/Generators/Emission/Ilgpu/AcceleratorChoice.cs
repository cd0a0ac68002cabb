using global::System;
using global::System.Collections.Generic;
using global::System.Globalization;
using global::System.Linq;
using global::ILGPU;
using global::ILGPU.Runtime;
using global::ScalableMNN.Generated.Ilgpu;
using global::ScalableMNN.Runtime.Accelerators;

namespace ScalableMNN.Accelerators;

/// <summary>
/// Which accelerator is wanted. <see cref="Create"/> makes that one and no other; where it is not there, the exception names what was wanted, what is there, and why a card may not be found.
/// </summary>
internal sealed class AcceleratorChoice
{
    private readonly AcceleratorType? _type;
    private readonly int _number;
    private readonly string _name;

    private AcceleratorChoice(AcceleratorType? type, int number, string name)
    {
        _type = type;
        _number = number;
        _name = name;
    }

    /// <summary>The processor, as ILGPU's accelerator: for finding faults. Solve is much faster there.</summary>
    public static AcceleratorChoice Cpu { get; } = new(AcceleratorType.CPU, 0, "");

    /// <summary>A card of NVIDIA.</summary>
    /// <param name="number">Its number among the CUDA devices of the context, from 0.</param>
    /// <returns>The choice.</returns>
    public static AcceleratorChoice Cuda(int number = 0) => Numbered(AcceleratorType.Cuda, number);

    /// <summary>A device with OpenCL.</summary>
    /// <param name="number">Its number among the OpenCL devices of the context, from 0.</param>
    /// <returns>The choice.</returns>
    public static AcceleratorChoice OpenCL(int number = 0) => Numbered(AcceleratorType.OpenCL, number);

    /// <summary>The device by its name, of whichever kind.</summary>
    /// <param name="name">The name or a part of it, in letters of either case; it must fit a single device.</param>
    /// <returns>The choice.</returns>
    public static AcceleratorChoice Named(string name) =>
        string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("A device needs a name.", nameof(name)) : new AcceleratorChoice(null, 0, name);

    /// <summary>Reads a choice as it is given on a command line.</summary>
    /// <param name="text">"cpu", "cuda", "opencl", or one of the latter two with a number, such as "cuda:1"; everything else is a name.</param>
    /// <returns>The choice.</returns>
    public static AcceleratorChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        var number = 0;
        if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number)))
        {
            return Named(text);
        }

        return parts[0].ToUpperInvariant() switch
        {
            "CUDA" => Cuda(number),
            "OPENCL" => OpenCL(number),
            "CPU" when number == 0 => Cpu,
            _ => Named(text),
        };
    }

    /// <summary>Makes the accelerator.</summary>
    /// <param name="context">ILGPU's context, such as Context.Create(builder => builder.Default().EnableAlgorithms()).</param>
    /// <returns>The accelerator; the caller disposes of it, and of the context after it.</returns>
    /// <exception cref="ArgumentNullException">There is no context.</exception>
    /// <exception cref="DeviceException">There is no such device, more than one has the name, or it cannot be used.</exception>
    public Accelerator Create(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fitting = context.Devices.Where(device => _type is { } type ? device.AcceleratorType == type : device.Name.Contains(_name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (_type is null && fitting.Count > 1)
        {
            throw new DeviceException($"{this} is not one device but {fitting.Count}. Choose by kind and number. {Present(context)}");
        }

        if (fitting.Count <= _number)
        {
            throw new DeviceException($"There is no {this}. {Present(context)}{(_type == AcceleratorType.CPU ? "" : " " + DeviceSearch.Why(_type))}");
        }

        var found = fitting[_number];
        try
        {
            return found.CreateAccelerator(context);
        }
        catch (Exception exception)
        {
            throw new DeviceException($"{this} ({found.Name}) is there, but no accelerator can be made on it: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _type switch
    {
        AcceleratorType.CPU => "processor",
        { } type => string.Create(CultureInfo.InvariantCulture, $"{Kind(type)} device {_number}"),
        _ => $"device named \"{_name}\"",
    };

    private static AcceleratorChoice Numbered(AcceleratorType type, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new AcceleratorChoice(type, number, "");
    }

    private static string Present(Context context)
    {
        var count = new Dictionary<AcceleratorType, int>();
        var names = context.Devices.Select(device =>
        {
            count.TryGetValue(device.AcceleratorType, out var number);
            count[device.AcceleratorType] = number + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{Kind(device.AcceleratorType)} {number} ({device.Name})");
        });
        return $"The context has {string.Join(", ", names)}.";
    }

    private static string Kind(AcceleratorType type) => type == AcceleratorType.Cuda ? "CUDA" : type.ToString();
}
