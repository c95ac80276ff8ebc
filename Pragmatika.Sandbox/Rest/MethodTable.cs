using System.Collections.Frozen;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Every method the portal knows, found by name without regard to case.</summary>
public sealed class MethodTable
{
    private readonly FrozenDictionary<string, RestMethod> _methods;

    public MethodTable(IEnumerable<RestMethod> methods) =>
        _methods = methods.ToFrozenDictionary(method => method.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<RestMethod> All => _methods.Values;

    /// <summary>The method, or null when the portal does not have it.</summary>
    public RestMethod? Find(string name) => _methods.GetValueOrDefault(name);
}
