using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Data.Store.SqlServer;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Tests.Support.TransactSql;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>What is sent to the portal's own database on SQL Server, parsed as it is built: the writers of a batch, the books, the migrations. Needs no server.</summary>
public sealed class StoreStatementTests
{
    private readonly List<Sent> _sent = [];

    [Fact]
    public void HotTables_Reads_Parse()
    {
        var tables = new SqlServerHotTables("Server=none");
        string[] statements = [tables.RowStatesSql, tables.LinksSql, tables.MatchesSql, ServerHotTables.AllLinksSql];

        statements.SelectMany(sql => TSql.Mistakes("hot tables", sql)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task BatchWriters_ManyKeys_Parse(int affected)
    {
        var write = new RecordedWrite(new RecordingConnection(_sent, sql => sql.StartsWith("SELECT CASE", StringComparison.Ordinal) ? One() : null) { Affected = affected });
        string[] keys = [.. Enumerable.Range(0, 1203).Select(index => $"k{index}")];
        var letters = new DeadLetterWriter(write, "main");
        var questions = new QuestionWriter(write, "main");

        await letters.ResolveAsync([.. keys.Select(key => ("deals", key))], default, CancellationToken.None);
        await letters.ParkAsync([.. keys.Select(key => (DeadLetter)MadeUp.Of(typeof(DeadLetter))! with { Key = key })], CancellationToken.None);
        await questions.AskAsync([(Question)MadeUp.Of(typeof(Question))!], CancellationToken.None);
        await questions.EndAsync([(QuestionEnd)MadeUp.Of(typeof(QuestionEnd))!], default, CancellationToken.None);
        await new ForgetWriter(write).LinksAsync(1, keys, CancellationToken.None);
        await new ForgetWriter(write).RowsAsync(1, keys, CancellationToken.None);
        await CommitCounter.TakeAsync(write, "journal", 7, CancellationToken.None);

        Mistakes().Should().BeEmpty();
        _sent.Select(sent => sent.Sql.Split(' ')[0]).Distinct().Should().BeEquivalentTo("SELECT", "UPDATE", "INSERT", "DELETE");
    }

    /// <summary>Every method of every store is called with made-up values over a database that answers nothing: EF's own statements come out as they would be sent, as far as each method gets.</summary>
    [Fact]
    public async Task Books_EveryMethod_Parses()
    {
        await using var services = Services();
        var stores = typeof(EngineDbContext).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, Namespace: "Pragmatika.Engine.Data.Books" or "Pragmatika.Engine.Data.Store" or "Pragmatika.Engine.Data" })
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.Assembly == typeof(EngineDbContext).Assembly)
            .Distinct();

        foreach (var (store, type) in stores.Select(type => (services.GetService(type), type)).Where(pair => pair.Item1 is not null))
        {
            foreach (var method in type.GetMethods().Where(method => !method.IsSpecialName && !method.IsGenericMethod))
            {
                await CallAsync(store!, method);
            }
        }

        Mistakes().Should().BeEmpty();
        _sent.DistinctBy(sent => sent.Sql).Count().Should().BeGreaterThan(50, "the stores do ask");
    }

    [Fact]
    public void Migrations_AsSentAndAsScripts_Parse()
    {
        using var context = new SqlServerEngineDbContext(new DbContextOptionsBuilder<SqlServerEngineDbContext>().UseSqlServer("Server=none", EngineContexts.Oldest).Options);
        var migrator = context.GetService<IMigrator>();
        var names = context.Database.GetMigrations().ToList();

        names.Should().NotBeEmpty();
        foreach (var (from, to) in names.Prepend(Migration.InitialDatabase).Zip(names))
        {
            TSql.Mistakes(to, migrator.GenerateScript(from, to)).Should().BeEmpty();
        }

        // What an administrator runs by hand: its statements stand inside texts.
        TSql.Mistakes("idempotent script", migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent)).Should().BeEmpty();
        TSql.Mistakes("create script", context.Database.GenerateCreateScript()).Should().BeEmpty();
        migrator.GenerateScript().Should().Contain("QRTZ_TRIGGERS").And.Contain("schedule_facts", "the scheduler's tables are part of it");
    }

    private List<string> Mistakes() => [.. _sent.DistinctBy(sent => sent.Sql).SelectMany(TSql.Mistakes)];

    private static System.Data.DataTable One()
    {
        var table = new System.Data.DataTable();
        table.Columns.Add("n", typeof(int));
        table.Rows.Add(1);
        return table;
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ISqlConnectorFactory, NamedConnectors>();
        services.AddSingleton<IBitrixPortalFactory, NoPortals>();
        services.AddEngineData(options => (options.Engine, options.ConnectionString) = (SqlEngine.SqlServer, "Server=tcp:127.0.0.1,1;Connect Timeout=1"));
        services.AddSingleton<IDbContextFactory<EngineDbContext>>(new RecordedContexts(_sent));
        services.AddSingleton<IHotTables>(new RecordedTables(_sent));
        return services.BuildServiceProvider();
    }

    private static async Task CallAsync(object store, MethodInfo method)
    {
        try
        {
            var result = method.Invoke(store, [.. method.GetParameters().Select(parameter => MadeUp.Of(parameter.ParameterType))]);
            await (result switch
            {
                Task task => task,
                ValueTask task => task.AsTask(),
                not null when result.GetType().GetInterfaces().FirstOrDefault(IsStream) is { } stream => DrainAsync(result, stream),
                _ => Task.CompletedTask,
            }).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A database that answers nothing ends many a method early: what it sent until then is noted.
        }
    }

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static Task DrainAsync(object stream, Type type) =>
        (Task)typeof(StoreStatementTests).GetMethod(nameof(FirstAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [stream])!;

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> stream)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await foreach (var _ in stream.WithCancellation(enough.Token))
        {
            return;
        }
    }

    private sealed class RecordedContexts(List<Sent> sent) : IDbContextFactory<EngineDbContext>
    {
        public EngineDbContext CreateDbContext() => new SqlServerEngineDbContext(
            new DbContextOptionsBuilder<SqlServerEngineDbContext>().UseSqlServer(new RecordingConnection(sent, _ => null) { Affected = 1 }, EngineContexts.Oldest).Options);
    }

    private sealed class RecordedTables(List<Sent> sent) : IHotTables
    {
        public Task<IReadOnlyDictionary<string, RowState>> RowStatesAsync(int exchangeId, IReadOnlyList<string> keys, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, Link>> LinksAsync(FlowScope flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Link>> LinksByMatchAsync(FlowScope flow, int rule, IReadOnlyCollection<string> values, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<Link> AllLinksAsync(FlowScope flow, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(Func<IHotWrite, Task> work, CancellationToken cancellationToken) => work(new RecordedWrite(new RecordingConnection(sent, _ => null) { Affected = 1 }));
    }

    /// <summary>What goes through bulk copy is not noted: its statements are constants, which <see cref="ConstantStatementTests"/> reads.</summary>
    private sealed class RecordedWrite(RecordingConnection connection) : IHotWrite
    {
        public System.Data.Common.DbConnection Connection => connection;

        public System.Data.Common.DbTransaction Transaction { get; } = connection.BeginTransaction();

        public object Id(Guid guid) => guid;

        public Task LinksAsync(IReadOnlyList<Link> links, Func<string, int> flowId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RowStatesAsync(int exchangeId, IReadOnlyList<RowState> rows, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task JournalAsync(IReadOnlyList<StoredEntry> entries, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PlannedAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<int> InboxAsync(InboxWrite heard, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task BindingsAsync(string portal, int entityTypeId, IReadOnlyList<(long CrmId, long Bindings)> records, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
