using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox.Control;

/// <summary>What a control call asks for the weather: a name, or rules of its own; the seed stays unless given.</summary>
public sealed record WeatherRequest(string? Name, int? Seed, IReadOnlyList<WeatherRule>? Rules);

/// <summary>Which state file to write or read.</summary>
public sealed record StateRequest(string Path = "");

/// <summary>An outgoing webhook made by hand in the portal.</summary>
public sealed record HookRequest(Uri Handler, string[] Events, string ApplicationToken = "sandbox-application-token");

/// <summary>A deleted record to bring back from the recycle bin, under its own id or a new one.</summary>
public sealed record RestoreRequest(int EntityTypeId, int Id, bool AsNew = false);

/// <summary>Another profile, another cost of every call, or costs by method, in seconds; what is left out stays.</summary>
public sealed record LimitsRequest(string? Profile = null, double? CallCost = null, Dictionary<string, double>? Costs = null);
