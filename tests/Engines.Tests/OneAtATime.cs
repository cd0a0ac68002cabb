using Xunit;

// TorchSharp hands numbers to libtorch in objects that nothing holds on to during the call: a garbage collection that another thread's test sets off meanwhile frees them too early.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
