using System.CommandLine;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>deadletters NAME list|replay|discard</c>: the records that did not land.</summary>
internal sealed class DeadLettersVerb(CliConsole console, EngineOpener open)
{
    private const int Page = 500;
    private const string ByWhom = "cli";

    private readonly Argument<string> _name = CliOptions.Exchange();
    private readonly Option<string> _data = CliOptions.Data();
    private readonly Option<bool> _json = CliOptions.Json();
    private readonly Option<long[]> _ids = new("--id") { Description = CliTexts.Get("OptionLetterId"), HelpName = "ID" };
    private readonly Option<string?> _code = new("--code") { Description = CliTexts.Get("OptionLetterCode"), HelpName = "CODE" };
    private readonly Option<bool> _all = new("--all") { Description = CliTexts.Get("OptionLetterAll") };
    private readonly Option<string[]> _set = new("--set") { Description = CliTexts.Get("OptionLetterSet"), HelpName = "FIELD=VALUE" };
    private readonly Option<long?> _crmId = new("--crm-id") { Description = CliTexts.Get("OptionLetterCrmId"), HelpName = "ID" };

    public Command Create()
    {
        var list = new Command("list", CliTexts.Get("VerbLettersList")) { _code, _all, _data, _json };
        list.SetAction((parsed, token) => WithExchangeAsync(parsed, ListAsync, token));
        var replay = new Command("replay", CliTexts.Get("VerbLettersReplay")) { _ids, _code, _all, _set, _crmId, _data, _json };
        replay.SetAction((parsed, token) => WithExchangeAsync(parsed, ReplayAsync, token));
        var discard = new Command("discard", CliTexts.Get("VerbLettersDiscard")) { _ids, _code, _all, _data };
        discard.SetAction((parsed, token) => WithExchangeAsync(parsed, DiscardAsync, token));
        return new Command("deadletters", CliTexts.Get("VerbDeadLetters")) { _name, list, replay, discard };
    }

    private async Task<int> WithExchangeAsync(
        ParseResult parsed, Func<EngineSession, ParseResult, CancellationToken, Task<int>> act, CancellationToken cancellationToken)
    {
        await using var session = await open(parsed.GetValue(_data)!, cancellationToken);
        var name = parsed.GetValue(_name)!;
        return await session.Get<IExchangeCatalog>().FindAsync(name, cancellationToken) is null
            ? console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", name))
            : await act(session, parsed, cancellationToken);
    }

    private async Task<int> ListAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        DeadLetterState? state = parsed.GetValue(_all) ? null : DeadLetterState.Open;
        var letters = await ReadAsync(session, parsed, state, cancellationToken);
        if (parsed.GetValue(_json))
        {
            CliJson.Write(console.Out, new { exchange = parsed.GetValue(_name), count = letters.Count, letters });
        }
        else
        {
            DeadLetterTable.Write(console.Results(), letters);
        }

        return ExitCode.Success;
    }

    private async Task<int> ReplayAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var service = session.Get<IDeadLetterService>();
        if (parsed.GetValue(_ids) is not { Length: > 0 } ids)
        {
            if (!parsed.GetValue(_all) && parsed.GetValue(_code) is null)
            {
                return console.Fail(ExitCode.BadInput, CliTexts.Get("LettersNameThem"));
            }

            var run = RunReport.Of(await service.ReplayAllAsync(parsed.GetValue(_name)!, parsed.GetValue(_code), ByWhom, cancellationToken));
            if (parsed.GetValue(_json))
            {
                CliJson.Write(console.Out, run);
            }
            else
            {
                RunTable.Write(console.Results(), run);
            }

            return RunReport.ExitCodeOf(run.State);
        }

        if (!TryEdits(parsed.GetValue(_set) ?? [], out var edits))
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("LettersBadSet"));
        }

        if (await ForeignAsync(session, parsed, ids, cancellationToken) is { } foreign)
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("LettersUnknown", foreign));
        }

        var results = new List<(long Id, ReplayResult Result)>();
        foreach (var id in ids)
        {
            results.Add((id, await service.ReplayAsync(id, edits, parsed.GetValue(_crmId), ByWhom, cancellationToken)));
        }

        PrintReplays(results, parsed.GetValue(_json));
        return results.TrueForAll(one => one.Result.Landed) ? ExitCode.Success : ExitCode.NeedsPerson;
    }

    private async Task<int> DiscardAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var ids = parsed.GetValue(_ids) ?? [];
        if (ids.Length == 0)
        {
            if (!parsed.GetValue(_all) && parsed.GetValue(_code) is null)
            {
                return console.Fail(ExitCode.BadInput, CliTexts.Get("LettersNameThem"));
            }

            ids = [.. (await ReadAsync(session, parsed, DeadLetterState.Open, cancellationToken)).Select(letter => letter.Id)];
        }
        else if (await ForeignAsync(session, parsed, ids, cancellationToken) is { } foreign)
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("LettersUnknown", foreign));
        }

        foreach (var id in ids)
        {
            await session.Get<IDeadLetterService>().DiscardAsync(id, ByWhom, cancellationToken);
        }

        await console.Out.WriteLineAsync(CliTexts.Get("LettersDiscarded", ids.Length));
        return ExitCode.Success;
    }

    private async Task<List<DeadLetter>> ReadAsync(EngineSession session, ParseResult parsed, DeadLetterState? state, CancellationToken cancellationToken)
    {
        var store = session.Get<IEngineStore>();
        var letters = new List<DeadLetter>();
        while (true)
        {
            var page = await store.DeadLettersAsync(parsed.GetValue(_name), state, parsed.GetValue(_code), letters.Count, Page, cancellationToken);
            letters.AddRange(page);
            if (page.Count < Page)
            {
                return letters;
            }
        }
    }

    /// <summary>The first id that is no letter of the named exchange, or null.</summary>
    private async Task<long?> ForeignAsync(EngineSession session, ParseResult parsed, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if ((await session.Get<IEngineStore>().DeadLetterAsync(id, cancellationToken))?.Exchange != parsed.GetValue(_name))
            {
                return id;
            }
        }

        return null;
    }

    private void PrintReplays(IReadOnlyList<(long Id, ReplayResult Result)> results, bool json)
    {
        if (json)
        {
            CliJson.Write(console.Out, new
            {
                landed = results.Count(one => one.Result.Landed),
                open = results.Count(one => !one.Result.Landed),
                letters = results.Select(one => new { id = one.Id, landed = one.Result.Landed, crmId = one.Result.CrmId, message = one.Result.Message }),
            });
            return;
        }

        foreach (var (id, result) in results)
        {
            console.Out.WriteLine($"{id}: {result.Message}");
        }
    }

    /// <summary><c>FIELD=VALUE</c> pairs; null when there are none, so that the payload stays as it is. An empty value clears the field.</summary>
    private static bool TryEdits(string[] pairs, out Dictionary<string, string?>? edits)
    {
        edits = pairs.Length == 0 ? null : [];
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return false;
            }

            edits![pair[..equals]] = equals == pair.Length - 1 ? null : pair[(equals + 1)..];
        }

        return true;
    }
}
