using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pragmatika.Engine.Data;

namespace Pragmatika.Portal.Health;

/// <summary>Ready means: the database answers and is of this program's version.</summary>
internal sealed class DatabaseReady(IDbContextFactory<EngineDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("Migrations are pending.") : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The driver's own message may name host and user; the log has it.
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
