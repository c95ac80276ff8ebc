using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing.Ways;

/// <summary>What people read about the ways a portal is heard; the codes stand in the book for those that outlive the process.</summary>
internal static class HearingTexts
{
    public const string NeedsApplicationCode = "needs-application";
    public const string NeedsPlanCode = "needs-plan";
    public const string NoPortalCode = "no-portal";

    public static readonly Message NeedsApplication = new(
        "Очередь событий портал отдаёт только установленному приложению. Сейчас подключение работает через входящий вебхук: замените его локальным приложением, если нужна очередь.",
        "The portal gives its queue of events only to an installed application. This connection works by an inbound webhook: use a local application if you need the queue.");

    public static readonly Message NeedsPlan = new(
        "Тариф портала не позволяет читать очередь событий с подтверждением (rest_offline_extended), а без него событие может потеряться.",
        "The portal's plan does not let the queue be read with a confirmation (rest_offline_extended), and without it an event may be lost.");

    public static readonly Message NoPortal = new("Подключения к порталу нет или оно другого вида.", "There is no such connection to a portal.");

    public static readonly Message NobodyListens = new(
        "Ни один обмен не читает изменения из этого портала: добавьте в обмен правило с направлением ← или ↔.",
        "No exchange reads changes from this portal: give an exchange a rule with direction ← or ↔.");

    public static readonly Message NoToken = new(
        "Не сохранён токен приложения. Создайте в портале исходящий вебхук с адресом этой страницы и введите его токен.",
        "No application token is stored. Make an outgoing webhook in the portal with the address below and enter its token.");

    public static readonly Message NoCallYet = new(
        "Токен сохранён, вызовов от портала ещё не было. Проверьте, что в портале указан адрес ниже и выбраны события CRM.",
        "The token is stored; the portal has not called yet. Check that it has the address below and that CRM events are chosen.");

    public static readonly Message Calls = new("Портал сообщает об изменениях сам.", "The portal tells of changes by itself.");

    public static readonly Message Polls = new("Изменённые записи запрашиваются по времени изменения.", "Changed records are asked for by their modified time.");

    public static readonly Message ReadsQueue = new("События берутся из очереди приложения и удаляются из неё только после записи.", "Events are taken from the application's queue and cleared only once they are kept.");

    public static readonly Message Sweeps = new(
        "Все номера записей сверяются со связями: так находятся удалённые записи и изменённые привязки.",
        "All record numbers are compared with the links: this finds deleted records and changed bindings.");

    public static readonly Message NotYet = new("Начнётся при следующем проходе.", "Begins with the next pass.");

    public static readonly Message Failing = new("Последняя попытка не удалась: {0}", "The last attempt failed: {0}");

    /// <summary>The text of a code of the book; null for texts that stand there as they are.</summary>
    public static Message? Of(string? code) => code switch
    {
        NeedsApplicationCode => NeedsApplication,
        NeedsPlanCode => NeedsPlan,
        NoPortalCode => NoPortal,
        _ => null,
    };
}
