namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>What a setting of a transform takes in JSON.</summary>
public enum SettingType
{
    Text,
    Integer,
    Flag,
    TextList,

    /// <summary>An object of texts: from → to.</summary>
    Dictionary,

    /// <summary>A <see cref="RowCondition"/>.</summary>
    Condition,

    /// <summary>A <see cref="RuleSource"/> that may carry its own transforms.</summary>
    Source,
}

/// <summary>One setting of a transform. <paramref name="Choices"/>, when given, are the only texts allowed.</summary>
public sealed record TransformSetting(
    string Name, SettingType Type, bool Required, string? Default, Message Description, IReadOnlyList<string>? Choices = null);

/// <summary>A kind of transform: its name in JSON, what it does, its settings, and how one is made. The schema, the validator and the constructor are built from these.</summary>
public sealed class TransformKind
{
    private readonly Func<TransformSettings, ITransform> _create;

    internal TransformKind(string kind, Message description, Func<TransformSettings, ITransform> create, params TransformSetting[] settings)
    {
        Kind = kind;
        Description = description;
        Settings = settings;
        _create = create;
    }

    public string Kind { get; }

    public Message Description { get; }

    public IReadOnlyList<TransformSetting> Settings { get; }

    internal ITransform Create(TransformSettings settings) => _create(settings);
}
