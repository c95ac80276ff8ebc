namespace Pragmatika.Engine.Exchanges;

/// <summary>Definitions as they were.</summary>
internal interface IExchangeVersions
{
    /// <summary>The definition that was the newest at a moment; null when there was none.</summary>
    Task<ExchangeDefinition?> AsOfAsync(string exchange, DateTimeOffset at, CancellationToken cancellationToken);
}
