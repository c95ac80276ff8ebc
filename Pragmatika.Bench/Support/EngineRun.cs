using System.Text.Json;

namespace Pragmatika.Bench.Support;

/// <summary>One run of the product's own executable, as its <c>--json</c> tells it.</summary>
internal sealed record EngineRun(
    int ExitCode, string State, string? Message, long Rows, EngineCounters Total, long RestCalls, long Commands, double Seconds, double PeakRssMiB, double CpuSeconds, double AllocatedMiB)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Records that were written: what a load delivers.</summary>
    public long Objects => Total.Created + Total.Updated;

    /// <summary>Runs an exchange in a process of its own. Throws when the run ended in any other way than well, or with records for a person.</summary>
    public static async Task<EngineRun> RunAsync(string dataDirectory, string exchange, Stages stages, CancellationToken cancellationToken, params string[] more)
    {
        await using var child = Start(dataDirectory, exchange, line => stages.Say("  " + line), more);
        var exitCode = await child.WaitAsync(cancellationToken);
        return exitCode is 0 or 3
            ? Of(exitCode, child.Output)
            : throw new InvalidOperationException($"The engine's run ended with exit code {exitCode}: {child.Output}");
    }

    public static ChildProcess Start(string dataDirectory, string exchange, Action<string>? onError, params string[] more) =>
        ChildProcess.Start("Pragmatika.Portal", ["run", exchange, "--data", dataDirectory, "--json", .. more], onError: onError);

    public static EngineRun Of(int exitCode, string output)
    {
        var run = JsonSerializer.Deserialize<EngineRun>(output, Json) ?? throw new InvalidOperationException("The engine's run printed nothing.");
        return run with { ExitCode = exitCode };
    }
}

internal sealed record EngineCounters(long Read, long Created, long Updated, long Unchanged, long Skipped, long Conflicted, long Rejected, long Failed);
