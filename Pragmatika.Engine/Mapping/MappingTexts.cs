namespace Pragmatika.Engine.Mapping;

/// <summary>Texts of the mistakes that compiling a mapping can find.</summary>
internal static class MappingTexts
{
    public static readonly Message UnknownColumn = new("В источнике нет колонки «{0}»", "The source has no column '{0}'");
    public static readonly Message UnknownColumnRemedy = new("Проверьте имя; похоже: {1}", "Check the name; nearest: {1}");

    public static readonly Message SourceCount = new("У источника значения задано {0} свойств, а нужно ровно одно", "A source has {0} properties set where exactly one is needed");
    public static readonly Message SourceCountRemedy = new("Оставьте одно из: column, constant, template, flow", "Keep one of: column, constant, template, flow");

    public static readonly Message UnknownFlow = new("Потока «{0}» нет в обмене", "The exchange has no flow '{0}'");
    public static readonly Message UnknownFlowRemedy = new("Проверьте имя потока", "Check the flow's name");

    public static readonly Message LaterFlow = new("Поток «{0}» стоит не раньше этого", "Flow '{0}' does not stand before this one");
    public static readonly Message LaterFlowRemedy = new("Переставьте поток «{0}» выше", "Move flow '{0}' up");

    public static readonly Message BadTemplate = new("Ошибка в шаблоне: {0}", "The template is wrong: {0}");
    public static readonly Message BadTemplateRemedy = new("Исправьте шаблон Handlebars, например {{{{Brand}}}} {{{{Model}}}}", "Mend the Handlebars template, for example {{{{Brand}}}} {{{{Model}}}}");

    public static readonly Message UnknownTransform = new("Неизвестное преобразование «{0}»", "Unknown transform '{0}'");
    public static readonly Message UnknownTransformRemedy = new("Возможно: {1}", "Perhaps: {1}");

    public static readonly Message UnknownSetting = new("У преобразования «{0}» нет настройки «{1}»", "Transform '{0}' has no setting '{1}'");
    public static readonly Message UnknownSettingRemedy = new("Возможные настройки: {2}", "Its settings: {2}");

    public static readonly Message MissingSetting = new("У преобразования «{0}» не задана настройка «{1}»", "Transform '{0}' lacks its setting '{1}'");
    public static readonly Message MissingSettingRemedy = new("Задайте «{1}»", "Set '{1}'");

    public static readonly Message WrongSetting = new("Настройка «{1}» преобразования «{0}» неверна: нужно {2}", "Setting '{1}' of transform '{0}' is wrong: {2} is needed");
    public static readonly Message WrongSettingRemedy = new("Исправьте значение «{1}»", "Mend '{1}'");

    public static readonly Message UnknownDictionary = new("В обмене нет словаря «{0}»", "The exchange has no dictionary '{0}'");
    public static readonly Message UnknownDictionaryRemedy = new("Добавьте словарь «{0}» или задайте values", "Add dictionary '{0}' or set 'values'");

    public static readonly Message ConditionShape = new(
        "В условии задано {0} проверок, а нужна ровно одна", "A condition has {0} tests set where exactly one is needed");

    public static readonly Message ConditionShapeRemedy = new("Оставьте одно из: all, any, not, column", "Keep one of: all, any, not, column");

    public static readonly Message UnknownComparison = new("Неизвестное сравнение «{0}»", "Unknown comparison '{0}'");
    public static readonly Message UnknownComparisonRemedy = new("Допустимо: {1}", "Allowed: {1}");

    public static readonly Message ComparisonValue = new("Сравнению «{0}» нужно свойство «{1}»", "Comparison '{0}' needs '{1}'");
    public static readonly Message ComparisonValueRemedy = new("Задайте «{1}»", "Set '{1}'");
}
