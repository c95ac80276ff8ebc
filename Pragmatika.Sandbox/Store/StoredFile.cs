namespace Pragmatika.Sandbox.Store;

/// <summary>A file of a record: its name and size, not its content.</summary>
public sealed record StoredFile(string Name, int Size);
