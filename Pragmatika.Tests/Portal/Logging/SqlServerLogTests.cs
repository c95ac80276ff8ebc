using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Portal.Logging;
using Pragmatika.Tests.Support;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Pragmatika.Tests.Portal.Logging;

public sealed class SqlServerLogTests
{
    private const string Phone = "+7 (921) 000-00-12";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void Event_SecretsEverywhere_AreGoneFromEveryPartOfIt()
    {
        var inner = new Kept();
        using (var logger = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.Redacted(() => inner, 100, TimeProvider.System).CreateLogger())
        {
            logger.Error(
                new InvalidOperationException("webhook https://crm.example.ru/rest/1/abc123xyz/ refused", new FormatException("Password=hunter2")),
                "call {Number}, password={Value}, {@Person}, {Numbers}, {Token}, row {Row}, in {Seconds:0.0}",
                Phone,
                "hunter3",
                new { Mail = "ivan.petrov@example.ru", Nested = new { Password = "hunter4" } },
                new[] { Phone },
                "access_token=tok123",
                17,
                1.5);
        }

        var logged = inner.Events.Single();
        string[] everything = [logged.RenderMessage(CultureInfo.InvariantCulture), logged.MessageTemplate.Text, logged.Exception!.ToString(), logged.Exception.Message, .. logged.Properties.Select(property => $"{property}")];
        string.Join('\n', everything).Should().NotContainAny("000-00-12", "hunter2", "hunter3", "hunter4", "abc123xyz", "ivan.petrov", "tok123").And.Contain("row 17").And.Contain("1.5");
        logged.Exception.InnerException.Should().BeNull();
        logged.Properties["Row"].ToString().Should().Be("17");
    }

    [Fact]
    public void Event_NothingSecret_KeepsTemplateAndProperties()
    {
        var inner = new Kept();
        using (var logger = new LoggerConfiguration().WriteTo.Redacted(() => inner, 100, TimeProvider.System).CreateLogger())
        {
            logger.Information("Run {RunId} of {Exchange} started", new Guid("0199c0de-7000-7000-8000-000000000000"), "orders");
        }

        inner.Events.Single().MessageTemplate.Text.Should().Be("Run {RunId} of {Exchange} started");
        inner.Events.Single().Properties["Exchange"].ToString().Should().Be("\"orders\"");
    }

    [Fact]
    public async Task Sink_Hangs_WritersGoOnAndTheQueueIsBounded()
    {
        const int Waiting = 500;
        var inner = new Kept { Gate = new ManualResetEventSlim() };
        var logger = new LoggerConfiguration().WriteTo.Redacted(() => inner, Waiting, TimeProvider.System).CreateLogger();

        for (var line = 0; line < 100_000; line++)
        {
            logger.Information("Line {Number}", line);
        }

        inner.Events.Should().BeEmpty("nothing was written yet, and nobody waited for it");
        inner.Gate.Set();
        await logger.DisposeAsync();
        inner.Events.Count.Should().BeInRange(1, Waiting + 400);
    }

    [Fact]
    public async Task Sink_FailsInTheMiddleOfABatch_SendsNothingTwice()
    {
        var inner = new Kept { FailsOnce = 3 };
        var time = new ManualTimeProvider();
        var batches = new RedactedBatches(() => inner, time);
        LogEvent[] batch = [.. Enumerable.Range(0, 5).Select(Line)];

        await batches.Invoking(async all => await all.EmitBatchAsync(batch)).Should().ThrowAsync<InvalidOperationException>();
        await batches.Invoking(async all => await all.EmitBatchAsync(batch)).Should().ThrowAsync<InvalidOperationException>("it was away a moment ago").WithMessage("*not tried again yet*");
        time.Advance(TimeSpan.FromSeconds(11));
        await batches.EmitBatchAsync(batch);

        inner.Events.Select(logged => logged.RenderMessage(CultureInfo.InvariantCulture)).Should().Equal("Line 0", "Line 1", "Line 2", "Line 3", "Line 4");
    }

    [Fact]
    public async Task RealSink_NobodyAnswers_StartIsQuickLinesGoOnAndTheEndDoesNotWait()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        SelfLog.Enable(message => _ = message.Contains("SqlException", StringComparison.Ordinal) && told.TrySetResult(message));
        try
        {
            var address = $"Server=tcp:127.0.0.1,{FreePort()};Database=none;User Id=nobody;Password=hunter2;Encrypt=False";
            var logger = new LoggerConfiguration().WriteTo.SqlServerTable(address, new TechnicalLogOptions { ToSqlServer = true }).CreateLogger();
            logger.Information("Started");

            (await told.Task.WaitAsync(Limit)).Should().NotContain("hunter2");
            for (var line = 0; line < 50_000; line++)
            {
                logger.Information("Line {Number}", line);
            }

            await logger.DisposeAsync().AsTask().WaitAsync(Limit);
        }
        finally
        {
            SelfLog.Disable();
        }
    }

    [Theory]
    [InlineData(SqlEngine.Sqlite, true, false)]
    [InlineData(SqlEngine.PostgreSql, true, false)]
    [InlineData(SqlEngine.SqlServer, true, true)]
    [InlineData(SqlEngine.Sqlite, false, true)]
    public void Options_TableOnAnotherEngine_IsRefusedByName(SqlEngine engine, bool on, bool isGood)
    {
        var result = new TechnicalLogEngineValidator(Options.Create(new DatabaseOptions { Engine = engine })).Validate(null, new TechnicalLogOptions { ToSqlServer = on });

        result.Succeeded.Should().Be(isGood);
        (result.FailureMessage ?? "TechnicalLog:ToSqlServer").Should().Contain("TechnicalLog:ToSqlServer");
    }

    private static LogEvent Line(int number)
    {
        var kept = new Kept();
        using var logger = new LoggerConfiguration().WriteTo.Sink(kept).CreateLogger();
        logger.Information("Line {Number}", number);
        return kept.Events.Single();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Kept : ILogEventSink
    {
        public ConcurrentQueue<LogEvent> Events { get; } = new();

        public ManualResetEventSlim? Gate { get; init; }

        /// <summary>How many get through before one fails.</summary>
        public int? FailsOnce { get; set; }

        public void Emit(LogEvent logEvent)
        {
            Gate?.Wait();
            if (FailsOnce == Events.Count)
            {
                FailsOnce = null;
                throw new InvalidOperationException("away");
            }

            Events.Enqueue(logEvent);
        }
    }
}
