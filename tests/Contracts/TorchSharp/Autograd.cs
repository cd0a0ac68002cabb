using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public class AutogradContext
        {
            public void save_for_backward(List<Tensor> tensors) => throw Contract.NotRun;

            public List<Tensor> get_saved_variables() => throw Contract.NotRun;

            public void save_data(string key, object value) => throw Contract.NotRun;

            public object get_data(string key) => throw Contract.NotRun;
        }

        public abstract class SingleTensorFunction<T>
            where T : SingleTensorFunction<T>, new()
        {
            public abstract string Name { get; }

            public static Tensor apply(params object[] vars) => throw Contract.NotRun;

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);
        }
    }
}
