using System.Globalization;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Session;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Naming;

public sealed class TitlesTests : IDisposable
{
    private readonly FakeWorld _world = FakeData.Fill(new FakeWorld(), FakeData.Noon);
    private readonly NameBook _book;
    private readonly Titles _titles;

    public TitlesTests()
    {
        Speak("ru");
        _book = new NameBook(_world.Exchanges, _world.Connections, _world.Labels, TimeProvider.System);
        _titles = new Titles(_book, new UserSession(TimeProvider.System));
    }

    public void Dispose() => _book.Dispose();

    [Fact]
    public async Task Names_OfWhatIsDefined_AreItsTitles()
    {
        await _book.FreshenAsync(default);

        _titles.Exchange("customers").Should().Be("Клиенты и заказ-наряды");
        _titles.Flow("customers", "contacts").Should().Be("Клиенты");
        _titles.Connection("crm").Should().Be("Битрикс24 группы");
        _titles.Kind("customers", "contacts").Should().Be("Контакт");
    }

    [Fact]
    public async Task Names_OfWhatIsGone_AreTheCodesThemselves()
    {
        await _book.FreshenAsync(default);

        _titles.Exchange("nobody").Should().Be("nobody");
        _titles.Flow("customers", "gone").Should().Be("gone");
        _titles.Field("customers", "gone", "ufCrmOld").Should().Be("ufCrmOld");
    }

    [Fact]
    public async Task Field_PortalWasAsked_IsCalledAsThere()
    {
        await _world.Labels.SaveAsync(FakeLabels.Of("crm", "company", 4, "Компания", ("ufCrmInn", FakeLabels.Label("ИНН")), ("title", FakeLabels.Label("Название фирмы"))), default);
        await _book.FreshenAsync(default);

        _titles.Field("customers", "companies", "ufCrmInn").Should().Be("ИНН");
        _titles.Field("customers", "companies", "title").Should().Be("Название фирмы");
        _titles.Column("customers", "companies", "Inn").Should().Be("ИНН");
    }

    [Fact]
    public async Task Field_ReadInEnglish_StockFieldsAreEnglishAndOwnOnesAsThePortalCallsThem()
    {
        await _world.Labels.SaveAsync(FakeLabels.Of("crm", "company", 4, "Компания", ("ufCrmInn", FakeLabels.Label("ИНН")), ("title", FakeLabels.Label("Название"))), default);
        await _book.FreshenAsync(default);
        Speak("en");

        _titles.Field("customers", "companies", "title").Should().Be("Title");
        _titles.Field("customers", "companies", "ufCrmInn").Should().Be("ИНН");
    }

    [Fact]
    public async Task Field_PortalSaysOnlyTheCode_FallsBackToTheStockName()
    {
        await _world.Labels.SaveAsync(FakeLabels.Of("crm", "deal", 2, "Сделка", ("opportunity", FakeLabels.Label("OPPORTUNITY")), ("parentId1030", FakeLabels.Label(""))), default);
        await _book.FreshenAsync(default);

        _titles.Field("customers", "deals", "opportunity").Should().Be("Сумма");
        _titles.Field("customers", "deals", "parentId1030").Should().Be("Связанный элемент");
    }

    [Fact]
    public async Task Say_StoredMessage_NamesFieldsInWordsAndLeavesTheRest()
    {
        await _book.FreshenAsync(default);

        _titles.Say("customers", "contacts", "birthdate: Дата «31.02.2024» не существует. Исправьте.").Should().StartWith("Дата рождения: ");
        _titles.Say("customers", "contacts", "Поле «email» изменили обе стороны: в таблице «name@example.ru»").Should().Contain("«E-mail»").And.NotContain("name@");
        _titles.Say("customers", "contacts", "INVALID_ARG_VALUE: +79210000012").Should().StartWith("INVALID_ARG_VALUE: +7 (921)");
    }

    [Fact]
    public async Task Changes_OfAnEntry_ReadAsPeopleWrite()
    {
        await _book.FreshenAsync(default);

        var changes = _titles.Changes("customers", "deals", """{"opportunity":["100000 RUB","125000 RUB"],"contactId":[null,"contacts:00-17"]}""");

        changes.Select(change => change.Title).Should().Equal("Сумма", "Контакт");
        changes[0].After.Should().Be("125\u00a0000\u00a0₽");
        changes[1].After.Should().Be("Клиенты · 00-17");
    }

    [Theory]
    [InlineData("contacts", "https://crm.example.ru/crm/contact/details/4117/")]
    [InlineData("deals", "https://crm.example.ru/crm/deal/details/4117/")]
    [InlineData("gone", null)]
    public async Task Card_OfARecord_IsItsPageInThePortal(string flow, string? expected)
    {
        await _book.FreshenAsync(default);

        _titles.Card("customers", flow, 4117).Should().Be(expected);
    }

    [Fact]
    public async Task Keeper_PageNeedsLabels_ReadsThemOnceKeepsThemAndTellsThePages()
    {
        _world.Labels.Portal[("crm", "company")] = FakeLabels.Of("crm", "company", 4, "Компания", ("ufCrmInn", FakeLabels.Label("ИНН"))) with { ReadAt = TimeProvider.System.GetUtcNow() };
        var named = new TaskCompletionSource();
        _book.Changed += (_, _) => named.TrySetResult();
        using var keeper = new LabelKeeper(_book, _world.Labels, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LabelKeeper>.Instance);
        await keeper.StartAsync(default);

        await _book.FreshenAsync(default);
        await named.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await keeper.StopAsync(default);

        _titles.Field("customers", "companies", "ufCrmInn").Should().Be("ИНН");
        (await _world.Labels.ListAsync(default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Keeper_PortalCannotBeAsked_KeepsWhatWasReadEarlierAndWaits()
    {
        var time = new ManualTimeProvider(FakeData.Noon);
        await _world.Labels.SaveAsync(FakeLabels.Of("crm", "company", 4, "Компания", ("ufCrmInn", FakeLabels.Label("ИНН"))) with { ReadAt = FakeData.Noon.AddHours(-2) }, default);
        _world.Labels.Failure = new InvalidOperationException("down");
        using var book = new NameBook(_world.Exchanges, _world.Connections, _world.Labels, time);
        using var keeper = new LabelKeeper(book, _world.Labels, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<LabelKeeper>.Instance);

        await book.FreshenAsync(default);
        await keeper.KeepAllAsync(default);
        var asked = _world.Labels.Reads;
        await keeper.KeepAllAsync(default);

        asked.Should().Be(3);
        _world.Labels.Reads.Should().Be(asked);
        new Titles(book, new UserSession(time)).Field("customers", "companies", "ufCrmInn").Should().Be("ИНН");
    }

    private static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
}
