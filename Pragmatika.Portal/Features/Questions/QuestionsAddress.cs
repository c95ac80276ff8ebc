using Pragmatika.Engine.Questions;

namespace Pragmatika.Portal.Features.Questions;

/// <summary>The parts of the queue.</summary>
public enum QuestionTab
{
    Conflicts,
    Matches,
    Deletes,

    /// <summary>Answered and withdrawn ones.</summary>
    Closed,
}

/// <summary>The page's address: which questions are shown. Both ways.</summary>
public sealed record QuestionsAddress(QuestionTab Tab, string? Exchange, string? Flow, string? Text, int Page)
{
    public const string Path = "/questions";

    /// <summary>True when nothing narrows the tab.</summary>
    public bool IsWhole => Exchange is null && Flow is null && Text is null && Page == 1;

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static QuestionsAddress Read(string? tab, string? exchange, string? flow, string? text, int? page) => new(
        Enum.TryParse<QuestionTab>(tab, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : QuestionTab.Conflicts,
        string.IsNullOrWhiteSpace(exchange) ? null : exchange,
        string.IsNullOrWhiteSpace(flow) ? null : flow,
        string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Math.Clamp(page ?? 1, 1, 100_000));

    public static IReadOnlyList<QuestionKind> KindsOf(QuestionTab tab) => tab switch
    {
        QuestionTab.Conflicts => [QuestionKind.Conflict],
        QuestionTab.Matches => [QuestionKind.Match],
        QuestionTab.Deletes => [QuestionKind.DeleteRows, QuestionKind.DeleteRecord],
        _ => [],
    };

    /// <summary>The filter of this address in one state.</summary>
    public QuestionFilter FilterOf(QuestionState state) => new() { Exchange = Exchange, Flow = Flow, Kinds = KindsOf(Tab), State = state, Text = Text };

    public override string ToString()
    {
        var query = new List<string>();
        Add("tab", Tab == QuestionTab.Conflicts ? null : Tab.ToString().ToLowerInvariant());
        Add("exchange", Exchange);
        Add("flow", Flow);
        Add("q", Text);
        Add("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return query.Count == 0 ? Path : Path + "?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }
}
