namespace Pragmatika.Sandbox.Store;

/// <summary>A line of the stage history: 1 created, 2 moved, 3 reached a final stage, 5 moved to another pipeline.</summary>
public readonly record struct StageMove(int Id, int TypeId, int EntityTypeId, int OwnerId, long Time, int CategoryId, string StageId, char Semantics);
