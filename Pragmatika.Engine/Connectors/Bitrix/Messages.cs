using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Words for people about an error of the portal, with what to do. Expects an error whose description is already redacted.</summary>
internal static class Messages
{
    /// <summary>What it means, then the portal's own words.</summary>
    public static string Of(BitrixError error)
    {
        var detail = string.Join(' ', new[] { error.Code, error.Description }.Where(part => part.Length > 0));
        return detail.Length == 0 ? $"{Meaning(error)} (HTTP {error.HttpStatus})" : $"{Meaning(error)} {detail} (HTTP {error.HttpStatus})";
    }

    /// <summary>The portal's own code alone.</summary>
    public static string Detail(BitrixError error) => error.Code.Length == 0 ? $"HTTP {error.HttpStatus}" : $"{error.Code}, HTTP {error.HttpStatus}";

    public static string Meaning(BitrixError error)
    {
        var meaning = error.Kind switch
        {
            FailureKind.Limited => new Message("Портал просит подождать: исчерпан лимит запросов.", "The portal asks to wait: the limit of requests is used up."),
            FailureKind.Unavailable => new Message("Портал временно не отвечает.", "The portal does not answer for the time being."),
            FailureKind.OutcomeUnknown => new Message("Неизвестно, выполнена ли запись.", "It is not known whether the write was done."),
            FailureKind.NotFound => new Message("Запись в портале не найдена.", "The record was not found in the portal."),
            FailureKind.Unauthorized => Unauthorized(error.Code),
            FailureKind.PortalClosed => new Message("Портал закрыт для REST: тариф, блокировка или удаление. Нужен администратор портала.", "The portal is closed to REST: its plan, a block, or it was deleted. Ask the portal's administrator."),
            FailureKind.Rejected => new Message("Портал отклонил запись.", "The portal rejected the record."),
            _ => new Message("Портал ответил ошибкой.", "The portal answered with an error."),
        };
        return meaning.ToString();
    }

    private static Message Unauthorized(string code) => code.ToLowerInvariant() switch
    {
        "insufficient_scope" => new Message("Вебхуку не хватает прав: добавьте ему раздел crm.", "The webhook lacks rights: add the section crm to it."),
        "wrong_auth_type" => new Message("Этот метод доступен только приложению, не вебхуку.", "This method is for applications only, not for a webhook."),
        "method_confirm_waiting" => new Message("Администратор портала должен подтвердить доступ к методу.", "The portal's administrator must confirm access to the method."),
        _ => new Message("Портал не принимает ключ доступа: вебхук удалён, изменён или его владелец уволен. Обновите подключение.", "The portal does not accept the access key: the webhook was deleted or changed, or its owner was dismissed. Renew the connection."),
    };
}
