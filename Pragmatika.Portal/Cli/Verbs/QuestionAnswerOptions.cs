using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary>One answer on the command line: a side, a value of one's own, or a record.</summary>
internal sealed class QuestionAnswerOptions
{
    private readonly Option<string?> _side = new("--side") { Description = CliTexts.Get("OptionAnswerSide"), HelpName = "sql|crm|new|delete|keep" };
    private readonly Option<string?> _value = new("--value") { Description = CliTexts.Get("OptionAnswerValue"), HelpName = "TEXT" };
    private readonly Option<long?> _crmId = new("--crm-id") { Description = CliTexts.Get("OptionAnswerCrmId"), HelpName = "ID" };
    private readonly Option<bool> _rule = new("--rule") { Description = CliTexts.Get("OptionAnswerRule") };

    public QuestionAnswerOptions() => _side.AcceptOnlyFromAmong("sql", "crm", "new", "delete", "keep");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_side, _value, _crmId, _rule])
        {
            command.Options.Add(option);
        }
    }

    public bool IsRule(ParseResult parsed) => parsed.GetValue(_rule);

    /// <summary>False unless exactly one answer was given. Whose it is, is left open.</summary>
    public bool TryRead(ParseResult parsed, [NotNullWhen(true)] out Answer? answer)
    {
        var (side, value, crmId) = (parsed.GetValue(_side), parsed.GetValue(_value), parsed.GetValue(_crmId));
        answer = (side, value, crmId) switch
        {
            ({ } named, null, null) => new Answer(0, 0, SideOf(named)),
            (null, { } text, null) => new Answer(0, 0, AnswerSide.Typed) { Text = text },
            (null, null, { } id) => new Answer(0, 0, AnswerSide.Candidate) { CrmId = id },
            _ => null,
        };
        return answer is not null;
    }

    private static AnswerSide SideOf(string name) => name switch
    {
        "sql" => AnswerSide.Sql,
        "crm" => AnswerSide.Crm,
        "new" => AnswerSide.CreateNew,
        "delete" => AnswerSide.Delete,
        _ => AnswerSide.Keep,
    };
}
