namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Transforms that know what a value means: phones, mail, cars, names, identifiers of 1C.</summary>
internal static class DomainKinds
{
    public static readonly TransformKind Phone = new(
        "phone",
        new("Телефон в виде +7…; несколько номеров дают список", "A phone as +7…; several numbers give a list"),
        settings => new PhoneTransform(settings.OptionalText("city"), settings.Has("cityColumn") ? settings.Scope.Column(settings.Text("cityColumn"), settings.Path + ".cityColumn") : null),
        new TransformSetting("city", SettingType.Text, false, null, new("Код города для коротких номеров", "City code that completes local numbers")),
        new TransformSetting("cityColumn", SettingType.Text, false, null, new("Колонка с кодом города", "Column that holds the city code")));

    public static readonly TransformKind Email = new(
        "email",
        new("Адрес почты строчными буквами; несколько дают список", "An e-mail in lower case; several give a list"),
        _ => new EmailTransform());

    public static readonly TransformKind Vin = new(
        "vin",
        new("VIN: латиница, 17 знаков; похожие русские буквы заменяются", "VIN: Latin, 17 characters; look-alike Cyrillic letters are replaced"),
        _ => new TextTransform(CarText.Vin));

    public static readonly TransformKind Plate = new(
        "plate",
        new("Госномер: русские буквы, без пробелов", "Number plate: Cyrillic letters, no spaces"),
        _ => new TextTransform(CarText.Plate));

    public static readonly TransformKind Guid1C = new(
        "guid1c",
        new("Идентификатор 1С строчными буквами; пустая ссылка — нет значения", "A GUID of 1C in lower case; the empty reference is no value"),
        settings => new Guid1CTransform(Order(settings)),
        new TransformSetting("bytes", SettingType.Text, false, null, new("Вид; по умолчанию из настроек обмена", "The form; that of the exchange by default"), ["text", "hex32", "binary1C", "binaryNet"]));

    public static readonly TransformKind NamePart = new(
        "fioSplit",
        new("Часть ФИО", "A part of a full Russian name"),
        settings => Part(settings.Text("part")),
        new TransformSetting("part", SettingType.Text, true, null, new("Какая часть", "Which part"), ["last", "first", "middle"]));

    public static readonly TransformKind NameJoin = new(
        "fioJoin",
        new("ФИО из колонок; пустые части пропускаются", "A full name from columns; empty parts are left out"),
        settings => new NameJoinTransform(settings.Columns("columns"), settings.Flag("short")),
        new TransformSetting("columns", SettingType.TextList, true, null, new("Фамилия, имя, отчество", "Last, first and middle name")),
        new TransformSetting("short", SettingType.Flag, false, "false", new("Инициалы: Иванов И. И.", "Initials: Ivanov I. I.")));

    private static GuidBytes Order(TransformSettings settings) =>
        settings.Has("bytes") && Enum.TryParse<GuidBytes>(settings.Text("bytes"), ignoreCase: true, out var order) ? order : settings.Scope.Formats.GuidBytes;

    private static TextTransform Part(string part) => new(text =>
    {
        var words = text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        var index = part switch
        {
            "last" => 0,
            "first" => 1,
            _ => 2,
        };
        return index < words.Length ? Value.Text(TextKinds.Collapse(words[index])) : Value.None;
    });
}
