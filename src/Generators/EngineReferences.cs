using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators;

/// <summary>Which engines the user's compilation references: all that the pipeline needs to know of it beside the models.</summary>
/// <param name="Ilgpu">Whether it references ILGPU.</param>
/// <param name="TorchSharp">Whether it references TorchSharp.</param>
internal sealed record EngineReferences(bool Ilgpu, bool TorchSharp)
{
    /// <summary>Looks through the references of a compilation.</summary>
    public static EngineReferences Of(Compilation compilation)
    {
        bool ilgpu = false, torchSharp = false;
        foreach (var name in compilation.ReferencedAssemblyNames)
        {
            ilgpu |= name.Name == "ILGPU";
            torchSharp |= name.Name == "TorchSharp";
        }

        return new EngineReferences(ilgpu, torchSharp);
    }
}
