using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing.Intake;
using Pragmatika.Engine.Hearing.Offline;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing.Ways;

/// <summary>Which ways a portal can be heard by, and why one is off.</summary>
public interface IHearingWays
{
    /// <summary>From what is stored; asks no portal. Null for a connection that is no portal.</summary>
    Task<HearingReport?> OfAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Asks the portal what its plan allows and notes the answer for <see cref="OfAsync"/>. A portal that does not answer is no error here.</summary>
    Task ProbeAsync(Connection connection, CancellationToken cancellationToken);
}

internal sealed class HearingWays(IExchangeCatalog exchanges, IConnectionCatalog connections, IBitrixPortalFactory portals, IHearingStore book, HearingMeters meters) : IHearingWays
{
    /// <summary>Where portals call; the connection's name follows.</summary>
    public const string HookRoot = "/hooks/bitrix24/";

    public async Task<HearingReport?> OfAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (!IsPortal(connection))
        {
            return null;
        }

        var isListened = ListenPlan.Of(await exchanges.ListAsync(cancellationToken)).Any(plan => plan.Name == connection.Name);
        var noted = (await book.WaysAsync(connection.Name, cancellationToken)).ToDictionary(row => (HeardBy)row.Way);
        var wrongTokens = meters.Calls(connection.Name, IntakeResult.Forbidden);
        return new HearingReport(
            [.. Enum.GetValues<HeardBy>().Select(way => Report(way, connection, isListened, noted.GetValueOrDefault(way)))], HookRoot + connection.Name, wrongTokens);
    }

    public async Task ProbeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Kind != ConnectionKind.BitrixApplication || await connections.OpenAsync(connection.Name, cancellationToken) is not { } secret)
        {
            return;
        }

        try
        {
            await (await OfflineReader.IsPossibleAsync(portals.Create(secret), cancellationToken)
                ? book.ForgetFailureAsync(connection.Name, HeardBy.Offline, cancellationToken)
                : book.FailedAsync(connection.Name, HeardBy.Offline, HearingTexts.NeedsPlanCode, cancellationToken));
        }
        catch (Exception exception) when (exception is BitrixException or FormatException)
        {
            // The test of the connection itself says what is wrong.
        }
    }

    private static bool IsPortal(Connection connection) => connection.Kind is ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication;

    private static WayReport Report(HeardBy way, Connection connection, bool isListened, HearingWayRow? noted)
    {
        var (state, reason) = way switch
        {
            HeardBy.Webhook => OfCalls(connection, noted),
            HeardBy.Offline when connection.Kind == ConnectionKind.BitrixWebhook => (WayState.Off, HearingTexts.NeedsApplication.ToString()),
            HeardBy.Offline when noted?.Failure == HearingTexts.NeedsPlanCode => (WayState.Off, HearingTexts.NeedsPlan.ToString()),
            _ when !isListened => (WayState.Off, HearingTexts.NobodyListens.ToString()),
            _ => OfRounds(noted, Working(way)),
        };
        return new WayReport(way, state, reason, noted?.WorkedAt, noted?.HeardAt);
    }

    private static (WayState State, string Reason) OfCalls(Connection connection, HearingWayRow? noted) =>
        !connection.HasHookToken ? (WayState.Off, HearingTexts.NoToken.ToString())
        : noted?.WorkedAt is null ? (WayState.Waiting, HearingTexts.NoCallYet.ToString())
        : (WayState.On, HearingTexts.Calls.ToString());

    private static (WayState State, string Reason) OfRounds(HearingWayRow? noted, Message working) => noted switch
    {
        { Failure: { } failure } => (WayState.Failing, HearingTexts.Of(failure)?.ToString() ?? HearingTexts.Failing.With(failure)),
        { WorkedAt: not null } => (WayState.On, working.ToString()),
        _ => (WayState.Waiting, $"{working} {HearingTexts.NotYet}"),
    };

    private static Message Working(HeardBy way) => way switch
    {
        HeardBy.Polling => HearingTexts.Polls,
        HeardBy.Offline => HearingTexts.ReadsQueue,
        _ => HearingTexts.Sweeps,
    };
}
