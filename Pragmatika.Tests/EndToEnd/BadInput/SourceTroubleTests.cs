using Npgsql;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>The SQL side fails: the run says what and what to do, and the next run misses nothing.</summary>
public sealed class SourceTroubleTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task UnreachableServer_FailsTheRunAndLosesNothing()
    {
        await _rig.AddOrdersAsync(3);
        await UseAsync(ConnectionKind.PostgreSql, "Host=127.0.0.1;Port=1;Username=u;Password=not-a-real-one;Timeout=3");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("не отвечает").And.Contain("проверьте адрес").And.NotContain("not-a-real-one");
        await UseAsync(ConnectionKind.Sqlite, _rig.Table.ConnectionString);
        await _rig.ShouldRecoverAsync(orders: 3);
    }

    [Fact]
    public async Task MissingFile_FailsTheRunAndSaysWhereToLook()
    {
        await UseAsync(ConnectionKind.Sqlite, "Data Source=/nowhere/at/all.db");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("не открывается").And.Contain("проверьте путь");
    }

    [Theory]
    [OnPostgreSql]
    public async Task WrongPassword_FailsTheRunWithoutTellingIt(SqlEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "not-the-password" };
        await UseAsync(ConnectionKind.PostgreSql, wrong.ToString());

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("не принял имя или пароль").And.NotContain("not-the-password");
    }

    [Fact]
    public async Task TableDroppedMidRun_FailsTheRunAndTheNextOneGoesOn()
    {
        const int Rows = 16_000;
        await _rig.SaveAsync(OnlyDeals());
        await _rig.AddOrdersAsync(Rows);
        var started = await _rig.Runs.StartAsync(new RunRequest { Exchange = BadInputRig.Exchange }, CancellationToken.None);
        await foreach (var step in _rig.Runs.WatchAsync(started.Id, CancellationToken.None))
        {
            if (step.Rows > 0)
            {
                break;
            }
        }

        await _rig.Table.ExecuteAsync("ALTER TABLE Orders RENAME TO Hidden");
        var run = await _rig.Runs.CompletionAsync(started.Id, CancellationToken.None);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("Таблиц").And.NotContain("SELECT");
        await _rig.Table.ExecuteAsync("ALTER TABLE Hidden RENAME TO Orders");
        await _rig.ShouldRecoverAsync(Rows);
    }

    [Fact]
    public async Task ColumnRenamed_FailsTheRunAndNamesTheColumn()
    {
        await _rig.AddOrdersAsync(3);
        await _rig.Table.ExecuteAsync("ALTER TABLE Orders RENAME COLUMN Amount TO Total");

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("Amount");
        await _rig.Table.ExecuteAsync("ALTER TABLE Orders RENAME COLUMN Total TO Amount");
        await _rig.ShouldRecoverAsync(orders: 3);
    }

    [Fact]
    public async Task DuplicateKeyInTheSource_FailsTheRunAndNamesTheKey()
    {
        await _rig.AddOrdersAsync(3);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET OrderNo = 'o1' WHERE Id = 2");
        var definition = SourceTable.Definition();
        await _rig.SaveAsync(definition with { Source = definition.Source with { Key = ["OrderNo"] } });

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("одинаковым ключом").And.Contain("OrderNo");
        await _rig.Table.ExecuteAsync("UPDATE Orders SET OrderNo = 'o2' WHERE Id = 2");
        await _rig.ShouldRecoverAsync(orders: 3);
    }

    private Task UseAsync(ConnectionKind kind, string secret) =>
        _rig.Service<IConnectionCatalog>().SaveAsync("sql", "Source", kind, secret, CancellationToken.None);

    /// <summary>One small record a row, in small batches: the reader is still reading when the first batch is there.</summary>
    private static Pragmatika.Engine.Exchanges.ExchangeDefinition OnlyDeals()
    {
        var definition = SourceTable.Definition();
        var deals = definition.Flows[1];
        return definition with
        {
            Flows = [deals with { Rules = [deals.Rules[0]] }],
            WriteBack = null,
            Limits = definition.Limits with { BatchChangedRows = 1000 },
        };
    }
}
