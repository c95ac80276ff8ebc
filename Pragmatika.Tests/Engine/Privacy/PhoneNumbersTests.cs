using Pragmatika.Engine.Privacy;

namespace Pragmatika.Tests.Engine.Privacy;

public sealed class PhoneNumbersTests
{
    /// <summary>
    /// The one table: what is written, what it is, and who is right where the library alone and plain rules alone say different things. Ours: the library by itself refuses or misreads it.
    /// Library: plain rules would take it for something else. Both: they agree.
    /// </summary>
    [Theory]
    [InlineData("8 (921) 123-45-67", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("+7 921 123 45 67", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("79211234567", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("9211234567", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("00 7 921 1234567", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("tel:+7-921-123-45-67", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("8\u00A0921\u00A0123-45-67", null, "+79211234567", null, PhoneKind.Mobile, "both")]
    [InlineData("8-812-777-88-99", null, "+78127778899", null, PhoneKind.Fixed, "both")]
    [InlineData("777-88-99", "812", "+78127778899", null, PhoneKind.Fixed, "ours")]
    [InlineData("55-55-55", "8152", "+78152555555", null, PhoneKind.Fixed, "ours")]
    [InlineData("5-55-55", "81153", "+78115355555", null, PhoneKind.Fixed, "ours")]
    [InlineData("8 921 123 45 67 #12", null, "+79211234567", "12", PhoneKind.Mobile, "both")]
    [InlineData("8 (8152) 55-55-55 доб. 123", null, "+78152555555", "123", PhoneKind.Fixed, "both")]
    [InlineData("8 (8152) 55-55-55 добавочный 123", null, "+78152555555", "123", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 доп. 123", null, "+78152555555", "123", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 вн. 123", null, "+78152555555", "123", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 внутр. 123", null, "+78152555555", "123", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 доб.№105", null, "+78152555555", "105", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 доб. 1-05", null, "+78152555555", "105", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 x105", null, "+78152555555", "105", PhoneKind.Fixed, "both")]
    [InlineData("8 (8152) 55-55-55 (105)", null, "+78152555555", "105", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55 - 105", null, "+78152555555", "105", PhoneKind.Fixed, "ours")]
    [InlineData("8 (8152) 55-55-55*12", null, "+78152555555", "12", PhoneKind.Fixed, "ours")]
    [InlineData("8 921 123-45-67 жена", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 921 123-45-67 Viber", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 921 123-45-67 WhatsApp", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 921 123-45-67 внук", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 921 12З-45-67", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 92l 123-45-67", null, "+79211234567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 921 1ОО-45-67", null, "+79211004567", null, PhoneKind.Mobile, "ours")]
    [InlineData("8 800 555 35 35", null, "+78005553535", null, PhoneKind.TollFree, "both")]
    [InlineData("8 804 333 35 35", null, "+78043333535", null, PhoneKind.TollFree, "library")]
    [InlineData("8 803 333 35 35", null, "+78033333535", null, PhoneKind.Special, "library")]
    [InlineData("8 809 333 35 35", null, "+78093333535", null, PhoneKind.Special, "library")]
    [InlineData("8 808 333 35 35", null, "+78083333535", null, PhoneKind.Special, "library")]
    [InlineData("87011234567", null, "+77011234567", null, PhoneKind.Kazakhstan, "both")]
    [InlineData("+77272123456", null, "+77272123456", null, PhoneKind.Kazakhstan, "both")]
    [InlineData("+375 29 123-45-67", null, "+375291234567", null, PhoneKind.Foreign, "both")]
    [InlineData("810 375 29 1234567", null, "+375291234567", null, PhoneKind.Foreign, "both")]
    [InlineData("8-10-375-29-123-4567", null, "+375291234567", null, PhoneKind.Foreign, "both")]
    [InlineData("+49 1511 2345678", null, "+4915112345678", null, PhoneKind.Foreign, "both")]
    [InlineData(null, null, null, null, default(PhoneKind), "both")]
    [InlineData("нет", null, null, null, default(PhoneKind), "both")]
    [InlineData("55-55-55", null, null, null, default(PhoneKind), "both")]
    [InlineData("0000000000", null, null, null, default(PhoneKind), "both")]
    [InlineData("8 (999) 999-99-99", null, null, null, default(PhoneKind), "ours")]
    [InlineData("8 900 000 00 00", null, null, null, default(PhoneKind), "ours")]
    [InlineData("+7 921 123-45-6", null, null, null, default(PhoneKind), "both")]
    [InlineData("8921123456", null, null, null, default(PhoneKind), "library")]
    [InlineData("+7 921 123-45-678", null, null, null, default(PhoneKind), "both")]
    [InlineData("8 521 123-45-67", null, null, null, default(PhoneKind), "both")]
    [InlineData("8 (881) 234-56-78", null, null, null, default(PhoneKind), "library")]
    [InlineData("+7 601 123-45-67", null, null, null, default(PhoneKind), "library")]
    [InlineData("+8 921 123-45-67", null, null, null, default(PhoneKind), "library")]
    [InlineData("7727123456", null, null, null, default(PhoneKind), "library")]
    [InlineData("+999 12 345 67 89", null, null, null, default(PhoneKind), "library")]
    [InlineData("8 921 123 45 67 8 921 765 43 21", null, null, null, default(PhoneKind), "ours")]
    [InlineData("12345678901234567890123456789", null, null, null, default(PhoneKind), "both")]
    public void Parse_AsPeopleWriteIt_IsWhatItIs(string? text, string? city, string? e164, string? extension, PhoneKind kind, string right)
    {
        var number = PhoneNumbers.Parse(text, city);

        number.Should().Be(e164 is null ? null : new PhoneNumber(e164, extension, kind), "who is right: {0}", right);
    }

    [Theory]
    [InlineData("8 921 123-45-67, 8 812 777-88-99 / 55-55-55;", "8 921 123-45-67|8 812 777-88-99|55-55-55")]
    [InlineData("89211234567;89217654321", "89211234567|89217654321")]
    [InlineData("89211234567 89217654321", "89211234567|89217654321")]
    [InlineData("+7 921 123 45 67 +7 921 765 43 21", "+7 921 123 45 67|+7 921 765 43 21")]
    [InlineData("8 921 123-45-67 и 8 921 765-43-21", "8 921 123-45-67|8 921 765-43-21")]
    [InlineData("8 (8152) 55-12-34, доб. 105", "8 (8152) 55-12-34 доб. 105")]
    [InlineData("+78152551234;ext=105", "+78152551234 ext=105")]
    [InlineData("8 921 123-45-67\r\n8 921 765-43-21", "8 921 123-45-67|8 921 765-43-21")]
    [InlineData("8 (921) 123-45-67", "8 (921) 123-45-67")]
    public void Split_SeveralNumbers_GivesEach(string text, string parts) => PhoneNumbers.Split(text).Should().Equal(parts.Split('|'));

    [Theory]
    [InlineData("8 (921) 123-45-67", "+7 (921) ***-**-67")]
    [InlineData("8-812-777-88-99", "+7 (812) ***-**-99")]
    [InlineData("+375 29 123-45-67", "+375 *** 67")]
    public void Mask_Number_ShowsCodeAndLastTwoDigits(string text, string mask) => PhoneMask.Mask(PhoneNumbers.Parse(text)!).Should().Be(mask);

    [Fact]
    public void Judge_OfOnePrefix_SaysTheSameWhateverTheLastFourDigits()
    {
        string[] tails = ["0000", "1234", "5050", "9999"];
        var wrong = new List<string>();
        for (var prefix = 300_000; prefix < 1_000_000; prefix += 61)
        {
            var answers = tails.Select(tail => PhoneJudge.Ask($"+7{prefix}{tail}")).Distinct().ToList();
            if (answers.Count != 1 || answers[0] != PhoneJudge.KindOf($"+7{prefix}5678"))
            {
                wrong.Add($"+7{prefix}");
            }
        }

        wrong.Should().BeEmpty("one answer is kept for six digits: where the library looks further, it must be asked for more");
    }
}
