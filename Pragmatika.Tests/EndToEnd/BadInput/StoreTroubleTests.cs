using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>The portal's own database cannot commit what was delivered already: the next run finds it and makes nothing twice.</summary>
public sealed class StoreTroubleTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync(configure: FullDisk.Decorate);
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.AddOrdersAsync(120);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task DiskFullAtCommit_FailsTheRunAndTheNextOneDoublesNothing()
    {
        var disk = (FullDisk)(object)_rig.Store;
        disk.IsFull = true;

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("мест");
        _rig.Sandbox.Stats.Commands["crm.item.add"].Should().Be(240, "the batch was delivered before it could not be committed");
        disk.IsFull = false;
        await _rig.ShouldRecoverAsync(orders: 120);
        _rig.Sandbox.Stats.Commands["crm.item.add"].Should().Be(240, "the next run found every record by its origin key");
    }

    [Fact]
    public async Task TwoRunsAtOnce_TheSecondIsRefusedWithTheReason()
    {
        _rig.SetWeather("slow");
        var first = await _rig.Runs.StartAsync(new RunRequest { Exchange = BadInputRig.Exchange }, CancellationToken.None);

        var second = () => _rig.Runs.StartAsync(new RunRequest { Exchange = BadInputRig.Exchange }, CancellationToken.None);

        await second.Should().ThrowAsync<RunRefusedException>().WithMessage("*уже выполняется*");
        _rig.SetWeather("calm");
        (await _rig.Runs.CompletionAsync(first.Id, CancellationToken.None)).State.Should().Be(RunState.Succeeded);
        await _rig.ShouldRecoverAsync(orders: 120);
    }
}

/// <summary>A store whose commits meet a full disk, told with the driver's own error, while <see cref="IsFull"/> is set.</summary>
public class FullDisk : DispatchProxy
{
    private const int SqliteFull = 13;
    private IEngineStore _store = null!;

    public bool IsFull { get; set; }

    public static void Decorate(IServiceCollection services)
    {
        var original = services.Last(service => service.ServiceType == typeof(IEngineStore));
        services.AddSingleton(provider =>
        {
            var store = (IEngineStore)(original.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!));
            var full = Create<IEngineStore, FullDisk>();
            ((FullDisk)(object)full)._store = store;
            return full;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (IsFull && targetMethod!.Name == nameof(IEngineStore.CommitAsync))
        {
            return Task.FromException(StoreErrors.Wrap(new SqliteException("database or disk is full", SqliteFull)));
        }

        return targetMethod!.Invoke(_store, args);
    }
}
