using System.CommandLine;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Reading;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>exchange list|show|validate|import|export</c>: definitions as people keep them, in JSON.</summary>
internal sealed class ExchangeVerb(CliConsole console, EngineOpener open)
{
    private const string SavedBy = "cli";

    private readonly Argument<string> _name = CliOptions.Exchange();
    private readonly Argument<string> _definition = new("NAME-OR-FILE") { Description = CliTexts.Get("ArgumentDefinition") };
    private readonly Argument<string> _file = new("FILE") { Description = CliTexts.Get("ArgumentFile") };
    private readonly Option<string?> _out = new("--out") { Description = CliTexts.Get("OptionOut"), HelpName = "FILE" };
    private readonly Option<bool> _preview = new("--preview") { Description = CliTexts.Get("OptionPreview") };
    private readonly Option<string> _data = CliOptions.Data();
    private readonly Option<bool> _json = CliOptions.Json();

    public Command Create() => new("exchange", CliTexts.Get("VerbExchange"))
    {
        Sub("list", "VerbExchangeList", ListAsync, _data, _json),
        Sub("show", "VerbExchangeShow", ShowAsync, _name, _data, _json),
        Sub("validate", "VerbExchangeValidate", ValidateAsync, _definition, _data, _json),
        Sub("import", "VerbExchangeImport", ImportAsync, _file, _preview, _data),
        Sub("export", "VerbExchangeExport", ExportAsync, _name, _out, _data),
    };

    private Command Sub(string name, string text, Func<EngineSession, ParseResult, CancellationToken, Task<int>> act, params Symbol[] symbols)
    {
        var command = new Command(name, CliTexts.Get(text));
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await open(parsed.GetValue(_data)!, cancellationToken);
            return await act(session, parsed, cancellationToken);
        });
        return command;
    }

    private async Task<int> ListAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var exchanges = await session.Get<IExchangeCatalog>().ListAsync(cancellationToken);
        var store = session.Get<IEngineStore>();
        var lines = new List<ExchangeLine>();
        foreach (var exchange in exchanges)
        {
            var last = await store.RunsAsync(exchange.Name, 1, cancellationToken);
            lines.Add(new ExchangeLine(exchange.Name, exchange.Title, exchange.Version, exchange.SavedAt, last.Count > 0 ? last[0].State : null, last.Count > 0 ? last[0].StartedAt : null));
        }

        if (parsed.GetValue(_json))
        {
            CliJson.Write(console.Out, new { exchanges = lines });
        }
        else
        {
            ExchangeTexts.WriteList(console.Results(), lines);
        }

        return ExitCode.Success;
    }

    private async Task<int> ShowAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, parsed.GetValue(_name)!, cancellationToken) is not { } stored)
        {
            return ExitCode.BadInput;
        }

        var groups = await session.Get<IEngineStore>().DeadLetterGroupsAsync(stored.Name, cancellationToken);
        var waiting = groups.Sum(group => group.Count);
        if (parsed.GetValue(_json))
        {
            CliJson.Write(console.Out, new { stored.Name, stored.Title, stored.Version, stored.SavedAt, stored.SavedBy, deadLetters = waiting, definition = DefinitionNode(stored.Definition) });
        }
        else
        {
            ExchangeTexts.WriteOne(console.Results(), stored, waiting);
        }

        return ExitCode.Success;
    }

    private async Task<int> ValidateAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (_, problems, failure) = await TakeAsync(session, parsed.GetValue(_definition)!, cancellationToken);
        if (failure is not null)
        {
            return console.Fail(ExitCode.BadInput, failure);
        }

        if (parsed.GetValue(_json))
        {
            CliJson.Write(console.Out, new { valid = problems.Count == 0, problems });
        }
        else if (problems.Count == 0)
        {
            await console.Out.WriteLineAsync(CliTexts.Get("DefinitionValid"));
        }
        else
        {
            Problems.Write(console.Out, problems);
        }

        return problems.Count == 0 ? ExitCode.Success : ExitCode.BadInput;
    }

    private async Task<int> ImportAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        if (!File.Exists(path))
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("FileMissing", path));
        }

        var (definition, problems, failure) = await ReadAsync(path, cancellationToken);
        if (failure is not null)
        {
            return console.Fail(ExitCode.BadInput, failure);
        }

        problems = problems.Count > 0 ? problems : await session.Get<IEditReview>().CheckAsync(definition!, cancellationToken);
        if (problems.Count > 0)
        {
            Problems.Write(console.Error, problems);
            return ExitCode.BadInput;
        }

        if (parsed.GetValue(_preview))
        {
            return await PreviewAsync(session.Get<IEditReview>(), definition!, cancellationToken);
        }

        var stored = await session.Get<IExchangeCatalog>().SaveAsync(definition!, SavedBy, cancellationToken);
        await console.Out.WriteLineAsync(CliTexts.Get("ExchangeImported", stored.Name, stored.Version));
        return ExitCode.Success;
    }

    /// <summary>Says what the edit would start and stop; saves nothing.</summary>
    private async Task<int> PreviewAsync(IEditReview review, ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        try
        {
            var edits = await review.CountAsync(definition, cancellationToken);
            foreach (var edit in edits)
            {
                await console.Out.WriteLineAsync(CliTexts.Get("PreviewFlow", edit.Flow, edit.Before, edit.After, edit.Starts, edit.Stops));
            }

            if (edits.Count == 0)
            {
                await console.Out.WriteLineAsync(CliTexts.Get("PreviewSame"));
            }

            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is RunRefusedException or SqlSideException)
        {
            return console.Fail(ExitCode.Failure, exception.Message);
        }
    }

    private async Task<int> ExportAsync(EngineSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, parsed.GetValue(_name)!, cancellationToken) is not { } stored)
        {
            return ExitCode.BadInput;
        }

        var json = ExchangeJson.Write(stored.Definition);
        if (parsed.GetValue(_out) is not { } path)
        {
            await console.Out.WriteLineAsync(json);
            return ExitCode.Success;
        }

        try
        {
            await File.WriteAllTextAsync(path, json + Environment.NewLine, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return console.Fail(ExitCode.Failure, CliTexts.Get("FileUnwritable", path, exception.Message));
        }

        await console.Out.WriteLineAsync(CliTexts.Get("ExchangeExported", path));
        return ExitCode.Success;
    }

    private async Task<StoredExchange?> FindAsync(EngineSession session, string name, CancellationToken cancellationToken)
    {
        var stored = await session.Get<IExchangeCatalog>().FindAsync(name, cancellationToken);
        if (stored is null)
        {
            console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", name));
        }

        return stored;
    }

    /// <summary>A file when there is one of that name, else a stored exchange.</summary>
    private static async Task<(ExchangeDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems, string? Failure)> TakeAsync(
        EngineSession session, string nameOrFile, CancellationToken cancellationToken)
    {
        if (File.Exists(nameOrFile))
        {
            return await ReadAsync(nameOrFile, cancellationToken);
        }

        var stored = await session.Get<IExchangeCatalog>().FindAsync(nameOrFile, cancellationToken);
        var isPath = nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return stored is null
            ? (null, [], CliTexts.Get(isPath ? "FileMissing" : "UnknownExchange", nameOrFile))
            : (stored.Definition, session.Get<IDefinitionValidator>().Validate(stored.Definition), null);
    }

    private static async Task<(ExchangeDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems, string? Failure)> ReadAsync(
        string path, CancellationToken cancellationToken)
    {
        try
        {
            var reading = DefinitionReader.Read(await File.ReadAllTextAsync(path, cancellationToken));
            return (reading.Definition, reading.Problems, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, [], CliTexts.Get("FileUnreadable", path, exception.Message));
        }
    }

    private static System.Text.Json.Nodes.JsonNode? DefinitionNode(ExchangeDefinition definition) =>
        System.Text.Json.Nodes.JsonNode.Parse(ExchangeJson.Write(definition));
}
