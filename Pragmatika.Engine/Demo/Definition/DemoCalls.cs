using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>Single calls with JSON in and out.</summary>
internal sealed class DemoCalls(IBitrixPortal portal)
{
    /// <summary>The <c>result</c> of a call; throws <see cref="BitrixException"/> for an error.</summary>
    public async Task<JsonNode?> CallAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        (await SendAsync(method, parameters, cancellationToken)).Result;

    /// <summary>All entries of a list method, page by page; they stand in <c>result</c> or in its member <paramref name="member"/>.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string method, JsonObject parameters, string? member, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        int? start = 0;
        while (start is { } from)
        {
            parameters["start"] = from;
            var (result, next) = await SendAsync(method, parameters, cancellationToken);
            var entries = member is null ? result : (result as JsonObject)?[member];
            all.AddRange((entries as JsonArray ?? []).OfType<JsonObject>());
            start = next > from ? next : null;
        }

        return all;
    }

    private async Task<(JsonNode? Result, int? Next)> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var answer = await portal.CallAsync(method, JsonSerializer.SerializeToUtf8Bytes(parameters), cancellationToken);
        return answer.Error is { } error
            ? throw new BitrixException(error.Kind, error, $"{method}: {error.Code} {error.Description}".TrimEnd())
            : (JsonNode.Parse(answer.Result.Span), answer.Next);
    }
}
