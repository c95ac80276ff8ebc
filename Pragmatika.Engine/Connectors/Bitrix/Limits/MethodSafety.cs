namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>Tells reads from writes by the method's name: every call is a POST, so the verb says nothing.</summary>
public static class MethodSafety
{
    private static readonly string[] ReadEndings =
        [".list", ".get", ".fields", ".current", ".getbyentitytypeid", ".findbycomm", ".types", ".items", ".gettypes", ".time", ".searchcrmentities"];

    private static readonly HashSet<string> Reads = new(StringComparer.OrdinalIgnoreCase) { "profile", "scope", "methods", "events", "app.info" };

    /// <summary>True when sending the call twice does no harm. event.offline.get is no read: it takes from the queue.</summary>
    public static bool IsRead(string method) => !method.Equals("event.offline.get", StringComparison.OrdinalIgnoreCase)
        && (Reads.Contains(method) || Array.Exists(ReadEndings, ending => method.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    public static int Writes(IReadOnlyList<BitrixCommand> commands)
    {
        var writes = 0;
        for (var index = 0; index < commands.Count; index++)
        {
            writes += IsRead(commands[index].Method) ? 0 : 1;
        }

        return writes;
    }
}
