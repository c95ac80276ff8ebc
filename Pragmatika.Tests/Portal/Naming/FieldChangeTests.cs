using Pragmatika.Portal.Naming;

namespace Pragmatika.Tests.Portal.Naming;

public sealed class FieldChangeTests
{
    [Fact]
    public void Read_PairsPerField_GivesBeforeAndAfter() =>
        FieldChange.Read("""{"title":["old","new"],"sum":[1,2.5],"name":[null,"Анна"],"note":["x",""]}""").Should().Equal(
            new FieldChange("title", "old", "new"), new FieldChange("sum", "1", "2.5"), new FieldChange("name", null, "Анна"), new FieldChange("note", "x", null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"title":"new"}""")]
    public void Read_AnotherShape_IsNoChange(string? json) => FieldChange.Read(json).Should().BeEmpty();
}
