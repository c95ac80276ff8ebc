using Microsoft.EntityFrameworkCore;

namespace Pragmatika.Engine.Data;

public sealed class SqlServerEngineDbContext(DbContextOptions<SqlServerEngineDbContext> options) : EngineDbContext(options)
{
    protected override string? KeyCollation => "Latin1_General_100_BIN2";
}
