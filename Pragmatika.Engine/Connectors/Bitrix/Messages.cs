namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Words for people about an error of the portal, with what to do. Expects an error whose description is already redacted.</summary>
internal static class Messages
{
    public static string Of(BitrixError error)
    {
        var meaning = error.Kind switch
        {
            FailureKind.Limited => "Портал просит подождать: исчерпан лимит запросов.",
            FailureKind.Unavailable => "Портал временно не отвечает.",
            FailureKind.OutcomeUnknown => "Неизвестно, выполнена ли запись.",
            FailureKind.NotFound => "Запись в портале не найдена.",
            FailureKind.Unauthorized => Unauthorized(error.Code),
            FailureKind.PortalClosed => "Портал закрыт для REST: тариф, блокировка или удаление. Нужен администратор портала.",
            FailureKind.Rejected => "Портал отклонил запись.",
            _ => "Портал ответил ошибкой.",
        };
        var detail = string.Join(' ', new[] { error.Code, error.Description }.Where(part => part.Length > 0));
        return detail.Length == 0 ? $"{meaning} (HTTP {error.HttpStatus})" : $"{meaning} {detail} (HTTP {error.HttpStatus})";
    }

    private static string Unauthorized(string code) => code.ToLowerInvariant() switch
    {
        "insufficient_scope" => "Вебхуку не хватает прав: добавьте ему раздел crm.",
        "wrong_auth_type" => "Этот метод доступен только приложению, не вебхуку.",
        "method_confirm_waiting" => "Администратор портала должен подтвердить доступ к методу.",
        _ => "Портал не принимает ключ доступа: вебхук удалён, изменён или его владелец уволен. Обновите подключение.",
    };
}
