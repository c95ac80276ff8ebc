using System.Globalization;
using Microsoft.Data.SqlClient;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MSSqlServer;
using Serilog.Sinks.MSSqlServer.Sinks.MSSqlServer.Options;

namespace Pragmatika.Portal.Logging;

/// <summary>
/// The technical log in a table of SQL Server. Its failures never reach the program: lines wait in a bounded queue and are dropped when it is full or the database stays away; console and
/// file have them all the same, and Serilog's SelfLog says what is wrong.
/// </summary>
internal static class SqlServerLog
{
    private const int BatchLines = 200;

    /// <summary>Seconds to wait for a connection: a line of a log is not worth the default fifteen.</summary>
    private const int ConnectSeconds = 5;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public static LoggerConfiguration SqlServerTable(this LoggerSinkConfiguration writeTo, string connectionString, TechnicalLogOptions options) =>
        writeTo.Redacted(() => Sink(connectionString, options.Table), options.Waiting, TimeProvider.System);

    /// <summary>Any sink behind redaction, batches and a bounded queue.</summary>
    internal static LoggerConfiguration Redacted(this LoggerSinkConfiguration writeTo, Func<ILogEventSink> make, int waiting, TimeProvider time) =>
        writeTo.Sink(
            new RedactedBatches(make, time),
            new BatchingOptions { BatchSizeLimit = BatchLines, BufferingTimeLimit = Period, EagerlyEmitFirstEvent = true, QueueLimit = waiting, RetryTimeLimit = TimeSpan.FromMinutes(2) },
            LogEventLevel.Information);

    /// <summary>The sink's auditing form: it writes at once and says when it cannot, so that the queue in front of it is the only one.</summary>
    private static MSSqlServerAuditSink Sink(string connectionString, string table)
    {
        var connection = new SqlConnectionStringBuilder(connectionString) { ConnectTimeout = ConnectSeconds, ApplicationName = "Pragmatika log" };
        return new MSSqlServerAuditSink(
            connection.ConnectionString, new SinkOptions { TableName = table, AutoCreateSqlTable = true }, CultureInfo.InvariantCulture, new ColumnOptions(), logEventFormatter: null);
    }
}
