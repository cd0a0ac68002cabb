using System.Xml.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>What names in formulas stand for.</summary>
internal interface ISbmlNames
{
    /// <summary>What a name stands for.</summary>
    Expression ValueOf(string name, XElement place);

    /// <summary>The rate at which what a name stands for changes.</summary>
    Expression RateOf(string name, XElement place);

    /// <summary>The function of a name.</summary>
    SbmlFunction FunctionOf(string name, XElement place);

    /// <summary>The time.</summary>
    Expression Time { get; }
}
