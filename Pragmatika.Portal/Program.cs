using Pragmatika.Portal.Cli;

return await PortalCommandLine.RunAsync(args, CliConsole.OfProcess(), EngineHost.OpenAsync);
