using Microsoft.Data.Sqlite;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Cli;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>
/// The portal's own database runs out of room while a batch that was delivered already is committed. The run fails with what to do; when there is room again, the next one
/// finds what was delivered and makes nothing twice.
/// </summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private const int Orders = 2500;

    /// <summary>Enough for the lease and the run's record, far too little for a batch of all orders.</summary>
    private const int SpareKibibytes = 384;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pragmatika-full-");
    private SandboxHost _sandbox = null!;

    private string Data => Path.Combine(_folder.FullName, "data");

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions());
        var table = await SourceTable.CreateAsync(Path.Combine(_folder.FullName, "source.db"));
        await table.AddOrdersAsync(Orders);
        await using var session = await EngineHost.OpenAsync(Data, CancellationToken.None);
        var connections = session.Get<IConnectionCatalog>();
        await connections.SaveAsync("sql", "Source", ConnectionKind.Sqlite, table.ConnectionString, CancellationToken.None);
        await connections.SaveAsync("portal", "Sandbox", ConnectionKind.BitrixWebhook, _sandbox.WebhookAddress.ToString(), CancellationToken.None);
        await session.Get<IExchangeCatalog>().SaveAsync(SourceTable.Definition(), "test", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [UnixFact]
    public async Task QuotaUsedUp_FailsTheRunAndTheNextOneDoublesNothing()
    {
        SqliteConnection.ClearAllPools(); // the log goes into the file, and the file has its full size
        var limit = (new FileInfo(Path.Combine(Data, "pragmatika.db")).Length / 1024) + SpareKibibytes;

        var run = await CrampedProcess.WithFileLimitAsync(limit, "Pragmatika.Portal", "run", BadInputRig.Exchange, "--json", "--data", Data);

        ShouldSayWhatToDo(run);
        await ShouldRecoverAsync();
    }

    [SmallDiskFact]
    public async Task DiskFull_FailsTheRunAndTheNextOneDoublesNothing()
    {
        SqliteConnection.ClearAllPools();

        var run = await CrampedProcess.OnSmallDiskAsync(Data, SpareKibibytes, "Pragmatika.Portal", "run", BadInputRig.Exchange, "--json", "--data");

        ShouldSayWhatToDo(run);
        await ShouldRecoverAsync();
    }

    private void ShouldSayWhatToDo(EngineRun run)
    {
        run.ExitCode.Should().Be(ExitCode.Failure);
        run.State.Should().BeEquivalentTo(nameof(RunState.Failed));
        run.Message.Should().Contain("нет места").And.Contain("освободите место и запустите обмен снова");
        _sandbox.Stats.Commands["crm.item.add"].Should().Be(2 * Orders, "the batch was delivered before it could not be committed");
    }

    private async Task ShouldRecoverAsync()
    {
        await using var session = await EngineHost.OpenAsync(Data, CancellationToken.None);
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(new RunRequest { Exchange = BadInputRig.Exchange }, CancellationToken.None);
        var run = await runs.CompletionAsync(started.Id, CancellationToken.None);

        run.Message.Should().BeNull();
        run.State.Should().Be(RunState.Succeeded);
        var verify = await session.Get<IVerifyService>().VerifyAsync(BadInputRig.Exchange, 10, CancellationToken.None);
        verify.Total.AreClean.Should().BeTrue();
        verify.Flows["deals"].Should().Be(new VerifyCounters(Records: Orders, 0, 0, 0, 0, 0));
        _sandbox.Stats.Commands["crm.item.add"].Should().Be(2 * Orders, "the next run found every record by its origin key");
    }
}
