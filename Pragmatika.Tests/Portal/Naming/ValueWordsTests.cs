using System.Globalization;
using Pragmatika.Portal.Naming;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.Naming;

public sealed class ValueWordsTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    [Theory]
    [InlineData("ru-RU", "true", "Да")]
    [InlineData("ru-RU", "false", "Нет")]
    [InlineData("en-US", "true", "Yes")]
    [InlineData("ru-RU", "1972-01-01", "01.01.1972")]
    [InlineData("en-US", "1972-01-31", "1/31/1972")]
    [InlineData("ru-RU", "2026-03-02T21:30:00Z", "03.03.2026 00:30")]
    [InlineData("ru-RU", "125000.5 RUB", "125\u00a0000,50\u00a0₽")]
    [InlineData("ru-RU", "125000 RUB", "125\u00a0000\u00a0₽")]
    [InlineData("ru-RU", "Лада Веста", "Лада Веста")]
    [InlineData("ru-RU", "XTA219000K0123456", "XTA219000K0123456")]
    public void Of_Text_ReadsAsPeopleWrite(string culture, string text, string expected)
    {
        Speak(culture);

        ValueWords.Of(text, "title", null, Moscow).Should().Be(expected);
    }

    [Theory]
    [InlineData("boolean", "Y", "Да")]
    [InlineData("char", "N", "Нет")]
    [InlineData("double", "1234.5", "1\u00a0234,5")]
    [InlineData("integer", "2019", "2019")]
    [InlineData("string", "Y", "Y")]
    public void Of_KnownType_FollowsIt(string type, string text, string expected)
    {
        Speak("ru-RU");

        ValueWords.Of(text, "ufCrmAny", FakeLabels.Label("Любое", type), Moscow).Should().Be(expected);
    }

    private static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

    [Fact]
    public void Of_OptionIds_GiveTheirNames() =>
        ValueWords.Of("C7:NEW", "stageId", FakeLabels.Label("Стадия", "crm_status", ("C7:NEW", "Принята заявка")), Moscow).Should().Be("Принята заявка");

    [Theory]
    [InlineData("+79210000012", "+7 (921) ***-**-12")]
    [InlineData("+79210000012; +79215550013", "+7 (921) ***-**-12; +7 (921) ***-**-13")]
    [InlineData("921-00-12 доб. 4", "*** 4")]
    public void Of_PhoneField_HidesWhateverStandsInIt(string text, string expected) => ValueWords.Of(text, "phone", null, Moscow).Should().Be(expected);

    [Fact]
    public void Of_PhoneInAnotherField_IsHiddenByItsShape() => ValueWords.Of("звонил с +79210000012", "comments", null, Moscow).Should().NotContain("0000012");
}
