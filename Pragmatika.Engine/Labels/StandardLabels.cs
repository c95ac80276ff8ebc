using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Labels;

/// <summary>What everybody calls the stock kinds and fields of a Bitrix24 CRM, for when its portal was not asked yet, and for the language it does not answer in.</summary>
public static class StandardLabels
{
    private static readonly Dictionary<string, Message> Fields = new(StringComparer.Ordinal)
    {
        ["id"] = new("Номер", "Number"),
        ["title"] = new("Название", "Title"),
        ["name"] = new("Имя", "First name"),
        ["secondName"] = new("Отчество", "Middle name"),
        ["lastName"] = new("Фамилия", "Last name"),
        ["fullName"] = new("ФИО", "Full name"),
        ["birthdate"] = new("Дата рождения", "Birth date"),
        ["post"] = new("Должность", "Position"),
        ["honorific"] = new("Обращение", "Salutation"),
        ["phone"] = new("Телефон", "Phone"),
        ["email"] = new("E-mail", "E-mail"),
        ["web"] = new("Сайт", "Website"),
        ["im"] = new("Мессенджер", "Messenger"),
        ["link"] = new("Ссылка", "Link"),
        ["statusId"] = new("Стадия", "Stage"),
        ["stageId"] = new("Стадия", "Stage"),
        ["previousStageId"] = new("Прежняя стадия", "Previous stage"),
        ["categoryId"] = new("Воронка", "Pipeline"),
        ["typeId"] = new("Тип", "Type"),
        ["sourceId"] = new("Источник", "Source"),
        ["sourceDescription"] = new("Об источнике", "About the source"),
        ["opportunity"] = new("Сумма", "Amount"),
        ["isManualOpportunity"] = new("Сумма введена вручную", "Amount typed by hand"),
        ["taxValue"] = new("Налог", "Tax"),
        ["currencyId"] = new("Валюта", "Currency"),
        ["accountCurrencyId"] = new("Валюта отчётов", "Currency of reports"),
        ["companyId"] = new("Компания", "Company"),
        ["companyIds"] = new("Компании", "Companies"),
        ["companyTitle"] = new("Название компании", "Company name"),
        ["contactId"] = new("Контакт", "Contact"),
        ["contactIds"] = new("Контакты", "Contacts"),
        ["leadId"] = new("Лид", "Lead"),
        ["quoteId"] = new("Предложение", "Quote"),
        ["mycompanyId"] = new("Реквизиты вашей компании", "Details of your company"),
        ["assignedById"] = new("Ответственный", "Responsible"),
        ["createdBy"] = new("Кем создан", "Created by"),
        ["createdTime"] = new("Когда создан", "Created"),
        ["updatedBy"] = new("Кем изменён", "Changed by"),
        ["updatedTime"] = new("Когда изменён", "Changed"),
        ["movedBy"] = new("Кем сменена стадия", "Stage changed by"),
        ["movedTime"] = new("Когда сменена стадия", "Stage changed"),
        ["lastActivityTime"] = new("Последнее действие", "Last activity"),
        ["begindate"] = new("Дата начала", "Start date"),
        ["closedate"] = new("Дата завершения", "Close date"),
        ["dateClosed"] = new("Дата завершения", "Close date"),
        ["closed"] = new("Завершена", "Closed"),
        ["opened"] = new("Доступен всем", "Open to everyone"),
        ["comments"] = new("Комментарий", "Comment"),
        ["comment"] = new("Комментарий", "Comment"),
        ["observers"] = new("Наблюдатели", "Observers"),
        ["probability"] = new("Вероятность, %", "Probability, %"),
        ["isReturnCustomer"] = new("Повторное обращение", "Returning customer"),
        ["isNew"] = new("Новая", "New"),
        ["isRecurring"] = new("Повторяется", "Recurring"),
        ["hasPhone"] = new("Есть телефон", "Has a phone"),
        ["hasEmail"] = new("Есть e-mail", "Has an e-mail"),
        ["address"] = new("Адрес", "Address"),
        ["industry"] = new("Сфера деятельности", "Industry"),
        ["employees"] = new("Число сотрудников", "Employees"),
        ["revenue"] = new("Годовой оборот", "Annual revenue"),
        ["photo"] = new("Фотография", "Photo"),
        ["logo"] = new("Логотип", "Logo"),
        ["export"] = new("Участвует в экспорте", "Takes part in export"),
        ["isMyCompany"] = new("Моя компания", "My company"),
        ["originatorId"] = new("Внешний источник", "External source"),
        ["originId"] = new("Ключ во внешнем источнике", "Key in the external source"),
        ["originVersion"] = new("Версия во внешнем источнике", "Version in the external source"),
        ["xmlId"] = new("Внешний код", "External code"),
        ["utmSource"] = new("Рекламная система", "UTM source"),
        ["utmMedium"] = new("Тип трафика", "UTM medium"),
        ["utmCampaign"] = new("Рекламная кампания", "UTM campaign"),
        ["utmContent"] = new("Содержание кампании", "UTM content"),
        ["utmTerm"] = new("Условие поиска кампании", "UTM term"),
        ["timeline"] = new("Комментарий в ленте", "Timeline comment"),
    };

    private static readonly Dictionary<string, (Message One, Message Many)> Entities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lead"] = (new("Лид", "Lead"), new("Лиды", "Leads")),
        ["deal"] = (new("Сделка", "Deal"), new("Сделки", "Deals")),
        ["contact"] = (new("Контакт", "Contact"), new("Контакты", "Contacts")),
        ["company"] = (new("Компания", "Company"), new("Компании", "Companies")),
        ["quote"] = (new("Предложение", "Quote"), new("Предложения", "Quotes")),
        ["invoice"] = (new("Счёт", "Invoice"), new("Счета", "Invoices")),
    };

    /// <summary>Null for a field that is not a stock one.</summary>
    public static Message? Field(string name) => Fields.TryGetValue(name, out var title) ? title : null;

    /// <summary>One record of a classic kind; null for a smart process.</summary>
    public static Message? One(string entity) => Entities.TryGetValue(entity, out var titles) ? titles.One : null;

    public static Message? Many(string entity) => Entities.TryGetValue(entity, out var titles) ? titles.Many : null;
}
