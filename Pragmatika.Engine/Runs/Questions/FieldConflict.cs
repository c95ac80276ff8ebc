using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>A field that both sides changed, as a person is shown it. Null texts are no value.</summary>
internal sealed record FieldConflict(int Index, string Field, string? Sql, string? Crm, string? Agreed, ChangeMoments Moments, string? CrmBy)
{
    public static FieldConflict Of(int index, FieldMeaning meaning, Value sql, Value crm, Value agreed, ChangeMoments moments, CrmItem item) =>
        new(index, meaning.Name, meaning.Show(sql), meaning.Show(crm), meaning.Show(agreed), moments, item.Values.GetValueOrDefault("updatedBy") is { IsNone: false } user ? user.ToString() : null);
}
