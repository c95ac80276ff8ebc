namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Every kind of transform. What a definition may say of transforms is what stands here.</summary>
public static class TransformCatalog
{
    /// <summary>Kinds whose trouble may be dropped by the setting <c>invalid</c>.</summary>
    private static readonly TransformSetting Invalid = new(
        "invalid",
        SettingType.Text,
        false,
        "reject",
        new("Что делать с негодным значением: отклонить запись или оставить поле пустым", "What to do with a bad value: reject the record or leave the field empty"),
        ["reject", "drop"]);

    private static readonly Dictionary<string, TransformKind> ByKind = new TransformKind[]
    {
        TextKinds.Trim, TextKinds.Case, TextKinds.Concat, TextKinds.Split, TextKinds.Join, TextKinds.Replace, TextKinds.Substring,
        ChoiceKinds.Default, ChoiceKinds.Constant, ChoiceKinds.Map, ChoiceKinds.If, ChoiceKinds.Template, ChoiceKinds.Lookup, ChoiceKinds.Option, ChoiceKinds.User,
        Droppable(TypedKinds.Number), TypedKinds.FormatNumber, Droppable(TypedKinds.Date), Droppable(TypedKinds.Moment), TypedKinds.FormatDate,
        Droppable(TypedKinds.Flag), TypedKinds.FormatFlag, Droppable(TypedKinds.Money),
        Droppable(DomainKinds.Phone), Droppable(DomainKinds.Email), Droppable(DomainKinds.Vin), Droppable(DomainKinds.Plate), Droppable(DomainKinds.Guid1C),
        DomainKinds.NamePart, DomainKinds.NameJoin,
    }.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    public static IReadOnlyCollection<TransformKind> Kinds => ByKind.Values;

    public static TransformKind? Find(string kind) => ByKind.GetValueOrDefault(kind);

    /// <summary>The transform of a spec bound in the scope; null when its kind is unknown. All mistakes are in the scope.</summary>
    internal static ITransform? Create(TransformSpec spec, MappingScope scope, string path)
    {
        if (Find(spec.Kind) is not { } kind)
        {
            scope.Report(path + ".kind", MappingTexts.UnknownTransform, MappingTexts.UnknownTransformRemedy, spec.Kind, Nearest.To(spec.Kind, ByKind.Keys) ?? string.Join(", ", ByKind.Keys));
            return null;
        }

        var settings = new TransformSettings(kind, spec, scope, path);
        settings.CheckNames();
        return kind.Create(settings);
    }

    private static TransformKind Droppable(TransformKind kind) => new(
        kind.Kind,
        kind.Description,
        settings => settings.Text(Invalid.Name) == "drop" ? new DroppingTransform(kind.Create(settings)) : kind.Create(settings),
        [.. kind.Settings, Invalid]);
}
