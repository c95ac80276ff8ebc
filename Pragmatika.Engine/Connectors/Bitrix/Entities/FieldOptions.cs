using System.Runtime.CompilerServices;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Label ↔ id of a field's options. The reverse maps are made once per field description.</summary>
internal static class FieldOptions
{
    private static readonly ConditionalWeakTable<CrmField, Dictionary<string, string>> Labels = [];

    /// <summary>The option's id for a label or an id; null when the field has no such option. <paramref name="pipeline"/> narrows stages.</summary>
    public static string? IdOf(CrmField field, string labelOrId, long? pipeline = null)
    {
        var wanted = labelOrId.Trim();
        if (pipeline is { } chosen && field.Pipelines.TryGetValue(chosen, out var stages))
        {
            return stages.TryGetValue(wanted, out var stage) ? stage : stages.Values.Contains(wanted, StringComparer.Ordinal) ? wanted : null;
        }

        return field.Options.TryGetValue(wanted, out var id) ? id : LabelsOf(field).ContainsKey(wanted) ? wanted : null;
    }

    /// <summary>The label of an option's id; null when the field has no such option.</summary>
    public static string? LabelOf(CrmField field, string id) => LabelsOf(field).GetValueOrDefault(id);

    /// <summary>Every option of a field, of all pipelines: id → label.</summary>
    public static IReadOnlyDictionary<string, string> ById(CrmField field) => LabelsOf(field);

    private static Dictionary<string, string> LabelsOf(CrmField field) => Labels.GetValue(field, static described =>
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (label, id) in described.Pipelines.Values.SelectMany(stages => stages).Concat(described.Options))
        {
            labels.TryAdd(id, label);
        }

        return labels;
    });
}
