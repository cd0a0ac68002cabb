System.Console.Error.WriteLine("This sample trains a network with TorchSharp, which cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.");
return 1;
