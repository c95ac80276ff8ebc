using System.CommandLine;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>verify NAME</c>: both sides compared record by record. Exit code 3 when they differ.</summary>
internal sealed class VerifyVerb(CliConsole console, EngineOpener open)
{
    public Command Create()
    {
        var name = CliOptions.Exchange();
        var show = new Option<int>("--show") { Description = CliTexts.Get("OptionShow"), DefaultValueFactory = _ => 20 };
        var data = CliOptions.Data();
        var json = CliOptions.Json();
        var command = new Command("verify", CliTexts.Get("VerbVerify")) { name, show, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await open(parsed.GetValue(data)!, cancellationToken);
            return await VerifyAsync(session, parsed.GetValue(name)!, parsed.GetValue(show), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private async Task<int> VerifyAsync(EngineSession session, string exchange, int show, bool json, CancellationToken cancellationToken)
    {
        if (await session.Get<IExchangeCatalog>().FindAsync(exchange, cancellationToken) is null)
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", exchange));
        }

        VerifyReport report;
        try
        {
            report = await session.Get<IVerifyService>().VerifyAsync(exchange, show, cancellationToken);
        }
        catch (RunRefusedException refused) when (refused.Problems.Count > 0)
        {
            Problems.Write(console.Error, refused.Problems);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is RunRefusedException or SqlSideException or BitrixException)
        {
            return console.Fail(ExitCode.Failure, CliTexts.Get("VerifyFailed", exception.Message));
        }

        if (json)
        {
            CliJson.Write(console.Out, VerifyJson.Of(report));
        }
        else
        {
            VerifyText.Write(console.Out, report);
        }

        return report.Total.AreClean ? ExitCode.Success : ExitCode.NeedsPerson;
    }
}
