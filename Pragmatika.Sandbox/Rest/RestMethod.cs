using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Answers one call: writes exactly one JSON value, or throws <see cref="RestException"/> before writing.</summary>
public delegate void RestHandler(RestCall call);

/// <summary>One method of the table.</summary>
/// <param name="Name">As documented; looked up without regard to case.</param>
/// <param name="Scope">The right a hook needs, empty for none.</param>
/// <param name="Handler">What it does.</param>
public sealed record RestMethod(string Name, string Scope, RestHandler Handler)
{
    /// <summary>Refuses inbound webhooks (reference 8.1).</summary>
    public bool AppOnly { get; init; }

    /// <summary>Refused inside a batch.</summary>
    public bool NotInBatch { get; init; }
}
