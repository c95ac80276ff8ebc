using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Connectors.Bitrix;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.TransportFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Failures, call records and logs never carry a credential or a phone.</summary>
public sealed class CredentialSecrecyTests
{
    [Theory]
    [InlineData("html502")]
    [InlineData("cut")]
    [InlineData("echo")]
    public async Task Nothing_TellsACredential(string what)
    {
        await using var server = await StartAsync(Answer(what));
        var logs = new LogTexts();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var calls = new List<RestCall>();
        var webhook = new BitrixPortalFactory(TimeProvider.System, loggers).OpenWebhook(server.Webhook);
        var application = new BitrixPortalFactory(TimeProvider.System, loggers).OpenApplication("p", Application(server), null);
        webhook.Called = calls.Add;
        application.Called = calls.Add;

        var failures = new List<Exception>();
        foreach (var portal in new[] { webhook, application })
        {
            failures.Add((await FluentActions.Awaiting(() => portal.BatchAsync(Write, default)).Should().ThrowAsync<BitrixException>()).Which);
        }

        calls.Should().HaveCountGreaterOrEqualTo(2);
        string.Join('\n', failures.Select(failure => failure.ToString()).Concat(calls.Select(call => call.ToString())).Concat(logs.Texts))
            .Should().NotContain("s3cretc0de").And.NotContain("old-access").And.NotContain("old-refresh").And.NotContain("client-secret").And.NotContain("79215550101");
    }

    private sealed class LogTexts : ILoggerProvider, ILogger
    {
        public List<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Texts)
            {
                Texts.Add(formatter(state, exception) + exception);
            }
        }

        public void Dispose()
        {
        }
    }
}
