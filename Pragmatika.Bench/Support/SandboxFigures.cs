using System.Text.Json;

namespace Pragmatika.Bench.Support;

/// <summary>What reached the sandbox since its last reset.</summary>
internal sealed record SandboxFigures(
    long Requests, long WriteRequests, IReadOnlyDictionary<string, long> Commands, IReadOnlyDictionary<string, long> Refusals, IReadOnlyDictionary<string, long> Entities, long Duplicates)
{
    private static readonly string[] Writes = [".add", ".update", ".delete", ".import", ".batchimport"];

    /// <summary>Commands that change CRM records; settings made while the portal is provisioned are not among them.</summary>
    public long WriteCommands => Commands
        .Where(command => command.Key.StartsWith("crm.item.", StringComparison.OrdinalIgnoreCase) && Array.Exists(Writes, end => command.Key.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
        .Sum(command => command.Value);

    public long Records => Entities.Values.Sum();

    public static SandboxFigures Of(JsonElement stats) => new(
        stats.GetProperty("requests").GetInt64(),
        stats.GetProperty("writeRequests").GetInt64(),
        Map(stats.GetProperty("commands")),
        Map(stats.GetProperty("refusals")),
        Map(stats.GetProperty("entities")),
        stats.GetProperty("duplicateCount").GetInt64());

    /// <summary>What came between an earlier look and this one.</summary>
    public SandboxFigures Since(SandboxFigures earlier) => this with
    {
        Requests = Requests - earlier.Requests,
        WriteRequests = WriteRequests - earlier.WriteRequests,
        Commands = Commands.ToDictionary(command => command.Key, command => command.Value - earlier.Commands.GetValueOrDefault(command.Key)),
        Refusals = Refusals.ToDictionary(refusal => refusal.Key, refusal => refusal.Value - earlier.Refusals.GetValueOrDefault(refusal.Key)),
    };

    private static Dictionary<string, long> Map(JsonElement map) => map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64());
}
