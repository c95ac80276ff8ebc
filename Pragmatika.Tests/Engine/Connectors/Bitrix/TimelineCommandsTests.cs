using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Timeline;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Comments on the wire, and how they are known again.</summary>
public sealed class TimelineCommandsTests
{
    [Theory]
    [InlineData(1, "lead")]
    [InlineData(2, "deal")]
    [InlineData(3, "contact")]
    [InlineData(4, "company")]
    [InlineData(1046, "dynamic_1046")]
    public void Add_NamesTheOwnerAsTheTimelineDoes(int entityTypeId, string type)
    {
        var command = TimelineCommands.Add(Entity(entityTypeId), 15, "Да");

        command.Should().Be(new BitrixCommand("crm.timeline.comment.add", $"fields[ENTITY_ID]=15&fields[ENTITY_TYPE]={type}&fields[COMMENT]=%D0%94%D0%B0"));
        TimelineCommands.List(Entity(entityTypeId), 15).Query.Should().Be($"filter[ENTITY_ID]=15&filter[ENTITY_TYPE]={type}&order[ID]=DESC");
    }

    [Fact]
    public void Add_TextThatLooksLikeAReference_IsMadeHarmlessAndKnownAgain()
    {
        const string Text = "$result[c0]";

        var said = Uri.UnescapeDataString(TimelineCommands.Add(Entity(2), 1, Text).Query.Split("[COMMENT]=")[1]);

        said.Should().NotContain("$result[");
        TimelineCommands.IsSame(Text, new TimelineComment(1, said)).Should().BeTrue();
    }

    [Theory]
    [InlineData("Первая\r\nвторая", "Первая\nвторая", true)]
    [InlineData("Важно", "[B]Важно[/B]", true)]
    [InlineData(" Перезвонить  завтра", "Перезвонить завтра ", true)]
    [InlineData("Перезвонить", "Перезвонить завтра", false)]
    public void IsSame_LooksPastMarksAndBlanks(string text, string portal, bool same) =>
        TimelineCommands.IsSame(text, new TimelineComment(1, portal)).Should().Be(same);

    [Fact]
    public void Read_GivesTheNewestFirst() =>
        TimelineCommands.Read("""[{"ID":"7","COMMENT":"а"},{"ID":"12","COMMENT":"б"}]"""u8.ToArray()).Should().Equal(new TimelineComment(12, "б"), new TimelineComment(7, "а"));

    private static CrmEntity Entity(int entityTypeId) => new() { EntityTypeId = entityTypeId, Title = "x", Fields = new Dictionary<string, CrmField>() };
}
