using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>
/// Floating-point constants of PTX that are the bits of a whole number: ILGPU 1.5.3 writes a truth value that becomes a floating-point number so, and 1 is then 4.9e-324. The bits of small whole
/// numbers are below the smallest normal number, those of negative ones are not a number; no kernel has such constants on purpose.
/// </summary>
internal static partial class PtxConstants
{
    /// <summary>The constants of a kernel that are bits of whole numbers, each once.</summary>
    public static IReadOnlyList<string> Misread(string ptx) => [.. Constants().Matches(ptx).Select(static match => match.Value).Where(IsMisread).Distinct(StringComparer.Ordinal)];

    private static bool IsMisread(string constant)
    {
        var digits = constant[2..];
        if (constant[1] == 'f')
        {
            var single = BitConverter.UInt32BitsToSingle(uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            return float.IsSubnormal(single) || (float.IsNaN(single) && !digits.EndsWith("C00000", StringComparison.OrdinalIgnoreCase));
        }

        var number = BitConverter.UInt64BitsToDouble(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return double.IsSubnormal(number) || (double.IsNaN(number) && !digits.EndsWith("F8000000000000", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\b0(d[0-9A-Fa-f]{16}|f[0-9A-Fa-f]{8})\b")]
    private static partial Regex Constants();
}
