using Microsoft.EntityFrameworkCore;

namespace Pragmatika.Engine.Data;

public sealed class PostgreSqlEngineDbContext(DbContextOptions<PostgreSqlEngineDbContext> options) : EngineDbContext(options)
{
    protected override string? KeyCollation => "C";
}
