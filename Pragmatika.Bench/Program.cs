using Pragmatika.Bench;

return await BenchCommand.RunAsync(args);
