using System;
#if HAS_ILGPU
using System.CommandLine;
using System.IO;
using ILGPU;
using ScalableMNN.Runtime.Accelerators;
#endif

namespace ScalableMNN.GpuBench;

/// <summary>Measures generated kernels on an accelerator.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
#if HAS_ILGPU
        var device = new Option<string>("--device") { Description = "cuda, opencl or cpu, with a colon the number of the device, such as cuda:1; or a part of its name.", DefaultValueFactory = static _ => "cuda" };
        var json = new Option<string?>("--json") { Description = "Write the raw results to this file.", HelpName = "FILE" };
        var only = new Option<string?>("--only") { Description = "Only shapes whose name contains this text.", HelpName = "TEXT" };
        var commit = new Option<string?>("--commit") { Description = "Which version of the source was built; it is written into the results." };
        var quick = new Option<bool>("--quick") { Description = "Shrink everything, to see that it works; the times say nothing." };
        var reference = new Option<string?>("--reference") { Description = "Compare with the times of the reference implementation in this file, measured on the same device.", HelpName = "FILE" };
        var memory = new Option<long>("--memory") { Description = "How many bytes of the device's memory a batch may use, as if the card had no more.", DefaultValueFactory = static _ => long.MaxValue, HelpName = "BYTES" };
        var list = new Option<bool>("--list") { Description = "Only name the devices that are there besides the processor, one a line: what --device takes, and the name." };
        var root = new RootCommand("Measures generated kernels on an accelerator, against the processor's results.") { device, json, only, commit, quick, reference, memory, list };
        root.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
            {
                return ListDevices();
            }

            try
            {
                return Benchmark.Run(new BenchmarkOptions(
                    parsed.GetValue(device)!, parsed.GetValue(json), parsed.GetValue(only), parsed.GetValue(commit), parsed.GetValue(quick), parsed.GetValue(reference), parsed.GetValue(memory)));
            }
            catch (Exception exception) when (exception is DeviceException or IOException or InvalidDataException)
            {
                Console.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return root.Parse(arguments).Invoke();

        static int ListDevices()
        {
            using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
            foreach (var (choice, name) in DeviceList.Of(context))
            {
                Console.WriteLine($"{choice} {name}");
            }

            return 0;
        }
#else
        Console.Error.WriteLine($"This program was built without ILGPU, so {arguments.Length} arguments are of no use to it. Run eng/probe.sh where ILGPU can be restored, and build again.");
        return 1;
#endif
    }
}
