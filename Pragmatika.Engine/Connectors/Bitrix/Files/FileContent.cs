namespace Pragmatika.Engine.Connectors.Bitrix.Files;

/// <summary>A file to put into a field: the name people see and what is in it.</summary>
public sealed record FileContent(string Name, ReadOnlyMemory<byte> Bytes);
