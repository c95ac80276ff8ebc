namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Transforms in two or three words; what each does in full is in <see cref="TransformKind.Description"/>.</summary>
public static class TransformTitles
{
    private static readonly Dictionary<string, Message> Titles = new(StringComparer.Ordinal)
    {
        ["trim"] = new("Без лишних пробелов", "Trim spaces"),
        ["case"] = new("Регистр букв", "Letter case"),
        ["concat"] = new("Добавить колонки", "Append columns"),
        ["split"] = new("Разделить на список", "Split into a list"),
        ["join"] = new("Собрать из списка", "Join a list"),
        ["replace"] = new("Замена", "Replace"),
        ["substring"] = new("Часть текста", "Part of the text"),
        ["default"] = new("Если пусто", "If empty"),
        ["constant"] = new("Постоянное значение", "Constant"),
        ["map"] = new("По словарю", "By dictionary"),
        ["if"] = new("По условию", "By condition"),
        ["template"] = new("По шаблону", "By template"),
        ["lookup"] = new("Ссылка на запись", "Reference to a record"),
        ["option"] = new("Вариант списка", "List option"),
        ["user"] = new("Сотрудник", "Employee"),
        ["number"] = new("Число", "Number"),
        ["formatNumber"] = new("Вид числа", "Number format"),
        ["date"] = new("Дата", "Date"),
        ["moment"] = new("Дата и время", "Date and time"),
        ["formatDate"] = new("Вид даты", "Date format"),
        ["flag"] = new("Да или нет", "Yes or no"),
        ["formatFlag"] = new("«Да» или «нет» словами", "Yes or no in words"),
        ["money"] = new("Сумма", "Amount"),
        ["phone"] = new("Телефон", "Phone"),
        ["email"] = new("E-mail", "E-mail"),
        ["vin"] = new("VIN", "VIN"),
        ["plate"] = new("Госномер", "Number plate"),
        ["guid1c"] = new("Идентификатор 1С", "1C identifier"),
        ["fioSplit"] = new("Часть ФИО", "Part of a full name"),
        ["fioJoin"] = new("ФИО целиком", "Full name"),
    };

    /// <summary>The kind itself when it is unknown.</summary>
    public static string Of(string kind) => Titles.TryGetValue(kind, out var title) ? title.ToString() : kind;
}
