using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Watching;

/// <summary>What a run leaves behind is read in the reader's language, whoever started it.</summary>
public sealed class StoredLanguageTests : IAsyncLifetime
{
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.Table.AddAsync(1, "c1", "Анна", "89210000001", "o1", "сто");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData("ru", "[а-яё]", "Прогон завершён")]
    [InlineData("en", "^[^а-яё]*$", "The run has ended")]
    public async Task Run_OfARussian_IsReadInTheLanguageOfTheReader(string reader, string letters, string ended)
    {
        var run = await _rig.RunAsync("orders");

        using var language = new InCulture(reader);
        var entries = await _rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id, Kind = JournalKind.Run }, null, 100, CancellationToken.None);
        entries.Should().Contain(entry => entry.Text.StartsWith(ended, StringComparison.Ordinal)).And.OnlyContain(entry => !entry.Text.Any(char.IsControl));
        var letter = (await _rig.Store.DeadLettersAsync("orders", DeadLetterState.Open, null, 0, 1, CancellationToken.None)).Single();
        letter.Message.Replace("сто", string.Empty, StringComparison.Ordinal).ToLowerInvariant().Should().MatchRegex(letters);
    }

    [Theory]
    [InlineData("Прогон завершён")]
    [InlineData("run has ended")]
    public async Task Search_WordsOfEitherLanguage_FindTheEntry(string text)
    {
        var run = await _rig.RunAsync("orders");

        (await _rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run.Id, Text = text }, null, 10, CancellationToken.None)).Should().ContainSingle();
    }

    [Fact]
    public async Task Run_ErrorWrittenToTheTable_IsInOneLanguage()
    {
        await _rig.RunAsync("orders");

        var error = (string?)await _rig.Table.ScalarAsync("SELECT Error FROM Orders WHERE Id = 1");
        error.Should().NotBeNullOrEmpty().And.NotContainAny("\u0001", "\u0002", "\u0003");
    }
}
