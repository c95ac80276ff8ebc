using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class ProblemTextTests
{
    private static readonly FieldProblem[] Problems = [new("title", "Name", "Слишком длинно", "Сократите текст."), new("date", null, "Не дата?", string.Empty)];

    [Fact]
    public void Of_SeveralProblems_MakesWholeSentences() => ProblemText.Of(Problems).Should().Be("title: Слишком длинно. Сократите текст. date: Не дата?");

    [Fact]
    public void Reasons_LeavesTheRemediesOut() => ProblemText.Reasons(Problems).Should().Be("title: Слишком длинно. date: Не дата?");
}
