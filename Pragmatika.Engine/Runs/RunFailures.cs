using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Runs;

/// <summary>Says to people why a run failed and what to do. Pure.</summary>
public static class RunFailures
{
    public static string Describe(Exception exception) => exception switch
    {
        RunRefusedException { Problems.Count: > 0 } refused => refused.Message + " " + string.Join(" ", refused.Problems.Select(problem => $"{problem.Path}: {problem.Reason} {problem.Remedy}")),
        DeliveryStoppedException { InnerException: BitrixException bitrix } => Describe(bitrix),
        BitrixException bitrix => Describe(bitrix),
        LeaseLostException => "Обмен перехвачен другим узлом: этот узел слишком долго не отвечал. Ничего лишнего не записано; новый запуск продолжит с последней точки.",
        OperationCanceledException => "Запуск прерван. Новый запуск продолжит с последней точки.",
        _ => exception.Message,
    };

    private static string Describe(BitrixException exception) => exception.Kind switch
    {
        FailureKind.Unauthorized when IsApplication(exception) => $"Битрикс24 не продлил доступ приложения ({Code(exception)}). Установите приложение заново и сохраните его ключи на странице «Подключения»; обмен продолжит с последней точки.",
        FailureKind.Unauthorized => $"Битрикс24 не принял вебхук или приложение ({Code(exception)}). Создайте новый вебхук и укажите его на странице «Подключения»; обмен продолжит с последней точки.",
        FailureKind.PortalClosed => $"Портал Битрикс24 закрыт для обмена ({Code(exception)}): проверьте тариф и состояние портала.",
        FailureKind.Unavailable or FailureKind.OutcomeUnknown => $"Портал Битрикс24 не отвечает ({Code(exception)}). Возможно, идут работы; обмен продолжит с последней точки при следующем запуске.",
        FailureKind.Limited => $"Портал Битрикс24 не снимает ограничение ({Code(exception)}). Запустите обмен позже.",
        _ => exception.Message,
    };

    /// <summary>Codes that only an application's keys bring: reference, "OAuth" and "System codes".</summary>
    private static bool IsApplication(BitrixException exception) => exception.Error?.Code.ToLowerInvariant() is
        "invalid_grant" or "invalid_client" or "wrong_client" or "expired_token" or "invalid_token" or "not_installed" or "application_not_found" or "error_oauth";

    private static string Code(BitrixException exception) => exception.Error switch
    {
        { Code.Length: > 0 } error => error.Code,
        { } error => "HTTP " + error.HttpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => exception.Message,
    };
}
