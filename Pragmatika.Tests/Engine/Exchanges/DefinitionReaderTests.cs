using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Reading;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class DefinitionReaderTests
{
    [Fact]
    public void Read_ValidDefinition_HasNoProblems()
    {
        var reading = DefinitionReader.Read(Samples.Json, Samples.Context);

        reading.Problems.Should().BeEmpty();
        reading.Definition!.Flows.Should().HaveCount(2);
        reading.Definition.Source.Tracking.Overlap.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameText()
    {
        var text = ExchangeJson.Write(Samples.Definition);

        ExchangeJson.Write(ExchangeJson.Read(text)).Should().Be(text);
        text.Should().Contain("\"kind\": \"cursor\"").And.Contain("\"overlap\": \"00:05:00\"").And.Contain("Клиенты").And.Contain("\"write\": \"ifEmpty\"");
    }

    /// <summary>One change to the valid text and the path at which it must be reported.</summary>
    [Theory]
    [InlineData("\"name\": \"clients\"", "\"name\": \"мои клиенты\"", "name")]
    [InlineData("\"name\": \"clients\",", "", "name")]
    [InlineData("\"title\": \"Клиенты\"", "\"title\": 5", "title")]
    [InlineData("\"title\": \"Клиенты\"", "\"title\": null", "title")]
    [InlineData("\"title\": \"Клиенты\"", "\"titel\": \"Клиенты\"", "titel")]
    [InlineData("\"connection\": \"sql\"", "\"connection\": \" \"", "source.connection")]
    [InlineData("\"table\": \"Clients\"", "\"table\": \"\"", "source.table")]
    [InlineData("\"key\": [\"Id\"], \"tracking\"", "\"key\": [], \"tracking\"", "source.key")]
    [InlineData("\"key\": [\"Id\"], \"tracking\"", "\"key\": [\"Ident\"], \"tracking\"", "source.key[0]")]
    [InlineData("\"key\": [\"Id\"], \"tracking\"", "\"key\": \"Id\", \"tracking\"", "source.key")]
    [InlineData("\"kind\": \"cursor\"", "\"kind\": \"kursor\"", "source.tracking.kind")]
    [InlineData("\"kind\": \"cursor\"", "\"kind\": 1", "source.tracking.kind")]
    [InlineData(", \"column\": \"Ver\"", "", "source.tracking.column")]
    [InlineData("\"column\": \"Ver\"", "\"column\": \"Version\"", "source.tracking.column")]
    [InlineData("\"overlap\": \"00:05:00\"", "\"overlap\": \"пять\"", "source.tracking.overlap")]
    [InlineData("\"overlap\": \"00:05:00\"", "\"overlap\": \"5.00:00:00\"", "source.tracking.overlap")]
    [InlineData("\"kind\": \"cursor\"", "\"kind\": \"status\", \"doneStatus\": 0", "source.tracking")]
    [InlineData("{ \"connection\": \"b24\" }", "{ \"connection\": \"\" }", "destination.connection")]
    [InlineData("{ \"connection\": \"b24\" }", "{ \"connection\": \"b24\", \"originator\": \"\" }", "destination.originator")]
    [InlineData("\"timeZone\": \"Europe/Moscow\"", "\"timeZone\": \"Europe/Murmansk\"", "formats.timeZone")]
    [InlineData("\"timeZone\": \"Europe/Moscow\"", "\"yearOffset\": 1000", "formats.yearOffset")]
    [InlineData("\"timeZone\": \"Europe/Moscow\"", "\"datePatterns\": [\"yyyy-MM-dd\", \"%\"]", "formats.datePatterns[1]")]
    [InlineData("\"timeZone\": \"Europe/Moscow\"", "\"datePatterns\": []", "formats.datePatterns")]
    [InlineData("\"timeZone\": \"Europe/Moscow\"", "\"emptyDates\": [\"01.01.1900\"]", "formats.emptyDates[0]")]
    [InlineData("\"decimalSeparator\": \",\"", "\"decimalSeparator\": \" \"", "formats.decimalSeparator")]
    [InlineData("\"decimalSeparator\": \",\"", "\"listSeparator\": \"\"", "formats.listSeparator")]
    [InlineData("\"decimalSeparator\": \",\"", "\"trueWords\": [\"ok\"], \"falseWords\": [\"OK\"]", "formats.falseWords")]
    [InlineData("\"decimalSeparator\": \",\"", "\"currency\": \"рубль\"", "formats.currency")]
    [InlineData("\"name\": \"deals\"", "\"name\": \"contacts\"", "flows[1].name")]
    [InlineData("\"name\": \"deals\"", "\"name\": \"\"", "flows[1].name")]
    [InlineData("\"entity\": \"deal\"", "\"entity\": \"order\"", "flows[1].entity")]
    [InlineData("\"key\": [\"ExtId\"]", "\"key\": []", "flows[0].key")]
    [InlineData("\"key\": [\"ExtId\"]", "\"key\": [\"ExtID2\"]", "flows[0].key[0]")]
    [InlineData("\"key\": [\"ExtId\"]", "\"key\": [\"ExtId\"], \"keyTransforms\": [{\"kind\":\"vim\"}]", "flows[0].keyTransforms[0].kind")]
    [InlineData("\"is\": \"in\", \"values\": [\"A\", \"B\"]", "\"is\": \"like\", \"value\": \"A\"", "flows[0].condition.all[0].is")]
    [InlineData("\"is\": \"in\", \"values\": [\"A\", \"B\"]", "\"is\": \"in\"", "flows[0].condition.all[0]")]
    [InlineData("\"column\": \"Kind\", \"is\": \"in\"", "\"any\": [], \"column\": \"Kind\", \"is\": \"in\"", "flows[0].condition.all[0]")]
    [InlineData("\"column\": \"Deleted\"", "\"column\": \"Removed\"", "flows[0].condition.all[1].not.column")]
    [InlineData("{ \"field\": \"phone\" } ]", "{ \"field\": \"email\" } ]", "flows[0].match[0].field")]
    [InlineData("{ \"column\": \"Name\" }", "{ }", "flows[0].rules[0].source")]
    [InlineData("{ \"column\": \"Name\" }", "{ \"column\": \"Name\", \"constant\": \"x\" }", "flows[0].rules[0].source")]
    [InlineData("{ \"column\": \"Name\" }", "{ \"column\": \"Nane\" }", "flows[0].rules[0].source.column")]
    [InlineData("{ \"column\": \"Name\" }", "{ \"flow\": \"deals\" }", "flows[0].rules[0].source.flow")]
    [InlineData("{ \"column\": \"Name\" }", "{ \"flow\": \"cars\" }", "flows[0].rules[0].source.flow")]
    [InlineData("{{Name}} {{Kind}}", "{{Name}} {{Brand}}", "flows[1].rules[0].source.template")]
    [InlineData("{{Name}} {{Kind}}", "{{#if Name}} {{Kind}}", "flows[1].rules[0].source.template")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"trimm\"", "flows[0].rules[0].transforms[0].kind")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"replace\", \"pattern\": \"(\"", "flows[0].rules[0].transforms[0].pattern")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"replace\"", "flows[0].rules[0].transforms[0].pattern")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"trim\", \"inner\": \"yes\"", "flows[0].rules[0].transforms[0].inner")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"trim\", \"outer\": true", "flows[0].rules[0].transforms[0].outer")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"case\", \"to\": \"camel\"", "flows[0].rules[0].transforms[0].to")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"substring\", \"start\": -1", "flows[0].rules[0].transforms[0].start")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"concat\", \"columns\": [\"Nam\"]", "flows[0].rules[0].transforms[0].columns[0]")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"concat\", \"columns\": \"Name\"", "flows[0].rules[0].transforms[0].columns")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"date\", \"patterns\": [\"%\"]", "flows[0].rules[0].transforms[0].patterns")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"formatDate\", \"pattern\": \"%\"", "flows[0].rules[0].transforms[0].pattern")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"if\", \"condition\": {\"colum\":\"Name\"}", "flows[0].rules[0].transforms[0].condition")]
    [InlineData("\"kind\": \"trim\"", "\"kind\": \"if\", \"condition\": {\"column\":\"Name\",\"is\":\"empty\"}, \"then\": {\"column\":\"X\"}", "flows[0].rules[0].transforms[0].then.column")]
    [InlineData("\"dictionary\": \"kinds\"", "\"dictionary\": \"kind\"", "flows[0].rules[3].transforms[0].dictionary")]
    [InlineData("\"dictionary\": \"kinds\"", "\"values\": {\"A\": 1}", "flows[0].rules[3].transforms[0].values")]
    [InlineData("\"B\": \"Старый\"", "\"B\": \"Древний\"", "flows[0].rules[3].field")]
    [InlineData("\"field\": \"name\"", "\"field\": \"phone\"", "flows[0].rules[1].field")]
    [InlineData("\"field\": \"name\"", "\"field\": \"\"", "flows[0].rules[0].field")]
    [InlineData("\"field\": \"name\"", "\"field\": \"nmae\"", "flows[0].rules[0].field")]
    [InlineData("\"field\": \"name\"", "\"field\": \"id\"", "flows[0].rules[0].field")]
    [InlineData("\"field\": \"name\"", "\"field\": \"originId\"", "flows[0].rules[0].field")]
    [InlineData("\"field\": \"title\"", "\"field\": \"phone\"", "flows[1].rules[0].field")]
    [InlineData("{ \"kind\": \"money\" }", "{ \"kind\": \"date\" }", "flows[1].rules[2].field")]
    [InlineData("{ \"flow\": \"contacts\" }", "{ \"flow\": \"contacts\" }, \"transforms\": [ { \"kind\": \"flag\" } ]", "flows[1].rules[1].field")]
    [InlineData("\"write\": \"ifEmpty\"", "\"write\": \"sometimes\"", "flows[0].rules[2].write")]
    [InlineData("\"write\": \"ifEmpty\"", "\"direction\": \"both\", \"toColumn\": \"Birth\"", "flows[0].rules[2].toColumn")]
    [InlineData("{ \"template\": \"{{Name}} {{Kind}}\" }", "{ \"template\": \"{{Name}}\" }, \"direction\": \"toSql\"", "flows[1].rules[0].toColumn")]
    [InlineData("\"contacts\": \"CrmId\"", "\"contacts\": \"B24Id\"", "writeBack.ids.contacts")]
    [InlineData("\"contacts\": \"CrmId\"", "\"contact\": \"CrmId\"", "writeBack.ids.contact")]
    [InlineData("\"contacts\": \"CrmId\"", "\"contacts\": \"Id\"", "writeBack.ids.contacts")]
    [InlineData("\"statusColumn\": \"Status\"", "\"statusColumn\": \"CrmId\"", "writeBack.statusColumn")]
    [InlineData("\"lanes\": 2", "\"lanes\": 0", "limits.lanes")]
    [InlineData("\"lanes\": 2", "\"batchRows\": -5", "limits.batchRows")]
    [InlineData("\"lanes\": 2", "\"maxAttempts\": 1000", "limits.maxAttempts")]
    [InlineData("\"lanes\": 2", "\"lanes\": \"два\"", "limits.lanes")]
    [InlineData("\"lanes\": 2", "\"settleTime\": \"02:00:00\"", "limits.settleTime")]
    [InlineData("0 0/15 8-20 ? * MON-FRI", "каждый день", "schedule.cron")]
    [InlineData("0 0/15 8-20 ? * MON-FRI", "0 0 0 31 2 ? 2099 7", "schedule.cron")]
    [InlineData("\"cron\": \"0 0/15 8-20 ? * MON-FRI\"", "\"every\": \"00:00:01\"", "schedule.every")]
    [InlineData("\"cron\":", "\"every\": \"01:00:00\", \"cron\":", "schedule")]
    [InlineData("\"cron\": \"0 0/15 8-20 ? * MON-FRI\"", "\"paused\": true", "schedule")]
    public void Read_OneMistake_IsReportedAtItsPlace(string from, string to, string path)
    {
        Samples.Json.Should().Contain(from);

        var reading = DefinitionReader.Read(Replace(Samples.Json, from, to), Samples.Context);

        reading.Definition.Should().BeNull();
        reading.Problems.Should().Contain(problem => problem.Path == path);
        reading.Problems.Should().OnlyContain(problem => problem.Reason.Length > 0 && problem.Remedy.Length > 0);
    }

    [Fact]
    public void Read_UnknownEntityInPortal_IsReported() =>
        DefinitionReader.Read(Samples.Json, new ValidationContext(null, [Samples.Contact, null]))
            .Problems.Should().ContainSingle().Which.Path.Should().Be("flows[1].entity");

    [Fact]
    public void Read_MistypedName_RemedyNamesTheNearest() =>
        DefinitionReader.Read(Samples.Json.Replace("\"column\": \"Name\"", "\"column\": \"Nane\"", StringComparison.Ordinal), Samples.Context)
            .Problems.Should().ContainSingle().Which.Remedy.Should().Contain("Name");

    [Fact]
    public void Read_TenMistakes_ListsTen()
    {
        var json = Samples.Json
            .Replace("\"name\": \"clients\"", "\"name\": \"мои\"", StringComparison.Ordinal)
            .Replace("\"title\": \"Клиенты\"", "\"titel\": \"Клиенты\"", StringComparison.Ordinal)
            .Replace("Europe/Moscow", "Moscow", StringComparison.Ordinal)
            .Replace("\"kind\": \"trim\"", "\"kind\": \"trimm\"", StringComparison.Ordinal)
            .Replace("{ \"column\": \"Phone\" }", "{ \"column\": \"Telephone\" }", StringComparison.Ordinal)
            .Replace("\"field\": \"birthdate\"", "\"field\": \"birthday\"", StringComparison.Ordinal)
            .Replace("{ \"flow\": \"contacts\" }", "{ \"flow\": \"cars\" }", StringComparison.Ordinal)
            .Replace("\"statusColumn\": \"Status\"", "\"statusColumn\": \"State\"", StringComparison.Ordinal)
            .Replace("\"lanes\": 2", "\"lanes\": 99", StringComparison.Ordinal)
            .Replace("MON-FRI", "MON-XXX", StringComparison.Ordinal);

        DefinitionReader.Read(json, Samples.Context).Problems.Select(problem => problem.Path).Should().BeEquivalentTo(
            "name",
            "titel",
            "formats.timeZone",
            "flows[0].rules[0].transforms[0].kind",
            "flows[0].rules[1].source.column",
            "flows[0].rules[2].field",
            "flows[1].rules[1].source.flow",
            "writeBack.statusColumn",
            "limits.lanes",
            "schedule.cron");
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("{ \"name\": \"a\", ", "$")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "$")]
    [InlineData("не json", "$")]
    public void Read_BrokenSyntax_IsOneProblem(string json, string path)
    {
        var problem = DefinitionReader.Read(json).Problems.Should().ContainSingle().Subject;

        problem.Path.Should().StartWith(path);
        problem.Reason.Should().Contain("JSON");
    }

    [Fact]
    public void Read_EmptyObject_NamesEveryMissingProperty() =>
        DefinitionReader.Read("{}").Problems.Select(problem => problem.Path).Should().BeEquivalentTo("name", "source", "destination", "flows");

    [Fact]
    public void Validate_InEnglish_SpeaksEnglish()
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("en-US");
            new DefinitionValidator().Validate(Samples.Definition with { Name = "!" }).Should().ContainSingle().Which.Reason.Should().Be("'!' cannot be a name");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Replace(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }
}
