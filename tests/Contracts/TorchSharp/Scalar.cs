namespace TorchSharp;

public sealed class Scalar
{
    public static implicit operator Scalar(int value) => throw Contract.NotRun;

    public static implicit operator Scalar(double value) => throw Contract.NotRun;
}
