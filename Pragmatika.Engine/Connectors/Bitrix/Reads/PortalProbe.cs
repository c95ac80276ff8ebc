using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Reads;

/// <summary>Asks a portal who we are there and what we may do.</summary>
internal sealed class PortalProbe(BatchRunner batches)
{
    private static readonly Message ServerTime = new("Bitrix24, время сервера {0}", "Bitrix24, server time {0}");
    private static readonly Message NoCrm = new(
        "Подключение открыто, но вебхуку не дано право crm: отметьте его в настройках вебхука.", "The connection opens, but the webhook lacks the right crm: tick it in the webhook's settings.");

    private static readonly Message CrmClosed = new("CRM недоступна. {0}", "CRM is not available. {0}");
    private static readonly Message Administrator = new("Подключение работает: {0}, администратор, раздел CRM доступен.", "The connection works: {0}, administrator, CRM is available.");
    private static readonly Message PlainUser = new(
        "Подключение работает: {0}. Пользователь не администратор: смарт-процессы и поля создать нельзя, а записи видны по его правам.",
        "The connection works: {0}. The user is no administrator: smart processes and fields cannot be created, and records show by this user's rights.");

    /// <summary>Says in words what is wrong and what to do; throws only for cancellation.</summary>
    public async Task<ConnectionCheck> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answers = await batches.RunAsync(
                [new("profile", string.Empty), new("scope", string.Empty), new("server.time", string.Empty), new("crm.item.fields", "entityTypeId=3")],
                cancellationToken);
            return Judge(answers);
        }
        catch (BitrixException exception)
        {
            return exception.Error is { } error ? Refused(error, null, Messages.Meaning(error)) : new(false, null, exception.Message);
        }
    }

    private static ConnectionCheck Judge(CommandAnswer[] answers)
    {
        if (answers[0].Error is { } refused)
        {
            return Refused(refused, null, Messages.Meaning(refused));
        }

        using var profile = JsonDocument.Parse(answers[0].Result);
        var who = $"{profile.RootElement.Text("NAME")} {profile.RootElement.Text("LAST_NAME")}".Trim();
        var administrator = profile.RootElement.Flag("ADMIN");
        var version = ServerTime.With(Time(answers[2]));
        if (Scopes(answers[1]) is { } scopes && !scopes.Contains("crm"))
        {
            return new(false, version, NoCrm.With());
        }

        if (answers[3].Error is { } closed)
        {
            return Refused(closed, version, CrmClosed.With(Messages.Meaning(closed)));
        }

        return new(true, version, (administrator ? Administrator : PlainUser).With(who));
    }

    private static ConnectionCheck Refused(BitrixError error, string? version, string message) => new(false, version, message) { Detail = Messages.Detail(error) };

    private static HashSet<string>? Scopes(CommandAnswer answer)
    {
        if (answer.Error is not null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(answer.Result);
        return document.RootElement.Rows().Select(scope => scope.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static string Time(CommandAnswer answer)
    {
        if (answer.Error is not null)
        {
            return new Message("неизвестно", "unknown").With();
        }

        using var document = JsonDocument.Parse(answer.Result);
        return document.RootElement.ToString();
    }
}
