using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;

namespace ScalableMNN.Weaken;

/// <summary>
/// A shared library in the Executable and Linkable Format, 64 bits, least significant byte first, as far as versions of symbols go. They are described in the Linux Standard Base, "Symbol Versioning".
/// </summary>
public sealed class ElfLibrary
{
    private const int DynamicSymbols = 11;
    private const int RelocationsWithAddends = 4;
    private const int VersionsDefined = 0x6ffffffd;
    private const int VersionsNeeded = 0x6ffffffe;
    private const int VersionsOfSymbols = 0x6fffffff;
    private const ushort Weak = 2;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;

    private readonly byte[] _bytes;
    private readonly ImmutableArray<Section> _sections;

    private ElfLibrary(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 64 || !bytes.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("This is no ELF file of 64 bits with the least significant byte first.");
        }

        var (table, size, count) = ((int)Long(40), Short(58), Short(60));
        _sections = [.. Enumerable.Range(0, count).Select(i => table + (i * size)).Select(at =>
            new Section((int)Word(at + 4), (int)Long(at + 24), (int)Long(at + 32), (int)Word(at + 40)))];
        Needs = [.. ReadNeeds()];
        Defines = [.. ReadDefinitions()];
    }

    /// <summary>The versions of other libraries that it asks for.</summary>
    public ImmutableArray<VersionNeed> Needs { get; }

    /// <summary>The versions that it defines itself.</summary>
    public ImmutableHashSet<string> Defines { get; }

    /// <summary>Reads a library.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The library.</returns>
    /// <exception cref="InvalidDataException">The file is no such library.</exception>
    public static ElfLibrary Read(string path)
    {
        try
        {
            return new ElfLibrary(File.ReadAllBytes(path));
        }
        catch (Exception problem) when (problem is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{path}' cannot be read as a shared library: {problem.Message}", problem);
        }
    }

    /// <summary>Whether the loader has to find a symbol of a version: whether a relocation, which stands for a call or an address, names one.</summary>
    /// <param name="need">The version.</param>
    /// <returns>False where the library mentions the version and never uses it.</returns>
    public bool IsUsed(VersionNeed need)
    {
        ArgumentNullException.ThrowIfNull(need);
        var versions = _sections.Single(static section => section.Type == VersionsOfSymbols);
        var symbols = _sections.Single(static section => section.Type == DynamicSymbols);
        var relocated = _sections
            .Where(section => section.Type == RelocationsWithAddends && _sections[section.Link] == symbols)
            .SelectMany(static section => Enumerable.Range(0, section.Size / RelocationSize).Select(i => section.Start + (i * RelocationSize)))
            .Select(at => (int)Word(at + 12));

        // The highest bit of a symbol's version says that the symbol is hidden.
        return relocated.Any(symbol => symbol < symbols.Size / SymbolSize && (Short(versions.Start + (2 * symbol)) & 0x7fff) == need.Index);
    }

    /// <summary>The library's bytes with demands that the loader passes over where they are not met.</summary>
    /// <param name="needs">The demands.</param>
    /// <returns>The bytes, which differ from the library's in one byte for each demand.</returns>
    public byte[] Weakened(IEnumerable<VersionNeed> needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var bytes = _bytes.ToArray();
        foreach (var need in needs)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(need.FlagsOffset), (ushort)(Short(need.FlagsOffset) | Weak));
        }

        return bytes;
    }

    private IEnumerable<VersionNeed> ReadNeeds()
    {
        foreach (var section in _sections.Where(static section => section.Type == VersionsNeeded))
        {
            foreach (var file in Chain(section.Start, nextAt: 12))
            {
                foreach (var version in Chain(file + (int)Word(file + 8), nextAt: 12))
                {
                    var flags = Short(version + 4);
                    yield return new VersionNeed(Text(section, (int)Word(file + 4)), Text(section, (int)Word(version + 8)), Short(version + 6), (flags & Weak) != 0, version + 4);
                }
            }
        }
    }

    private IEnumerable<string> ReadDefinitions() =>
        from section in _sections
        where section.Type == VersionsDefined
        from definition in Chain(section.Start, nextAt: 16)
        select Text(section, (int)Word(definition + (int)Word(definition + 12)));

    /// <summary>Where the entries of a list are: each says how far the next one is, the last one zero.</summary>
    private IEnumerable<int> Chain(int start, int nextAt)
    {
        for (var at = start; ;)
        {
            yield return at;
            var next = (int)Word(at + nextAt);
            if (next == 0)
            {
                yield break;
            }

            at += next;
        }
    }

    private string Text(Section section, int offset)
    {
        var text = _bytes.AsSpan(_sections[section.Link].Start + offset);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private ushort Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));

    private ulong Long(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at));

    private sealed record Section(int Type, int Start, int Size, int Link);
}
