namespace Pragmatika.Engine.Runs;

/// <summary>
/// What a person decided about one record of a repair run. <paramref name="Values"/> are texts by CRM field; <paramref name="CrmId"/> settles a doubtful match:
/// an id links to that record, 0 creates a new one, null leaves the match rules in force.
/// </summary>
public sealed record RecordOverride(string Flow, string Key, string RowKey, IReadOnlyDictionary<string, string?> Values, long? CrmId);
