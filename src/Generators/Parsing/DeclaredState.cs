using System;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators.Parsing;

/// <summary>A state while its model is being read.</summary>
/// <param name="property">The property.</param>
/// <param name="declaration">Its modifiers, or an empty string where it is not partial.</param>
/// <param name="order">The declared order, less than 1 where it is missing.</param>
/// <param name="orderLocation">Where the order is, or should be, declared.</param>
/// <param name="attributeLocation">Where the attribute stands.</param>
/// <param name="initial">The initial values.</param>
/// <param name="observed">The derivatives that may be given at any grid point.</param>
/// <param name="dosed">How doses reach it.</param>
internal sealed class DeclaredState(
    IPropertySymbol property,
    string declaration,
    int order,
    Location? orderLocation,
    Location? attributeLocation,
    InitialSpec? initial,
    ObservedSpec[] observed,
    DosedSpec? dosed)
{
    public IPropertySymbol Property => property;

    public int Order => order;

    public Location? OrderLocation => orderLocation;

    public Location? AttributeLocation => attributeLocation;

    /// <summary>The highest derivative that an expression refers to; -1 where there is none.</summary>
    public int HighestUsed { get; private set; } = -1;

    /// <summary>Notes that an expression refers to a derivative.</summary>
    public void Use(int derivative) => HighestUsed = Math.Max(HighestUsed, derivative);

    public StateSpec ToSpec() => new(property.Name, declaration, order, initial, new EquatableArray<ObservedSpec>(observed)) { Dosed = dosed };
}
