using Pragmatika.Portal;
using Pragmatika.Portal.Cli;

NativeHeap.Share(arenas: 2);
return await PortalCommandLine.RunAsync(args, CliConsole.OfProcess(), EngineHost.OpenAsync);
