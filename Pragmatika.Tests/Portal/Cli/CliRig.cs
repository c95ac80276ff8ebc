using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary>Runs the command line over given services, in a given language, and keeps what it prints.</summary>
internal sealed class CliRig
{
    private readonly ServiceCollection _services = [];

    public CliRig() => _services.AddSingleton(TimeProvider.System);

    public string Out { get; private set; } = string.Empty;

    public string Error { get; private set; } = string.Empty;

    /// <summary>The data folder the last verb opened.</summary>
    public string? Opened { get; private set; }

    public string Language { get; init; } = "en";

    /// <summary>A definition that the validator accepts.</summary>
    public static ExchangeDefinition Definition(string name = "visits") => new()
    {
        Name = name,
        Title = "Визиты",
        Source = new SourceDefinition { Connection = "dms", Table = "Visits", Key = ["RowId"] },
        Destination = new DestinationDefinition { Connection = "b24" },
        Flows =
        [
            new FlowDefinition
            {
                Name = "deals",
                Entity = "deal",
                Key = ["RowId"],
                Rules = [new Rule { Field = "title", Source = new RuleSource { Column = "Title" } }],
            },
        ],
    };

    public static RunRecord Run(RunState state, RunCounters counters) => new()
    {
        Id = new Guid("0193f0a0-0000-7000-8000-000000000001"),
        Exchange = "visits",
        Mode = RunMode.Incremental,
        State = state,
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(2.5),
        Rows = counters.Read,
        Flows = new Dictionary<string, RunCounters> { ["deals"] = counters },
        RestCalls = 7,
        Commands = 301,
    };

    public CliRig With<T>(T service)
        where T : class
    {
        _services.AddSingleton(service);
        return this;
    }

    public async Task<int> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language);
        try
        {
            return await PortalCommandLine.RunAsync(arguments, new CliConsole(output, error, isTerminal: false), OpenAsync);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
            (Out, Error) = (output.ToString(), error.ToString());
        }
    }

    private Task<EngineSession> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        Opened = dataDirectory;
        var provider = _services.BuildServiceProvider();
        return Task.FromResult(new EngineSession(provider, provider.DisposeAsync));
    }
}
