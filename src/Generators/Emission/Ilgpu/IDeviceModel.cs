using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The sizes of a model and those of its kernels that are in double precision in any case.</summary>
internal interface IDeviceModel
{
    static abstract int Unknowns { get; }

    static abstract int Header { get; }

    static abstract int Steps { get; }

    static abstract int Rows { get; }

    static abstract int Factor { get; }

    /// <summary>Numbers of workspace that lie in the memory of the trajectory.</summary>
    static abstract int Workspace { get; }

    /// <summary>How many threads are worthwhile for a trajectory: one, or more where a group of any number of threads may have it. It is also the number of strands in which a group adds up.</summary>
    static abstract int Threads { get; }

    /// <summary>How many derivatives with respect to each number of the header the chain rule leaves, to be added up.</summary>
    static abstract int ChainStrands { get; }

    static abstract int Prolongation { get; }

    /// <summary>Which of the values of a grid point is the step, or -1.</summary>
    static abstract int StepIndex { get; }

    static abstract bool IsLinear { get; }

    static abstract int States { get; }

    static abstract int StateOrder(int state);

    static abstract int StateOffset(int state);

    /// <summary>Whether something is given at the first point and nothing after it, so that the problem can be marched.</summary>
    static abstract bool IsMarched { get; }

    /// <summary>How many values are given at the first point.</summary>
    static abstract int Given { get; }

    static abstract int GivenHeader(int value);

    static abstract int GivenUnknown(int value);

    static abstract int GivenOrder(int value);

    /// <summary>The step that follows a grid point.</summary>
    static abstract double StepAt(DeviceBlock<double> block, int point);

    /// <summary>Puts parameters and inputs where the kernels read them; returns whether all numbers are finite and all steps positive.</summary>
    static abstract bool Pack(ArrayView<double> parameters, ArrayView<double> inputs, DeviceBlock<double> block);

    /// <summary>Memory that the threads of a group share, for three sums of each strand.</summary>
    static abstract ArrayView<double> Sums(ArrayView<double> otherwise);

    static abstract double Residual(DeviceBlock<double> block, ArrayView<double> solution, double scale, ArrayView<double> residual);

    static abstract void Chain(DeviceBlock<double> block, ArrayView<double> solution, ArrayView<double> adjoint, ArrayView<double> headerGradient, ArrayView<double> stepGradient);
}

/// <summary>A model whose factor is in double precision.</summary>
internal interface IDoubleDeviceModel : IDeviceModel
{
    /// <summary>Memory that the threads of a group share, as workspace, where it is large enough.</summary>
    static abstract ArrayView<double> Scratch(ArrayView<double> otherwise);

    static abstract double Factorise(DeviceBlock<double> block, ArrayView<double> reduced);

    static abstract void Reduce(DeviceBlock<double> block, ArrayView<double> vector);

    static abstract void Substitute(DeviceBlock<double> block, ArrayView<double> vector);
}

/// <summary>A model whose factor is in single precision.</summary>
internal interface ISingleDeviceModel : IDeviceModel
{
    /// <summary>Memory that the threads of a group share, as workspace, where it is large enough.</summary>
    static abstract ArrayView<float> Scratch(ArrayView<float> otherwise);

    static abstract float Factorise(DeviceBlock<float> block, ArrayView<float> reduced);

    static abstract void Reduce(DeviceBlock<float> block, ArrayView<float> vector);

    static abstract void Substitute(DeviceBlock<float> block, ArrayView<float> vector);
}
