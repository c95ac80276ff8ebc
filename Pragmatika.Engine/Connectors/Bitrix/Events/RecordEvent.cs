namespace Pragmatika.Engine.Connectors.Bitrix.Events;

/// <summary>What an event says of one record: it was added or changed, or deleted.</summary>
public readonly record struct RecordEvent(int EntityTypeId, long Id, bool IsDelete);
