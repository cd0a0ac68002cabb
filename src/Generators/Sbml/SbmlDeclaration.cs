using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Sbml;

/// <summary>What the generator keeps of an SBML file: the model, or what is wrong, as values.</summary>
internal sealed record SbmlDeclaration(ModelSpec? Spec, EquatableArray<ReportedError> Problems)
{
    private const string Metadata = "build_metadata.AdditionalFiles.";

    /// <summary>Whether a file is a <c>MechanisticModel</c> item of the project.</summary>
    public static bool IsModel(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue(Metadata + "IsMechanisticModel", out var value) && value == "true";

    /// <summary>Reads a file.</summary>
    public static SbmlDeclaration Of(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var metadata = options.GetOptions(file);
        var name = metadata.TryGetValue(Metadata + "ModelName", out var given) && given.Length > 0 ? given : null;
        var space = metadata.TryGetValue(Metadata + "ModelNamespace", out var ofFile) && ofFile.Length > 0
            ? ofFile
            : options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var root) ? root : string.Empty;
        return Of(file.GetText(cancellation)?.ToString() ?? string.Empty, file.Path, name, space);
    }

    /// <summary>Reads the text of a file.</summary>
    public static SbmlDeclaration Of(string text, string path, string? name, string space)
    {
        try
        {
            var document = SbmlReader.Read(text);
            var model = SbmlModel.Of(document, ClassName(name ?? document.Id ?? Path.GetFileNameWithoutExtension(path)), space);
            var ignored = document.Constraints.Select(constraint => Report(new SbmlFault(Descriptors.SbmlConstraint, constraint), path));
            return new SbmlDeclaration(model.Spec, new EquatableArray<ReportedError>([.. ignored]));
        }
        catch (SbmlFault fault)
        {
            return new SbmlDeclaration(null, new EquatableArray<ReportedError>([Report(fault, path)]));
        }
    }

    /// <summary>A name as C# has classes: with what is no letter or digit left out.</summary>
    private static string ClassName(string name)
    {
        var letters = new string([.. name.Where(static letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')]);
        letters = letters.Length == 0 || char.IsDigit(letters[0]) ? "Model" + letters : letters;
        return char.ToUpperInvariant(letters[0]) + letters.Substring(1);
    }

    private static ReportedError Report(SbmlFault fault, string path)
    {
        return new ReportedError(
            fault.Descriptor.Id,
            new EquatableArray<string>([Path.GetFileName(path), .. fault.Arguments.Select(static argument => argument.ToString() ?? string.Empty)]),
            new ReportedError.Span(path, 0, 0, fault.Line - 1, fault.Column - 1, fault.Line - 1, fault.Column - 1),
            EquatableArray<ReportedError.Span>.Empty,
            EquatableArray<string>.Empty);
    }
}
