using System.Reflection;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Stores;
using Pragmatika.Tests.EndToEnd.BadInput;
using Pragmatika.Tests.Engine.Connectors.Bitrix;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Execution;

public sealed partial class RunTextTests
{
    public static TheoryData<Exception> Failures =>
    [
        new LeaseLostException("orders"),
        new OperationCanceledException(),
        Portal(FailureKind.Unauthorized, "INVALID_CREDENTIALS"),
        Portal(FailureKind.Unauthorized, "invalid_grant"),
        Portal(FailureKind.PortalClosed, "PORTAL_DELETED"),
        Portal(FailureKind.Unavailable, "INTERNAL_SERVER_ERROR"),
        Portal(FailureKind.Limited, "OPERATION_TIME_LIMIT"),
        new StoreException(StoreFailure.DiskFull, StoreErrors.Advice(StoreFailure.DiskFull)),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Describe_AnyFailure_SpeaksTheLanguageOfTheRun(Exception failure)
    {
        RunFailures.Describe(failure).Should().MatchRegex(@"\p{IsCyrillic}");
        using (new InCulture("en"))
        {
            var fresh = failure is StoreException store ? new StoreException(store.Failure, StoreErrors.Advice(store.Failure)) : failure;
            RunFailures.Describe(fresh).Should().NotMatchRegex(@"\p{IsCyrillic}").And.NotBeEmpty();
        }
    }

    [Fact]
    public void Message_OfEveryRoom_HasTheSamePlacesInBothLanguages()
    {
        var messages = typeof(Message).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Message))
            .Select(field => (Name: $"{field.DeclaringType!.Name}.{field.Name}", Text: (Message)field.GetValue(null)!))
            .ToList();

        messages.Should().HaveCountGreaterThan(100);
        foreach (var (name, text) in messages)
        {
            text.English.Should().NotMatchRegex(@"\p{IsCyrillic}", name);
            Places(text.English).Should().BeEquivalentTo(Places(text.Russian), name);
        }
    }

    [Fact]
    public void WireCheck_InEnglish_SpeaksEnglish()
    {
        using var english = new InCulture("en");
        var entity = PortalFixture.Entity(2, PortalFixture.Field("ufCrmNote", "integer"));

        var problems = WireCheck.Of(entity, [new WireField("ufCrmNote", Value.Text("word")), new WireField("gone", Value.Text("x"))]);

        problems.Select(problem => problem.Reason).Should().Equal("Field ufCrmNote: a number is expected.", "'Сделка' has no field gone in the portal.");
    }

    [Fact]
    public async Task Run_Failed_IsToldInTheReadersLanguage()
    {
        await using var rig = await ExchangeRig.StartAsync();
        await rig.SaveAsync(SourceTable.Definition());
        await rig.AddOrdersAsync(1);
        rig.SetWeather("revoked");

        await rig.RunAsync(BadInputRig.Exchange);

        using var reader = new InCulture("en");
        var entries = await rig.Service<IJournalReader>().PageAsync(new JournalFilter(), null, 50, CancellationToken.None);
        entries.Should().Contain(entry => entry.Text.StartsWith("Run started", StringComparison.Ordinal)).And.Contain(entry => entry.Text.StartsWith("The run has failed", StringComparison.Ordinal));
    }

    private static BitrixException Portal(FailureKind kind, string code) => new(kind, new BitrixError(401, code, string.Empty) { Kind = kind }, code);

    private static IEnumerable<string> Places(string text) => Place().Matches(text.Replace("{{", string.Empty, StringComparison.Ordinal)).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
