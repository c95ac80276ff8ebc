using Pragmatika.Engine.Privacy;

namespace Pragmatika.Tests.Engine.Privacy;

public sealed class PersonalTextTests
{
    [Theory]
    [InlineData("Звонок +79211234567", "Звонок +7 (921) ***-**-67")]
    [InlineData("тел. 8 (921) 123-45-67, перезвонить", "тел. +7 (921) ***-**-67, перезвонить")]
    [InlineData("8-812-777-88-99 и 89211234567", "+7 (812) ***-**-99 и +7 (921) ***-**-67")]
    [InlineData("""{"phone":["+79211234567","+78127778899"],"email":"ivan@example.com"}""", """{"phone":["+7 (921) ***-**-67","+7 (812) ***-**-99"],"email":"i***@example.com"}""")]
    [InlineData("почта Ivan.Petrov@mail.example.ru.", "почта I***@mail.example.ru.")]
    [InlineData("+375 29 123-45-67", "+375 *** 67")]
    [InlineData("9211234567", "+7 (921) ***-**-67")]
    [InlineData("8 (881) 234-56-78", "+7 (881) ***-**-78")]
    [InlineData("89211234567 89217654321", "+7 (921) ***-**-67 +7 (921) ***-**-21")]
    public void Mask_PersonalData_IsHidden(string text, string expected) => PersonalText.Mask(text).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("Сумма 1 234 567,89 руб.")]
    [InlineData("0e761abe-4e88-11f1-9c28-0050b666dffa")]
    [InlineData("XTA210990Y2766389")]
    [InlineData("заказ ЗН00012345")]
    [InlineData("2024-08-30 09:05:07")]
    [InlineData("30.08.2024 9:05")]
    [InlineData("id 12345")]
    [InlineData("ИНН 781234567890")]
    [InlineData("C3:WON")]
    public void Mask_OtherText_Stays(string text) => PersonalText.Mask(text).Should().Be(text);
}
