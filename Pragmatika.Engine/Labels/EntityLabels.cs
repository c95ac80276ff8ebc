namespace Pragmatika.Engine.Labels;

/// <summary>How one portal calls one kind of record and its fields, as it was read last. <paramref name="Entity"/> is the name of the kind in definitions.</summary>
public sealed record EntityLabels(string Connection, string Entity, int EntityTypeId, string Title, IReadOnlyDictionary<string, FieldLabel> Fields, DateTimeOffset ReadAt);

/// <summary>One field for people. <paramref name="Title"/> may be empty. <paramref name="Options"/>: id → name, for lists, stages and pipelines.</summary>
public sealed record FieldLabel(string Title, string Type, IReadOnlyDictionary<string, string> Options);
