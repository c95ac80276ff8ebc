namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Transforms that choose a value: defaults, dictionaries, conditions, references.</summary>
internal static class ChoiceKinds
{
    private static readonly TransformSetting DictionaryName = new(
        "dictionary", SettingType.Text, false, null, new("Имя словаря обмена", "Name of a dictionary of the exchange"));

    private static readonly TransformSetting InlineValues = new(
        "values", SettingType.Dictionary, false, null, new("Словарь прямо здесь: из → в", "The dictionary itself: from → to"));

    public static readonly TransformKind Default = new(
        "default",
        new("Подставляет значение вместо пустого", "Stands in for an empty value"),
        settings => new DefaultTransform(Value.Text(settings.Text("value"))),
        new TransformSetting("value", SettingType.Text, true, null, new("Значение", "The value")));

    public static readonly TransformKind Constant = new(
        "constant",
        new("Всегда даёт одно значение", "Always gives one value"),
        settings => new SourceTransform(new Sources.ConstantSource(Value.Text(settings.Text("value")))),
        new TransformSetting("value", SettingType.Text, true, null, new("Значение", "The value")));

    public static readonly TransformKind Map = new(
        "map",
        new("Переводит значение по словарю, без учёта регистра", "Translates the value by a dictionary, without case"),
        settings => new MapTransform(settings.Dictionary(), settings.OptionalText("otherwise"), settings.Flag("keep")),
        DictionaryName,
        InlineValues,
        new TransformSetting("otherwise", SettingType.Text, false, null, new("Значение для тех, кого нет в словаре", "The value for those the dictionary lacks")),
        new TransformSetting("keep", SettingType.Flag, false, "false", new("Оставлять как есть то, чего нет в словаре", "Keep what the dictionary lacks as it is")));

    public static readonly TransformKind User = new(
        "user",
        new("Сотрудник источника → номер пользователя Битрикс24 по словарю", "Employee of the source → Bitrix24 user id by a dictionary"),
        settings => new UserTransform(new MapTransform(settings.Dictionary(), settings.OptionalText("otherwise"), keep: false)),
        DictionaryName,
        InlineValues,
        new TransformSetting("otherwise", SettingType.Text, false, null, new("Номер пользователя для остальных", "User id for all others")));

    public static readonly TransformKind Option = new(
        "option",
        new("Вариант списка Битрикс24 по названию", "An option of a Bitrix24 list by its label"),
        _ => new TextTransform(text => Value.Choice(text.Trim())));

    public static readonly TransformKind If = new(
        "if",
        new("Выбирает источник по условию; без ветви значение остаётся прежним", "Chooses a source by a condition; without a branch the value stays"),
        settings => new IfTransform(settings.Condition("condition"), settings.Source("then"), settings.Source("else")),
        new TransformSetting("condition", SettingType.Condition, true, null, new("Условие на строку", "A condition on the row")),
        new TransformSetting("then", SettingType.Source, false, null, new("Источник, когда условие верно", "The source when it holds")),
        new TransformSetting("else", SettingType.Source, false, null, new("Источник, когда неверно", "The source when it does not")));

    public static readonly TransformKind Template = new(
        "template",
        new("Текст Handlebars по колонкам строки", "Handlebars text over the row's columns"),
        settings => new SourceTransform(TemplateBinder.Bind(settings.Text("text"), settings.Scope, settings.Path + ".text")),
        new TransformSetting("text", SettingType.Text, true, null, new("Шаблон, например {{Brand}} {{Model}}", "The template, for example {{Brand}} {{Model}}")));

    public static readonly TransformKind Lookup = new(
        "lookup",
        new("Ссылка на запись другого потока из той же строки", "A reference to the record another flow makes from the same row"),
        settings => new SourceTransform(SourceBinder.Bind(new RuleSource { Flow = settings.Text("flow") }, [], settings.Scope, settings.Path, settings.Path)),
        new TransformSetting("flow", SettingType.Text, true, null, new("Имя потока выше", "Name of an earlier flow")));
}
