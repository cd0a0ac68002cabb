namespace ScalableMNN.Dsl;

/// <summary>Where the numbers of a coefficient, or the steps of a grid, come from.</summary>
public enum Source
{
    /// <summary>A number written in the attribute; it is folded into the generated kernel.</summary>
    Constant,

    /// <summary>A trainable parameter of the model, with an initial value and optional bounds.</summary>
    Learned,

    /// <summary>The caller gives it with every solve.</summary>
    Input,

    /// <summary>A neural network gives it. Outside a TorchSharp module it is an input.</summary>
    Network,

    /// <summary>A C# expression of time and other coefficients, written as the body of the property.</summary>
    Function,
}
