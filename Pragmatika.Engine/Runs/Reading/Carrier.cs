using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>A row that carries a record. <paramref name="Mapped"/> is null when some value of the row cannot be made.</summary>
internal sealed record Carrier(SourceRow Row, MapResult.Mapped? Mapped, string? Version);
