namespace Pragmatika.Engine.Demo.Definition;

/// <summary>A user field the demo needs. <paramref name="Options"/> are the labels of an enumeration.</summary>
internal sealed record DemoField(DemoEntity Entity, string Name, string Type, string Title, IReadOnlyList<string>? Options = null);

/// <summary>All user fields of the demo.</summary>
internal static class DemoFields
{
    public static readonly IReadOnlyList<DemoField> All =
    [
        new(DemoEntity.Contact, "GENDER", "enumeration", "Пол", ["Мужской", "Женский"]),
        new(DemoEntity.Contact, "CONSENT_PD", "boolean", "Согласие на обработку данных"),
        new(DemoEntity.Contact, "CONSENT_ADS", "boolean", "Согласие на рекламу"),
        new(DemoEntity.Contact, "CONSENT_DATE", "date", "Дата согласия"),
        new(DemoEntity.Contact, "ADDRESS_1C", "string", "Адрес из 1С"),
        new(DemoEntity.Company, "INN", "string", "ИНН"),
        new(DemoEntity.Company, "KPP", "string", "КПП"),
        new(DemoEntity.Company, "ADDRESS_1C", "string", "Адрес из 1С"),
        new(DemoEntity.Car, "VIN", "string", "VIN"),
        new(DemoEntity.Car, "BRAND", "string", "Марка"),
        new(DemoEntity.Car, "MODEL", "string", "Модель"),
        new(DemoEntity.Car, "YEAR", "integer", "Год выпуска"),
        new(DemoEntity.Car, "PLATE", "string", "Госномер"),
        new(DemoEntity.Car, "MILEAGE", "integer", "Пробег, км"),
        new(DemoEntity.Deal, "DOC_NUMBER", "string", "Номер документа 1С"),
        new(DemoEntity.Deal, "CENTRE", "string", "Дилерский центр"),
        new(DemoEntity.Deal, "MANAGER", "string", "Менеджер в 1С"),
        new(DemoEntity.Deal, "REPAIR_KIND", "string", "Вид ремонта"),
        new(DemoEntity.Deal, "PAYER", "string", "Плательщик"),
        new(DemoEntity.Deal, "SUM_WORKS", "double", "Сумма работ"),
        new(DemoEntity.Deal, "SUM_PARTS", "double", "Сумма запчастей"),
        new(DemoEntity.Deal, "NEXT_SERVICE", "date", "Следующее ТО"),
        new(DemoEntity.Deal, "POLICY_NO", "string", "Номер полиса"),
        new(DemoEntity.Deal, "POLICY_END", "date", "Полис действует до"),
        new(DemoEntity.Deal, "INSURER", "string", "Страховая компания"),
    ];
}
