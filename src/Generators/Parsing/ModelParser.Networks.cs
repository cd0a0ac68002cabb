using System.Linq;
using Microsoft.CodeAnalysis;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Values that networks give.</content>
internal sealed partial class ModelParser
{
    /// <summary>Reads the network that the layer of the model is to make for a value.</summary>
    /// <param name="arguments">The arguments of the value's attribute.</param>
    /// <param name="source">Where the value comes from.</param>
    /// <param name="subject">The value, as a message begins with it.</param>
    /// <param name="derivatives">How many time derivatives are given along with it.</param>
    /// <returns>The full name of the network's type, or null where none is declared.</returns>
    private string? ReadModule(AttributeArguments arguments, CoefficientSource source, string subject, int derivatives = 0)
    {
        if (source != CoefficientSource.Network)
        {
            RefuseWritten(arguments, source, subject, "Module");
            return null;
        }

        var referenced = _compilation.ReferencedAssemblyNames.Any(static assembly => assembly.Name == "TorchSharp");
        if (arguments.Type("Module") is not { } type)
        {
            if (!referenced && !arguments.Has("Module") && _problems.AreHeard)
            {
                _problems.Add(Descriptors.NetworkWithoutTorchSharp, arguments.LocationOf("Source"), subject);
            }

            return null;
        }

        if (type.TypeKind == TypeKind.Error)
        {
            _problems.AddKnownToCSharp();
        }
        else if (referenced && !type.DeclaringSyntaxReferences.IsEmpty && !IsWritten(type))
        {
            // What the generator itself writes, it cannot read; the C# compiler, which sees both, would say nothing.
            _problems.AddSeenByAnalyzer(
                Descriptors.ModuleNotMade,
                arguments.LocationOf("Module"),
                subject,
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                "it is generated, and the generator reads only what is written; put it into a module of your own");
        }
        else if ((referenced ? derivatives > 0 ? DerivativesBeside : WhyNotMade(type) : "the project does not reference TorchSharp, so there is no layer") is { } reason)
        {
            _problems.Add(Descriptors.ModuleNotMade, arguments.LocationOf("Module"), subject, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason);
        }

        return type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    private const string DerivativesBeside = "it would make the values, but not their derivatives; leave out Derivatives, or leave out Module and give the networks to the constructor of the layer";

    /// <summary>Says why the layer cannot make a network of a type.</summary>
    private string? WhyNotMade(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsUnboundGenericType: true })
        {
            return "its type arguments are missing";
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } network || !IsLayerOfTensors(network))
        {
            return "it does not derive from torch.nn.Module<Tensor, Tensor>";
        }

        if (network.IsAbstract)
        {
            return "it is abstract";
        }

        // The layer stands beside the model, in a file of its own.
        var place = (ISymbol?)_model.ContainingType ?? _compilation.Assembly;
        for (var around = network; around is not null; around = around.ContainingType)
        {
            if (around.IsFileLocal)
            {
                return "it is local to its file";
            }
        }

        if (!_compilation.IsSymbolAccessibleWithin(network, place))
        {
            return "it is not accessible beside the model, where the layer stands; declare it internal or public";
        }

        var constructors = network.InstanceConstructors
            .Where(constructor => _compilation.IsSymbolAccessibleWithin(constructor, place) && constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams))
            .ToArray();
        if (constructors.Length == 0)
        {
            return "it has no accessible constructor that can be called without arguments";
        }

        var plain = constructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
        if (plain is null && constructors.Length > 1)
        {
            return "several of its constructors can be called without arguments, and none has no parameters";
        }

        return HasRequiredMembers(network) && !(plain ?? constructors[0]).GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute")
            ? "it has required members, which its constructor does not set"
            : null;
    }

    private static bool IsLayerOfTensors(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor is { Name: "Module", TypeArguments.Length: 2, ContainingType: { Name: "nn" } container } && IsOfTorch(container) && ancestor.TypeArguments.All(IsTensor))
            {
                return true;
            }
        }

        return false;

        static bool IsTensor(ITypeSymbol argument) => argument.Name == "Tensor" && IsOfTorch(argument);

        static bool IsOfTorch(ITypeSymbol nested) => nested.ContainingType is { Name: "torch", ContainingNamespace: { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true } };
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
