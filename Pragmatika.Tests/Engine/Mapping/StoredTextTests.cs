using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class StoredTextTests
{
    private static readonly Message Read = new("Прочитано {0}: {1}", "{0} were read: {1}");
    private static readonly Message Well = new("хорошо", "well");

    [Fact]
    public void Read_MadeForLater_EachReaderGetsHisLanguageWithItsOwnNumbersAndWords()
    {
        var stored = ForLater(() => Read.With(Message.Number(12500), Well.With()));

        InLanguage("ru", stored).Should().Be("Прочитано 12\u00A0500: хорошо");
        InLanguage("en", stored).Should().Be("12,500 were read: well");
    }

    [Fact]
    public void Read_JoinedWithOtherTexts_TranslatesThePartsThatHaveBoth()
    {
        var stored = ForLater(() => $"HTTP 500. {Well} {Well.With()}");

        InLanguage("ru", stored).Should().Be("HTTP 500. хорошо хорошо");
        InLanguage("en", stored).Should().Be("HTTP 500. well well");
    }

    [Fact]
    public void Read_TextOfBefore_StaysAsItIs() => InLanguage("en", "Прочитано 5").Should().Be("Прочитано 5");

    [Fact]
    public void Read_WhereTextsAreMadeForLater_KeepsBoth()
    {
        var stored = ForLater(() => Well.With());

        ForLater(() => Read.With(1, StoredText.Read(stored))).Should().Contain("хорошо").And.Contain("well");
    }

    [Fact]
    public void Shorten_TextInBothLanguages_CutsEach()
    {
        var stored = ForLater(() => new Message(new string('а', 90), new string('b', 20)).With());

        var cut = StoredText.Shorten(stored, 63);

        cut.Length.Should().BeLessThanOrEqualTo(63);
        InLanguage("ru", cut).Should().Be(new string('а', 30));
        InLanguage("en", cut).Should().Be(new string('b', 20));
    }

    [Fact]
    public async Task ForLater_InACall_DoesNotReachItsCaller()
    {
        await StoreAsync();

        Well.With().Should().Be("хорошо");

        static async Task StoreAsync()
        {
            using var later = StoredText.ForLater();
            await Task.Yield();
        }
    }

    [Fact]
    public void InOneLanguage_ForTheTechnicalLog_IsReadable() =>
        ForLater(() => StoredText.InOneLanguage("Run failed: " + Well.With())).Should().Be("Run failed: хорошо");

    private static string ForLater(Func<string> text)
    {
        using var later = StoredText.ForLater();
        return text();
    }

    private static string InLanguage(string culture, string stored)
    {
        using var language = new InCulture(culture);
        return StoredText.Read(stored);
    }
}
