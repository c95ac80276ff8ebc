using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Ways;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>The ways of every portal as a test sets them.</summary>
public sealed class FakeHearingWays : IHearingWays
{
    public long WrongTokens { get; set; }

    /// <summary>Portals that were probed, in order.</summary>
    public List<string> Probed { get; } = [];

    public Dictionary<HeardBy, WayState> States { get; } = new()
    {
        [HeardBy.Webhook] = WayState.Waiting, [HeardBy.Offline] = WayState.Off, [HeardBy.Polling] = WayState.On, [HeardBy.Sweep] = WayState.Failing,
    };

    public Task<HearingReport?> OfAsync(Connection connection, CancellationToken cancellationToken)
    {
        var at = new DateTimeOffset(2026, 3, 2, 6, 12, 0, TimeSpan.Zero);
        return Task.FromResult(connection.Kind is ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication
            ? new HearingReport(
                [.. States.Select(way => new WayReport(way.Key, way.Value, $"Причина {way.Key}.", at, way.Value == WayState.On ? at : null))], "/hooks/bitrix24/" + connection.Name, WrongTokens)
            : null);
    }

    public Task ProbeAsync(Connection connection, CancellationToken cancellationToken)
    {
        Probed.Add(connection.Name);
        return Task.CompletedTask;
    }
}
