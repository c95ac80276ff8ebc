using Pragmatika.Engine.Mapping;

namespace Pragmatika.Portal.Naming;

/// <summary>Codes of failures in words; the code itself is for those who look it up.</summary>
public static class CodeWords
{
    private static readonly Message Unknown = new("Битрикс24 отказал", "Refused by Bitrix24");

    private static readonly Dictionary<string, Message> Words = new(StringComparer.Ordinal)
    {
        ["MAPPING"] = new("Значение строки не разобрано", "A value of the row could not be read"),
        ["FIELD"] = new("Значение не подходит полю Битрикс24", "A value does not fit its Bitrix24 field"),
        ["EXTRA"] = new("Не дошёл комментарий или файл", "A comment or a file did not arrive"),
        ["OUTCOME_UNKNOWN"] = new("Битрикс24 так и не ответил", "Bitrix24 never answered"),
        ["DOUBTFUL_MATCH"] = new("Похожих записей несколько", "Several records match"),
        ["SEVERAL"] = new("Похожих записей несколько", "Several records match"),
        ["DATE_NOT_PARSED"] = new("Дата не разобрана", "A date could not be read"),
        ["INVALID_ARG_VALUE"] = new("Битрикс24 не принял значение", "Bitrix24 refused a value"),
        ["CRM_FIELD_ERROR_VALUE_NOT_VALID"] = new("Битрикс24 не принял значение", "Bitrix24 refused a value"),
        ["CRM_FIELD_ERROR_REQUIRED"] = new("Не заполнено обязательное поле", "A required field is empty"),
        ["NOT_FOUND"] = new("Записи в Битрикс24 больше нет", "The record is gone from Bitrix24"),
        ["ACCESS_DENIED"] = new("Не хватает прав в Битрикс24", "Bitrix24 denies access"),
        ["insufficient_scope"] = new("Не хватает прав в Битрикс24", "Bitrix24 denies access"),
        ["QUERY_LIMIT_EXCEEDED"] = new("Битрикс24 просит подождать", "Bitrix24 asks to wait"),
        ["OPERATION_TIME_LIMIT"] = new("Битрикс24 просит подождать", "Bitrix24 asks to wait"),
        ["DUPLICATE_ORIGIN"] = new("Такая запись в Битрикс24 уже есть", "Bitrix24 has such a record already"),
    };

    /// <summary>Never a code.</summary>
    public static string Of(string code) => Words.TryGetValue(code, out var word) ? word.ToString() : Unknown.ToString();
}
