namespace Pragmatika.Engine.Runs.Undo;

/// <summary>One field of a journaled write, as texts. <paramref name="Column"/> is the table's column for a write to SQL, null for one to the CRM.</summary>
internal sealed record UndoField(string Field, string? Before, string? After, string? Column);
