using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class DefinitionHashTests
{
    public static TheoryData<string, string> Matters => new()
    {
        { "\"column\": \"Name\"", "\"column\": \"Kind\"" },
        { "\"kind\": \"trim\"", "\"kind\": \"trim\", \"inner\": true" },
        { "\"city\": \"812\"", "\"city\": \"8152\"" },
        { "\"B\": \"Старый\"", "\"B\": \"Древний\"" },
        { "\"key\": [\"ExtId\"]", "\"key\": [\"Id\"]" },
        { "\"values\": [\"A\", \"B\"]", "\"values\": [\"A\"]" },
        { "\"decimalSeparator\": \",\"", "\"decimalSeparator\": \".\"" },
        { "\"timeZone\": \"Europe/Moscow\"", "\"timeZone\": \"Europe/Samara\"" },
        { "\"write\": \"ifEmpty\"", "\"write\": \"always\"" },
        { "{ \"connection\": \"b24\" }", "{ \"connection\": \"box\" }" },
        { "\"entity\": \"deal\"", "\"entity\": \"lead\"" },
        { "\"match\": [ { \"field\": \"phone\" } ]", "\"match\": [ ]" },
    };

    public static TheoryData<string, string> DoesNotMatter => new()
    {
        { "\"title\": \"Клиенты\"", "\"title\": \"Другое\"" },
        { "\"name\": \"contacts\",", "\"name\": \"contacts\", \"title\": \"Контакты\"," },
        { "\"lanes\": 2", "\"lanes\": 7" },
        { "\"cron\": \"0 0/15 8-20 ? * MON-FRI\"", "\"every\": \"01:00:00\"" },
        { "\"overlap\": \"00:05:00\"", "\"overlap\": \"00:01:00\"" },
        { "\"statusColumn\": \"Status\"", "\"statusColumn\": \"Sum\"" },
        { "{ \"A\": \"Новый\", \"B\": \"Старый\" }", "{ \"B\": \"Старый\", \"A\": \"Новый\" }" },
        { "\"kind\": \"phone\", \"city\": \"812\"", "\"city\": \"812\", \"kind\": \"phone\"" },
        { "\"timeZone\": \"Europe/Moscow\"", "\"timeZone\": \"Europe/Moscow\", \"yearOffset\": 0" },
    };

    [Theory]
    [MemberData(nameof(Matters))]
    public void Of_ChangeThatAffectsMapping_Differs(string from, string to) => Hash(from, to).Should().NotEqual(DefinitionHash.Of(Samples.Definition));

    [Theory]
    [MemberData(nameof(DoesNotMatter))]
    public void Of_AnyOtherChange_IsEqual(string from, string to) => Hash(from, to).Should().Equal(DefinitionHash.Of(Samples.Definition)).And.HaveCount(16);

    [Fact]
    public void Columns_OfADefinition_AreThoseItsMappingReads() =>
        DefinitionColumns.Of(Samples.Definition).Should().Equal("ExtId", "Kind", "Deleted", "Name", "Phone", "Born", "Id", "Sum");

    [Fact]
    public void Columns_InsideTransformsAndTemplates_AreFound()
    {
        var definition = ExchangeJson.Read(Samples.Json
            .Replace("{ \"kind\": \"trim\" }", """{ "kind": "concat", "columns": ["Second"] }, { "kind": "if", "condition": { "column": "Flag", "is": "empty" }, "then": { "template": "{{#if Third}}{{Fourth}}{{/if}}" } }""", StringComparison.Ordinal)
            .Replace("\"city\": \"812\"", "\"cityColumn\": \"City\"", StringComparison.Ordinal));

        DefinitionColumns.Of(definition).Should().Contain(["Second", "Flag", "Third", "Fourth", "City"]).And.OnlyHaveUniqueItems();
    }

    private static byte[] Hash(string from, string to)
    {
        Samples.Json.Should().Contain(from);
        return DefinitionHash.Of(ExchangeJson.Read(Samples.Json.Replace(from, to, StringComparison.Ordinal)));
    }
}
