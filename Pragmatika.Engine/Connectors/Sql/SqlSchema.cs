namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>One column as the database describes it. <paramref name="MaxLength"/> is in characters (bytes for binary), null when unlimited or not text.</summary>
public sealed record SqlColumn(string Name, string DatabaseType, bool IsNullable, bool IsKey, int? MaxLength);

/// <summary>A table or view; <paramref name="Name"/> is schema-qualified where the engine has schemas.</summary>
public sealed record SqlTable(string Name, bool IsView, IReadOnlyList<SqlColumn> Columns);

/// <summary>The answer to "does this connection work?": <paramref name="Message"/> says in Russian or English what to do when it does not.</summary>
public sealed record ConnectionCheck(bool Works, string? ServerVersion, string Message)
{
    /// <summary>The other side's own code, for whoever looks into it; null when there is none.</summary>
    public string? Detail { get; init; }
}
