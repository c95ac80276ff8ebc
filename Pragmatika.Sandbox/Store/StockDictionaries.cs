namespace Pragmatika.Sandbox.Store;

/// <summary>The dictionaries a new portal comes with (reference 7.2, 7.3).</summary>
public static class StockDictionaries
{
    private static readonly string[] Plain =
    [
        "SOURCE|CALL:Звонок,EMAIL:Электронная почта,WEB:Веб-сайт,ADVERTISING:Реклама,PARTNER:Существующий клиент,RECOMMENDATION:По рекомендации,TRADE_SHOW:Выставка,WEBFORM:CRM-форма,CALLBACK:Обратный звонок,RC_GENERATOR:Генератор продаж,STORE:Интернет-магазин,OTHER:Другое",
        "CONTACT_TYPE|CLIENT:Клиенты,SUPPLIER:Поставщики,PARTNER:Партнёры,OTHER:Другое",
        "COMPANY_TYPE|CUSTOMER:Клиент,SUPPLIER:Поставщик,COMPETITOR:Конкурент,PARTNER:Партнёр,OTHER:Другое",
        "EMPLOYEES|EMPLOYEES_1:менее 50,EMPLOYEES_2:50-250,EMPLOYEES_3:250-500,EMPLOYEES_4:более 500",
        "INDUSTRY|IT:Информационные технологии,TELECOM:Телекоммуникации,MANUFACTURING:Производство,BANKING:Банковские услуги,CONSULTING:Консалтинг,FINANCE:Финансы,GOVERNMENT:Правительство,DELIVERY:Доставка,ENTERTAINMENT:Развлечения,NOTPROFIT:Не для получения прибыли,OTHER:Другое",
        "DEAL_TYPE|SALE:Продажа,COMPLEX:Комплексная продажа,GOODS:Продажа товара,SERVICES:Услуги,SERVICE:Сервисное обслуживание",
        "HONORIFIC|HNR_RU_1:г-н,HNR_RU_2:г-жа",
        "CALL_LIST|IN_WORK:В работе,SUCCESS:Успешный звонок,WRONG_NUMBER:Неверный номер,STOP_CALLING:Больше не звонить",
    ];

    /// <summary>Lead and deal stages: id, name, colour, semantics.</summary>
    private static readonly string[] LeadStages =
    [
        "NEW:Не обработан:#39A8EF:", "IN_PROCESS:В работе:#2FC6F6:", "PROCESSED:Обработан:#55D0E0:", "CONVERTED:Качественный лид:#7BD500:S", "JUNK:Некачественный лид:#FF5752:F",
    ];

    private static readonly string[] DealStages =
    [
        "NEW:Новая:#39A8EF:", "PREPARATION:Подготовка документов:#2FC6F6:", "PREPAYMENT_INVOICE:Счёт на предоплату:#55D0E0:", "EXECUTING:В работе:#47E4C2:",
        "FINAL_INVOICE:Финальный счёт:#FFA900:", "WON:Сделка успешна:#7BD500:S", "LOSE:Сделка провалена:#FF5752:F", "APOLOGY:Анализ причины провала:#FF5752:F",
    ];

    private static readonly string[] ProcessStages =
    [
        "NEW:Начало:#22B9FF:", "PREPARATION:Подготовка:#88B9FF:", "CLIENT:Согласование:#10E5FC:", "SUCCESS:Успех:#00FF00:S", "FAIL:Провал:#FF0000:F",
    ];

    private static readonly string[] QuoteStages =
    [
        "DRAFT:Новое:#39A8EF:", "SENT:Отправлено клиенту:#2FC6F6:", "APPROVED:Принято:#7BD500:S", "DECLAINED:Отклонено:#FF5752:F",
    ];

    public static void Fill(StatusDictionary dictionary)
    {
        AddStages(dictionary, "STATUS", "", null, LeadStages);
        AddStages(dictionary, "DEAL_STAGE", "", 0, DealStages);
        AddStages(dictionary, "QUOTE_STATUS", "", null, QuoteStages);
        foreach (var line in Plain)
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var sort = 0;
            foreach (var entry in line[(bar + 1)..].Split(','))
            {
                var parts = entry.Split(':');
                Add(dictionary, line[..bar], parts[0], parts[1], sort += 10, "", null, null);
            }
        }
    }

    /// <summary>Stages of a new deal pipeline, <c>C{n}:NEW</c> and on.</summary>
    public static void AddDealCategory(StatusDictionary dictionary, int categoryId) =>
        AddStages(dictionary, $"DEAL_STAGE_{categoryId}", $"C{categoryId}:", categoryId, DealStages);

    /// <summary>Stages of a smart process pipeline, <c>DT{entityTypeId}_{categoryId}:NEW</c> and on.</summary>
    public static void AddProcessCategory(StatusDictionary dictionary, int entityTypeId, int categoryId) =>
        AddStages(dictionary, $"DYNAMIC_{entityTypeId}_STAGE_{categoryId}", $"DT{entityTypeId}_{categoryId}:", categoryId, ProcessStages);

    private static void AddStages(StatusDictionary dictionary, string entityId, string prefix, int? categoryId, string[] stages)
    {
        var sort = 0;
        foreach (var stage in stages)
        {
            var parts = stage.Split(':');
            Add(dictionary, entityId, prefix + parts[0], parts[1], sort += 10, parts[2], parts[3].Length == 0 ? null : parts[3], categoryId);
        }
    }

    private static void Add(StatusDictionary dictionary, string entityId, string statusId, string name, int sort, string color, string? semantics, int? categoryId) =>
        dictionary.Add(new CrmStatus
        {
            Id = dictionary.NextId(),
            EntityId = entityId,
            StatusId = statusId,
            Name = name,
            InitialName = name,
            Sort = sort,
            IsSystem = true,
            CategoryId = categoryId,
            Color = color,
            Semantics = semantics,
        });
}
