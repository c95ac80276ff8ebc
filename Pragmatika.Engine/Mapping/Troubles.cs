using Pragmatika.Engine.Privacy;

namespace Pragmatika.Engine.Mapping;

/// <summary>The texts of every trouble a value can meet. Values are shortened and masked before they enter a text.</summary>
internal static class Troubles
{
    private const int ShownCharacters = 60;

    private static readonly Message MendSource = new("Исправьте значение в источнике", "Mend the value in the source");

    public static Trouble NotNumber(string text, string separator) => new(
        new Message("«{0}» не число", "'{0}' is not a number").With(Shown(text)),
        new Message("Исправьте значение в источнике; дробная часть отделяется знаком «{0}»", "Mend the value in the source; the decimal separator is '{0}'").With(separator));

    public static Trouble NumberTooLarge() => new(
        new Message("Число слишком велико", "The number is too large").With(), MendSource.With());

    public static Trouble NotDate(string text) => new(
        new Message("«{0}» не дата", "'{0}' is not a date").With(Shown(text)),
        new Message("Исправьте значение или добавьте его вид в шаблоны дат обмена", "Mend the value or add its pattern to the date patterns of the exchange").With());

    public static Trouble NotFlag(string text) => new(
        new Message("«{0}» не «да» и не «нет»", "'{0}' is neither yes nor no").With(Shown(text)),
        new Message("Исправьте значение или добавьте слово в настройки обмена", "Mend the value or add the word to the formats of the exchange").With());

    public static Trouble NotGuid(string text) => new(
        new Message("«{0}» не идентификатор 1С", "'{0}' is not a GUID of 1C").With(Shown(text)),
        new Message("Проверьте колонку и порядок байтов в настройках обмена", "Check the column and the byte order in the formats of the exchange").With());

    public static Trouble NotPhone(string text) => new(
        new Message("«{0}» не телефон", "'{0}' is not a phone number").With(Shown(text)),
        new Message("Исправьте номер: для России +7 и 10 цифр", "Mend the number: +7 and 10 digits for Russia").With());

    public static Trouble NotEmail(string text) => new(
        new Message("«{0}» не адрес электронной почты", "'{0}' is not an e-mail address").With(Shown(text)), MendSource.With());

    public static Trouble NotVin(string text) => new(
        new Message("«{0}» не VIN", "'{0}' is not a VIN").With(Shown(text)),
        new Message("VIN состоит из 17 латинских букв и цифр без I, O и Q", "A VIN has 17 Latin letters and digits without I, O and Q").With());

    public static Trouble NotPlate(string text) => new(
        new Message("«{0}» не номер автомобиля", "'{0}' is not a number plate").With(Shown(text)), MendSource.With());

    public static Trouble NotMapped(string text, string dictionary) => new(
        new Message("Значения «{0}» нет в словаре «{1}»", "The dictionary '{1}' has no '{0}'").With(Shown(text), dictionary),
        new Message("Добавьте значение в словарь или задайте «otherwise»", "Add the value to the dictionary or set 'otherwise'").With());

    public static Trouble NotMappedBack(string text, string dictionary) => new(
        new Message("В словаре «{1}» ничто не переводится в «{0}»", "Nothing in the dictionary '{1}' translates to '{0}'").With(Shown(text), dictionary),
        new Message("Добавьте в словарь строку для этого значения Битрикс24", "Add an entry for this value of Bitrix24 to the dictionary").With());

    public static Trouble ColumnTakesNot(string column, string databaseType) => new(
        new Message("Значение не подходит колонке «{0}» ({1})", "The value does not fit column '{0}' ({1})").With(column, databaseType),
        new Message("Исправьте значение в Битрикс24 или преобразования правила", "Mend the value in Bitrix24 or the transforms of the rule").With());

    public static Trouble NotUser(string text) => new(
        new Message("Сотрудник «{0}» не сопоставлен пользователю Битрикс24", "Employee '{0}' is not mapped to a Bitrix24 user").With(Shown(text)),
        new Message("Добавьте сотрудника в словарь пользователей", "Add the employee to the dictionary of users").With());

    public static Trouble WrongKind(string kind, string expected) => new(
        new Message("Получено {0}, а нужно {1}", "Got {0} where {1} is needed").With(kind, expected),
        new Message("Проверьте преобразования правила", "Check the transforms of the rule").With());

    public static Trouble PatternTooSlow() => new(
        new Message("Замена по шаблону не уложилась в отведённое время", "The replacement by pattern ran out of time").With(),
        new Message("Упростите регулярное выражение", "Simplify the regular expression").With());

    public static Trouble TemplateFailed(string message) => new(
        new Message("Шаблон не выполнился: {0}", "The template failed: {0}").With(Shown(message)),
        new Message("Исправьте шаблон", "Mend the template").With());

    private static string Shown(string text)
    {
        var masked = PersonalText.Mask(text);
        return masked.Length <= ShownCharacters ? masked : string.Concat(masked.AsSpan(0, ShownCharacters), "…");
    }
}
