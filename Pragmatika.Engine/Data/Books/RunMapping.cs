using System.Text.Json;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Run record to row and back.</summary>
internal static class RunMapping
{
    public static RunRow ToRow(RunRecord run) => new()
    {
        Id = run.Id,
        Exchange = run.Exchange,
        Mode = run.Mode,
        IsDryRun = run.IsDryRun,
        State = run.State,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Rows = run.Rows,
        RowsExpected = run.RowsExpected,
        Flows = FlowsJson(run.Flows),
        RestCalls = run.RestCalls,
        Commands = run.Commands,
        Message = run.Message,
        StartedBy = run.StartedBy,
        OfRun = run.Of?.Run,
        OfFlow = run.Of?.Flow,
        OfKey = run.Of?.Key,
    };

    public static RunRecord ToRecord(RunRow row) => new()
    {
        Id = row.Id,
        Exchange = row.Exchange,
        Mode = row.Mode,
        IsDryRun = row.IsDryRun,
        State = row.State,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Rows = row.Rows,
        RowsExpected = row.RowsExpected,
        Flows = Flows(row.Flows),
        RestCalls = row.RestCalls,
        Commands = row.Commands,
        Message = StoredText.Read(row.Message),
        StartedBy = row.StartedBy,
        Of = row.OfRun is { } of ? new RunScope(of, row.OfFlow, row.OfKey) : null,
    };

    /// <summary>An array of [flow, seven outcomes, echoes, near misses]: it keeps the order of the flows and is a third of the size of named members.</summary>
    public static string FlowsJson(IReadOnlyDictionary<string, RunCounters> flows) => JsonSerializer.Serialize(
        flows.Select(flow => new object[]
        {
            flow.Key, flow.Value.Created, flow.Value.Updated, flow.Value.Unchanged, flow.Value.Skipped, flow.Value.Conflicted, flow.Value.Rejected, flow.Value.Failed,
            flow.Value.Echoes, flow.Value.NearMisses,
        }));

    private static Dictionary<string, RunCounters> Flows(string json)
    {
        using var document = JsonDocument.Parse(json);
        var flows = new Dictionary<string, RunCounters>(StringComparer.Ordinal);
        foreach (var flow in document.RootElement.EnumerateArray())
        {
            flows[flow[0].GetString()!] = new RunCounters(
                flow[1].GetInt64(), flow[2].GetInt64(), flow[3].GetInt64(), flow[4].GetInt64(), flow[5].GetInt64(), flow[6].GetInt64(), flow[7].GetInt64())
            {
                Echoes = Later(flow, 8),
                NearMisses = Later(flow, 9),
            };
        }

        return flows;
    }

    /// <summary>Runs of earlier versions have fewer numbers.</summary>
    private static long Later(JsonElement flow, int position) => flow.GetArrayLength() > position ? flow[position].GetInt64() : 0;
}
