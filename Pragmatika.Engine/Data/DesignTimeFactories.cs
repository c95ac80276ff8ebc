using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Pragmatika.Engine.Data;

/// <summary>Lets the migrations tool build each context; no server is asked.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteEngineDbContext>
{
    public SqliteEngineDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteEngineDbContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlEngineDbContext>
{
    public PostgreSqlEngineDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlEngineDbContext>().UseNpgsql("Host=design").Options);
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerEngineDbContext>
{
    public SqlServerEngineDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerEngineDbContext>().UseSqlServer("Server=design", EngineContexts.Oldest).Options);
}
