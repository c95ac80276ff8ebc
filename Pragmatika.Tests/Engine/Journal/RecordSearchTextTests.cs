using Pragmatika.Engine.History;

namespace Pragmatika.Tests.Engine.Journal;

public sealed class RecordSearchTextTests
{
    [Theory]
    [InlineData(" 00-17 ", "00-17", null, null)]
    [InlineData("17", "17", 17L, null)]
    [InlineData("https://crm.example.ru/crm/contact/details/17/", null, 17L, 3)]
    [InlineData("https://crm.example.ru/crm/deal/details/17/?IFRAME=Y", null, 17L, 2)]
    [InlineData("https://crm.example.ru/crm/type/128/details/17", null, 17L, 128)]
    [InlineData("https://crm.example.ru/page/cars/all/type/1036/details/5/", null, 5L, 1036)]
    [InlineData("https://crm.example.ru/crm/contact/list/", null, null, null)]
    [InlineData("99999999999999999999", "99999999999999999999", null, null)]
    public void Parse_WhatPeopleType_IsUnderstood(string text, string? key, long? id, int? type)
    {
        var parsed = RecordSearchText.Parse(text);

        parsed.Should().Be(new RecordSearchText(key ?? text, id, type));
    }
}
