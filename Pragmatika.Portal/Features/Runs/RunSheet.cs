using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>Runs as a file. Phones and e-mails are masked.</summary>
public static class RunSheet
{
    public static ExportSheet Of(string name, IAsyncEnumerable<RunRecord> runs, IStringLocalizer<RunsPage> texts, IStringLocalizer<Words> words, UserSession visitor, Titles titles) => new ExportTable<RunRecord>()
        .Moment(texts["Started"], run => visitor.Local(run.StartedAt))
        .Moment(texts["Ended"], run => run.EndedAt is { } at ? visitor.Local(at) : null)
        .Text(texts["ExchangeOne"], run => titles.Exchange(run.Exchange), 24)
        .Text(texts["State"], run => words["RunState." + run.State], 20)
        .Text(texts["Mode"], run => words["RunMode." + run.Mode] + (run.IsDryRun ? ", " + texts["DryTag"] : null), 26)
        .Number(texts["TookSeconds"], run => run.EndedAt is { } end ? Math.Round((decimal)(end - run.StartedAt).TotalSeconds, 1) : null)
        .Number(texts["RowsRead"], run => run.Rows)
        .Number(words["Outcome.Created"], run => run.Total.Created)
        .Number(words["Outcome.Updated"], run => run.Total.Updated)
        .Number(words["Outcome.Unchanged"], run => run.Total.Unchanged)
        .Number(words["Outcome.Skipped"], run => run.Total.Skipped)
        .Number(words["Outcome.Conflicted"], run => run.Total.Conflicted)
        .Number(words["Outcome.Rejected"], run => run.Total.Rejected)
        .Number(words["Outcome.Failed"], run => run.Total.Failed)
        .Number(texts["Requests"], run => run.RestCalls)
        .Text(texts["By"], run => run.StartedBy switch { "schedule" => texts["BySchedule"], "cli" => texts["ByCli"], var by => by }, 18)
        .Text(texts["Said"], run => run.Message is { } message ? PersonalText.Mask(message) : null, 70)
        .Sheet(name, runs);
}
