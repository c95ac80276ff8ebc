using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Reading;
using Pragmatika.Engine.Mapping;
using Pragmatika.Tests.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Exchanges;

/// <summary>Mistakes in rules of comments and files, each with its place.</summary>
public sealed class ExtraChecksTests
{
    private static readonly Rule Comment = new() { Kind = RuleKind.Comment, Field = "note", Source = new RuleSource { Column = "Note" } };

    private static readonly Rule File = new() { Kind = RuleKind.File, Field = "ufCrmDoc", Source = new RuleSource { Column = "Path" }, File = new FileSettings { Folder = Path.GetTempPath() } };

    [Fact]
    public void Validate_GoodRules_FindsNothing()
    {
        Problems(Comment, File).Should().BeEmpty();
        Problems(File with { File = new FileSettings { Hosts = ["files.example.org", "10.0.0.5:8080"] } }).Should().BeEmpty();
        Problems(File with { File = new FileSettings { Holds = FileHolds.Content } }).Should().BeEmpty();
    }

    [Theory]
    [InlineData(Direction.Both)]
    [InlineData(Direction.ToSql)]
    public void Validate_TheOtherWay_IsRefused(Direction direction) =>
        Problems(Comment with { Direction = direction }).Should().Contain(problem => problem.Path == "flows[0].rules[0].direction" && problem.Remedy.Contains("toCrm"));

    [Fact]
    public void Validate_FromAFlow_IsRefused() =>
        Problems(Comment with { Source = new RuleSource { Flow = "flow" } }).Should().Contain(problem => problem.Path == "flows[0].rules[0].source.flow");

    [Fact]
    public void Validate_FileFromNowhere_IsRefused()
    {
        Problems(File with { File = null }).Single().Path.Should().Be("flows[0].rules[0].file");
        Problems(File with { Kind = RuleKind.Field }).Single().Path.Should().Be("flows[0].rules[0].file");
    }

    [Fact]
    public void Validate_FileSettings_NamesEachMistake()
    {
        var wrong = new FileSettings { Folder = "docs", Hosts = ["files.example.org", "http://files.example.org/docs"], MaxMegabytes = 101 };

        Problems(File with { File = wrong }).Select(problem => problem.Path).Should()
            .Equal("flows[0].rules[0].file.folder", "flows[0].rules[0].file.hosts[1]", "flows[0].rules[0].file.maxMegabytes");
    }

    [Fact]
    public void Validate_AgainstTheEntity_TellsFieldsFromCommentsAndFiles()
    {
        var entity = new CrmEntity { EntityTypeId = 3, Title = "Контакт", Fields = new[] { Field("name", "string"), Field("ufCrmDoc", "file") }.ToDictionary(field => field.Name) };

        Against(entity, Comment, File).Should().BeEmpty();
        Against(entity, Comment with { Field = "name" }).Single().Path.Should().Be("flows[0].rules[0].field");
        Against(entity, File with { Field = "name" }).Single().Path.Should().Be("flows[0].rules[0].field");
        Against(entity, MapOne.Rule("Path") with { Field = "ufCrmDoc" }).Single().Path.Should().Be("flows[0].rules[0].kind");
    }

    [Fact]
    public void Read_JsonOfBothKinds_IsUnderstoodAndWrittenBack()
    {
        const string Json = """
            {"name":"test","source":{"connection":"sql","table":"T","key":["Id"]},"destination":{"connection":"b24"},
             "flows":[{"name":"flow","entity":"contact","key":["Id"],"rules":[
               {"kind":"comment","field":"note","source":{"column":"Note"}},
               {"kind":"file","field":"ufCrmDoc","source":{"column":"Scan"},"file":{"holds":"content","maxMegabytes":5,"name":"scan.png"}}]}]}
            """;

        var read = DefinitionReader.Read(Json);

        read.Problems.Should().BeEmpty();
        var rules = read.Definition!.Flows[0].Rules;
        rules[0].Kind.Should().Be(RuleKind.Comment);
        rules[1].File.Should().BeEquivalentTo(new FileSettings { Holds = FileHolds.Content, MaxMegabytes = 5, Name = "scan.png" });
        ExchangeJson.Write(read.Definition).Should().Contain("\"kind\": \"comment\"");
    }

    [Fact]
    public void Hash_OfAnOrdinaryRule_IsNotMovedByTheNewSettings() =>
        System.Text.Json.JsonSerializer.Serialize(MapOne.Rule("A"), ExchangeJson.Options).Should().NotContain("\"kind\"").And.NotContain("\"file\"");

    private static CrmField Field(string name, string type) => new() { Name = name, Type = type };

    private static IReadOnlyList<DefinitionProblem> Problems(params Rule[] rules) => new DefinitionValidator().Validate(MapOne.Definition(MapOne.Flow(rules)));

    private static IReadOnlyList<DefinitionProblem> Against(CrmEntity entity, params Rule[] rules) =>
        new DefinitionValidator().Validate(MapOne.Definition(MapOne.Flow(rules)), new ValidationContext(null, [entity]));
}
