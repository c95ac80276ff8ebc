namespace Microsoft.Azure.Services.AppAuthentication;

/// <summary>The one type of the package that Serilog.Sinks.MSSqlServer names. It asks for a token only where managed identities of Azure are switched on, which we never do.</summary>
public class AzureServiceTokenProvider(string? connectionString = null, string azureAdInstance = "")
{
    public Task<string> GetAccessTokenAsync(string resource, string? tenantId = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"Managed identities are not part of this build ({resource}, {tenantId}, {connectionString?.Length}, {azureAdInstance}).");
}
