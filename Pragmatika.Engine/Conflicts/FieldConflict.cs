namespace Pragmatika.Engine.Conflicts;

/// <summary>A field that both sides changed, as a person is shown it. Null texts are no value.</summary>
internal sealed record FieldConflict(int Index, string Field, string? Sql, string? Crm, string? Agreed, ChangeMoments Moments, string? CrmBy);
