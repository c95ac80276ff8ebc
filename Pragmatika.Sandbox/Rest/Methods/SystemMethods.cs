using System.Collections.Frozen;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary>Service calls (reference 8.5).</summary>
public static class SystemMethods
{
    private static readonly string[] Scopes = ["crm", "department", "im", "task", "tasks", "user", "userfieldconfig"];
    private static readonly Lazy<FrozenDictionary<string, string>> ScopeByMethod = new(() =>
        MethodCatalog.Create().All.ToFrozenDictionary(method => method.Name, method => method.Scope, StringComparer.OrdinalIgnoreCase));

    public static IEnumerable<RestMethod> All =>
    [
        new("server.time", "", call => call.Json.WriteStringValue(call.Portal.Time.Moment(call.Portal.Time.NowSeconds))),
        new("scope", "", Scope),
        new("methods", "", Methods),
        new("method.get", "", MethodGet),
        new("batch", "", _ => throw new RestException(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")) { NotInBatch = true },
    ];

    private static void Scope(RestCall call) => WriteStrings(call, call.Any("full").IsYes ? Scopes : Scopes.Where(call.Caller.Holds));

    private static void Methods(RestCall call)
    {
        var scope = call.Any("scope").AsText;
        WriteStrings(call, ScopeByMethod.Value
            .Where(pair => (scope.Length == 0 || pair.Value == scope) && (call.Any("full").IsYes || call.Caller.Holds(pair.Value)))
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal));
    }

    private static void MethodGet(RestCall call)
    {
        var isExisting = ScopeByMethod.Value.TryGetValue(call.Any("name").AsText, out var scope);
        call.Json.WriteStartObject();
        call.Json.WriteBoolean("isExisting"u8, isExisting);
        call.Json.WriteBoolean("isAvailable"u8, isExisting && call.Caller.Holds(scope!));
        call.Json.WriteEndObject();
    }

    private static void WriteStrings(RestCall call, IEnumerable<string> texts)
    {
        call.Json.WriteStartArray();
        foreach (var text in texts)
        {
            call.Json.WriteStringValue(text);
        }

        call.Json.WriteEndArray();
    }
}
