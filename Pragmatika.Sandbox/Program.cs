using Pragmatika.Sandbox.Hosting;

return await SandboxCommand.RunAsync(args);
