using Pragmatika.Engine.Privacy;

namespace Pragmatika.Tests.Engine.Privacy;

public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("8 (921) 123-45-67", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("+7 921 123 45 67", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("79211234567", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("9211234567", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("00 7 921 1234567", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("tel:+7-921-123-45-67", null, "+79211234567", null, PhoneKind.Mobile)]
    [InlineData("8 921 123 45 67 #12", null, "+79211234567", "12", PhoneKind.Mobile)]
    [InlineData("8-812-777-88-99", null, "+78127778899", null, PhoneKind.Fixed)]
    [InlineData("777-88-99", "812", "+78127778899", null, PhoneKind.Fixed)]
    [InlineData("8 (8152) 55-55-55 доб. 123", null, "+78152555555", "123", PhoneKind.Fixed)]
    [InlineData("55-55-55", "8152", "+78152555555", null, PhoneKind.Fixed)]
    [InlineData("5-55-55", "81153", "+78115355555", null, PhoneKind.Fixed)]
    [InlineData("8 800 555 35 35", null, "+78005553535", null, PhoneKind.TollFree)]
    [InlineData("87011234567", null, "+77011234567", null, PhoneKind.Kazakhstan)]
    [InlineData("+77011234567", null, "+77011234567", null, PhoneKind.Kazakhstan)]
    [InlineData("+375 29 123-45-67", null, "+375291234567", null, PhoneKind.Foreign)]
    [InlineData("810 375 29 1234567", null, "+375291234567", null, PhoneKind.Foreign)]
    [InlineData("8 921 123-45-67 жена", null, "+79211234567", null, PhoneKind.Mobile)]
    public void Parse_NumberAsPeopleWriteIt_IsE164(string text, string? city, string e164, string? extension, PhoneKind kind) =>
        PhoneNumbers.Parse(text, city).Should().Be(new PhoneNumber(e164, extension, kind));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("нет")]
    [InlineData("0000000000")]
    [InlineData("9999999999")]
    [InlineData("+7 921 123-45-6")]
    [InlineData("+7 921 123-45-678")]
    [InlineData("8 521 123-45-67")]
    [InlineData("55-55-55")]
    [InlineData("12345678901234567890123456789")]
    public void Parse_Garbage_IsNull(string? text) => PhoneNumbers.Parse(text).Should().BeNull();

    [Theory]
    [InlineData("8 (921) 123-45-67", "+7 (921) ***-**-67")]
    [InlineData("8-812-777-88-99", "+7 (812) ***-**-99")]
    [InlineData("+375 29 123-45-67", "+375 *** 67")]
    public void Mask_Number_ShowsCodeAndLastTwoDigits(string text, string mask) => PhoneMask.Mask(PhoneNumbers.Parse(text)!).Should().Be(mask);

    [Fact]
    public void Split_SeveralNumbers_GivesEach() =>
        PhoneNumbers.Split("8 921 123-45-67, 8 812 777-88-99 / 55-55-55;").Should().Equal("8 921 123-45-67", "8 812 777-88-99", "55-55-55");
}
