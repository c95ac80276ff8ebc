namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Puts rows into an existing, empty exchange table by the fastest way of its engine, all or nothing.</summary>
internal interface IExchangeWriter
{
    /// <summary>Runs while the table has only its primary key; the script of the table brings the indexes back afterwards.</summary>
    Task WriteAsync(string connectionString, IEnumerable<ExchangeRow> rows, CancellationToken cancellationToken);
}
