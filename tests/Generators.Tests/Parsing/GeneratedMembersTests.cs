using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ScalableMNN.Generators.Parsing;
using Xunit;

namespace ScalableMNN.Generators.Tests.Parsing;

/// <summary>The reserved names are those that the generated part really has: read off a model that has everything.</summary>
public class GeneratedMembersTests
{
    private const string Source =
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue, Observed] public partial State U { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory)] public partial Coefficient Rate { get; }
            [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Drive { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect] public partial Coefficient Eta { get; }
            [PolynomialLibrary(Degree = 1)] public partial Library Growth { get; }
            [Equation] private Equation Law => U.D(1) + (Rate + Eta) * U == Drive + Growth + Sin(T);
        }
        """;

    private static readonly HashSet<string> Declared = ["U", "Rate", "Eta", "Drive", "Law", "InitialU", "ObservedU", "ObserveU", "ObserveUWithDeviation", "ObserveUBelow", "ObserveUAbove", "ObserveUBetween", "Growth", "Growth1", "GrowthU"];

    private static INamedTypeSymbol ModelWithAccelerator => ModelCompilation.Generate(ModelCompilation.Compile(Source).AddReferences(ModelCompilation.Ilgpu)).GetTypeByMetadataName("Decay")!;

    private static INamedTypeSymbol Model => ModelCompilation.Generate(ModelCompilation.Compile(Source)).GetTypeByMetadataName("Decay")!;

    [Fact]
    public void The_members_of_the_model_are_reserved() => Assert.Equal(
        GeneratedMembers.Names.Concat(GeneratedMembers.Methods).Append("ToString").Order(),
        ModelWithAccelerator.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && !Declared.Contains(member.Name))
            .Select(member => member.Name).Distinct().Order());

    [Fact]
    public void The_members_of_the_generated_types_are_reserved()
    {
        var names = new HashSet<string>();
        foreach (var type in Model.GetTypeMembers())
        {
            for (var part = type; part is not null; part = part.BaseType)
            {
                names.UnionWith(part.GetMembers()
                    .Where(member => member.CanBeReferencedByName && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                    .Select(member => member.Name));
            }
        }

        names.ExceptWith(Declared);
        Assert.Equal("", string.Join(", ", names.Except(GeneratedMembers.PropertyNames)));
        Assert.Equal("", string.Join(", ", GeneratedMembers.PropertyNames.Except(names)));
    }
}
