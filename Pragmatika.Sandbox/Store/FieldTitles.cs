using System.Globalization;

namespace Pragmatika.Sandbox.Store;

/// <summary>Titles of stock fields; those people meet most have a Russian name, the rest say what they are called.</summary>
public static class FieldTitles
{
    private static readonly Dictionary<string, string> Russian = new(StringComparer.Ordinal)
    {
        ["ID"] = "ID", ["TITLE"] = "Название", ["NAME"] = "Имя", ["SECOND_NAME"] = "Отчество", ["LAST_NAME"] = "Фамилия", ["BIRTHDATE"] = "Дата рождения",
        ["POST"] = "Должность", ["HONORIFIC"] = "Обращение", ["PHONE"] = "Телефон", ["EMAIL"] = "E-mail", ["WEB"] = "Сайт", ["IM"] = "Мессенджер", ["LINK"] = "Ссылка",
        ["STATUS_ID"] = "Стадия", ["STAGE_ID"] = "Стадия", ["CATEGORY_ID"] = "Воронка", ["TYPE_ID"] = "Тип", ["COMPANY_TYPE"] = "Тип компании",
        ["SOURCE_ID"] = "Источник", ["SOURCE_DESCRIPTION"] = "Дополнительно об источнике", ["OPPORTUNITY"] = "Сумма", ["CURRENCY_ID"] = "Валюта",
        ["COMPANY_ID"] = "Компания", ["CONTACT_ID"] = "Контакт", ["CONTACT_IDS"] = "Контакты", ["COMPANY_IDS"] = "Компании", ["COMPANY_TITLE"] = "Название компании",
        ["ASSIGNED_BY_ID"] = "Ответственный", ["CREATED_BY_ID"] = "Кем создан", ["MODIFY_BY_ID"] = "Кем изменён", ["MOVED_BY_ID"] = "Кем изменена стадия",
        ["DATE_CREATE"] = "Дата создания", ["DATE_MODIFY"] = "Дата изменения", ["MOVED_TIME"] = "Когда изменена стадия", ["BEGINDATE"] = "Дата начала",
        ["CLOSEDATE"] = "Дата завершения", ["DATE_CLOSED"] = "Дата завершения", ["OPENED"] = "Доступен для всех", ["COMMENTS"] = "Комментарий",
        ["PROBABILITY"] = "Вероятность", ["ORIGINATOR_ID"] = "Внешний источник", ["ORIGIN_ID"] = "Идентификатор элемента во внешнем источнике",
        ["ORIGIN_VERSION"] = "Версия данных во внешнем источнике", ["XML_ID"] = "Внешний код", ["ADDRESS"] = "Адрес", ["INDUSTRY"] = "Сфера деятельности",
        ["EMPLOYEES"] = "Количество сотрудников", ["REVENUE"] = "Годовой оборот", ["PHOTO"] = "Фотография", ["LOGO"] = "Логотип", ["EXPORT"] = "Участвует в экспорте",
    };

    public static string For(string name) =>
        Russian.TryGetValue(name, out var title) ? title : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' ').ToLowerInvariant());
}
