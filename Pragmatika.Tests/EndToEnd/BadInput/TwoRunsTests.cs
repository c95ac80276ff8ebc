using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>One exchange, asked to run twice at the same time.</summary>
public sealed class TwoRunsTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.AddOrdersAsync(120);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

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
