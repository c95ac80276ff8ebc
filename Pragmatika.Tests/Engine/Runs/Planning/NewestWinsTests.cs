using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Planning;

/// <summary>Two keys that are one person: the newest of all their rows says what the contact is, whichever key it carries.</summary>
public sealed class NewestWinsTests : IAsyncLifetime
{
    private const string Phone = "89210000001";
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData("c1", "c2", "c1")]
    [InlineData("c1", "c1", "c2")]
    [InlineData("c2", "c1", "c1")]
    public async Task Run_TwoKeysInOneBatch_NewestRowWins(string first, string second, string third)
    {
        await _rig.Table.AddAsync(1, first, "Первая", Phone, "o1", "1");
        await _rig.Table.AddAsync(2, second, "Вторая", Phone, "o2", "1");
        await _rig.Table.AddAsync(3, third, "Третья", Phone, "o3", "1");

        await _rig.RunAsync("orders");

        await ShouldAgreeAsync();
    }

    [Fact]
    public async Task Run_LinkedKeyAndNewKeyInOneBatch_NewestRowWins()
    {
        await _rig.Table.AddAsync(1, "c1", "Первая", Phone, "o1", "1");
        await _rig.RunAsync("orders");
        await _rig.Table.AddAsync(2, "c2", "Вторая", Phone, "o2", "1");
        await _rig.Table.AddAsync(3, "c1", "Третья", Phone, "o3", "1");

        await _rig.RunAsync("orders");

        await ShouldAgreeAsync();
    }

    private async Task ShouldAgreeAsync()
    {
        var report = await _rig.Service<IVerifyService>().VerifyAsync("orders", 10, CancellationToken.None);
        report.Differences.Should().BeEmpty();
        report.Total.AreClean.Should().BeTrue();
        (await _rig.Table.ScalarAsync("SELECT COUNT(DISTINCT B24ContactId) FROM Orders")).Should().Be(1L);
    }
}
