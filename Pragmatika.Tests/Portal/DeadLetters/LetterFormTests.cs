using Pragmatika.Engine.Delivery;
using Pragmatika.Portal.Features.DeadLetters;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal.DeadLetters;

public sealed class LetterFormTests
{
    [Fact]
    public void Edited_NothingTouched_IsNull() => new LetterForm(Letter(DeadLetterCause.Refused)).Edited().Should().BeNull();

    [Fact]
    public void Edited_OneValueChangedAndOneEmptied_HoldsOnlyThose()
    {
        var form = new LetterForm(Letter(DeadLetterCause.Refused));

        form.Fields.Single(field => field.Name == "phone").Text = "+79215550011";
        form.Fields.Single(field => field.Name == "name").Text = string.Empty;

        form.Edited().Should().BeEquivalentTo(new Dictionary<string, string?> { ["phone"] = "+79215550011", ["name"] = null });
    }

    [Fact]
    public void CanReplay_DoubtfulMatch_OnlyAfterAChoice()
    {
        var form = new LetterForm(Letter(DeadLetterCause.DoubtfulMatch) with { Candidates = [118, 2041] });
        form.CanReplay.Should().BeFalse();

        form.CrmId = 0;

        form.CanReplay.Should().BeTrue();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("")]
    public void Fields_PayloadIsNoObject_AreNone(string payload) =>
        new LetterForm(Letter(DeadLetterCause.Refused) with { Payload = payload }).Fields.Should().BeEmpty();

    private static DeadLetter Letter(DeadLetterCause cause) => FakeData.Letter(1, FakeData.Noon, cause, "CODE", "Отказ");
}
