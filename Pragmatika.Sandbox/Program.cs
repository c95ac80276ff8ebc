using Pragmatika.Sandbox;

return await SandboxCommand.RunAsync(args);
