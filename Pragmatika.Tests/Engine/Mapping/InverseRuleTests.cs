using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class InverseRuleTests
{
    [Theory]
    [InlineData("""{"kind":"number"}""", "1 000,5", "1000.5")]
    [InlineData("""{"kind":"date"}""", "30.08.2024", "2024-08-30")]
    [InlineData("""{"kind":"moment"}""", "30.08.2024 10:15:00", "2024-08-30T07:15:00Z")]
    [InlineData("""{"kind":"flag"}""", "Да", "true")]
    [InlineData("""{"kind":"formatDate","pattern":"dd/MM/yyyy"}""", "2024-08-30", "2024-08-30")]
    [InlineData("""{"kind":"formatNumber","pattern":"0.00"}""", "12,5", "12.5")]
    [InlineData("""{"kind":"formatFlag","true":"есть","false":"нет"}""", "1", "true")]
    [InlineData("""{"kind":"phone"}""", "8 (921) 000-00-01", "+79210000001")]
    [InlineData("""{"kind":"email"}""", "A@B.ru", "a@b.ru")]
    [InlineData("""{"kind":"map","values":{"1":"Новая","2":"В работе"}}""", "2", "2")]
    [InlineData("""{"kind":"user","values":{"guid-1":"17"}}""", "guid-1", "guid-1")]
    [InlineData("""{"kind":"trim"}""", "  x ", "x")]
    public void Back_OfAMappedValue_GivesTheSourceAgain(string transform, string raw, string expected)
    {
        var rule = MapOne.Rule("Value", transform);

        var back = Inverse(rule).Back(new CrmValue(MapOne.Value(raw, [transform])));

        back.Trouble.Should().BeNull();
        back.Value.ToString().Should().Be(expected);
    }

    [Fact]
    public void Back_DictionaryOverStages_FindsLabelOrId()
    {
        var byLabel = Inverse(MapOne.Rule("Value", """{"kind":"map","values":{"work":"В работе"}}""", """{"kind":"option"}"""));
        var byId = Inverse(MapOne.Rule("Value", """{"kind":"map","values":{"work":"C2:WORK"}}"""));
        var stage = new CrmValue(Value.Choice("В работе"), "C2:WORK");

        byLabel.Back(stage).Value.Should().Be(Value.Text("work"));
        byId.Back(stage).Value.Should().Be(Value.Text("work"));
    }

    [Fact]
    public void Back_ValueTheDictionaryLacks_IsTrouble()
    {
        var inverse = Inverse(MapOne.Rule("Value", """{"kind":"map","values":{"1":"Новая"},"otherwise":"Другая"}"""));

        inverse.Back(new CrmValue(Value.Choice("Чужая"))).Trouble!.Reason.Should().Contain("Чужая");
        inverse.Back(new CrmValue(Value.None)).Should().Match<Made>(made => made.Trouble == null && made.Value.IsNone);
    }

    [Fact]
    public void Kinds_AreKnownTransformsInOrder()
    {
        InverseCatalog.Kinds.Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyContain(kind => Pragmatika.Engine.Mapping.Transforms.TransformCatalog.Find(kind) != null);
    }

    private static InverseRule Inverse(Rule rule) => InverseRule.Of(rule, new MappingScope(new Formats(), new Dictionary<string, IReadOnlyDictionary<string, string>>(), shape: null));
}
