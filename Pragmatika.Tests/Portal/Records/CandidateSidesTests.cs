using Pragmatika.Engine.Runs.Rows;
using Pragmatika.Portal.Features.Records;

namespace Pragmatika.Tests.Portal.Records;

public sealed class CandidateSidesTests
{
    [Fact]
    public void Of_TwoCandidates_PutsFirstWhatTellsThemApart()
    {
        var row = new RowRecord("contacts", "17", "Анна", null, new Dictionary<string, string> { ["phone"] = "+79210000001", ["name"] = "Анна" });
        CandidateLook[] candidates =
        [
            new(1, "Анна", new Dictionary<string, string> { ["phone"] = "+79210000001", ["name"] = "Анна" }, null),
            new(2, "Анна П.", new Dictionary<string, string> { ["phone"] = "+79210000001", ["name"] = "Анна П.", ["email"] = "anna@example.ru" }, null),
        ];

        var sides = CandidateSides.Of(row, candidates);

        sides.Lines.Select(line => (line.Field, line.Differs)).Should().Equal(("name", true), ("email", true), ("phone", false));
        sides.Lines[0].Texts.Should().Equal("Анна", "Анна", "Анна П.");
        sides.Lines[1].Texts.Should().Equal(null, null, "anna@example.ru");
    }

    [Fact]
    public void Of_RowIsGone_StillShowsTheCandidates() =>
        CandidateSides.Of(null, [new(1, "Анна", new Dictionary<string, string> { ["name"] = "Анна" }, null)]).Lines.Should().ContainSingle().Which.Texts.Should().Equal(null, "Анна");
}
