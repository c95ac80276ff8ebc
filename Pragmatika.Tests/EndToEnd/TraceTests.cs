using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Telemetry;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>What a collector would get of real runs against the sandbox.</summary>
[Collection("Telemetry")]
public sealed class TraceTests : IAsyncLifetime
{
    private static readonly string[] Tags = ["run.id", "run.mode", "run.state", "rows", "rest.method", "rest.commands", "rest.status", "rest.failure"];

    private readonly List<Activity> _spans = [];
    private ExchangeRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ExchangeRig.StartAsync();
        await _rig.SaveAsync(SourceTable.Definition());
        await _rig.Table.AddAsync(1, "client-of-row-one", "Анна", "8 (921) 000-00-01", "order-of-row-one", "77123,45");
        await _rig.Table.AddAsync(2, "client-of-row-two", "Борис", "+79210000002", "order-of-row-two", "88123,45");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Run_StartedByWhatNobodyListensTo_IsOneTraceFromThePageToTheCall()
    {
        var run = await TracedRunAsync();

        var root = Root(run);
        var trace = Trace(root);
        run.State.Should().Be(RunState.Succeeded);
        root.ParentSpanId.Should().Be(default(ActivitySpanId));
        root.Status.Should().Be(ActivityStatusCode.Ok);
        trace.Select(span => span.OperationName).Distinct().Should()
            .BeEquivalentTo("run", "sql.page", "page.sift", "batch.prepare", "batch.plan", "batch.deliver", "batch.commit", "rest.call");
        trace.Where(span => span != root).Should().OnlyContain(span => trace.Exists(other => other.SpanId == span.ParentSpanId));
        var delivery = trace.Single(span => span.OperationName == "batch.deliver");
        trace.Should().Contain(span => span.OperationName == "rest.call" && span.ParentSpanId == delivery.SpanId && Equals(span.GetTagItem("rest.method"), "batch"));
    }

    [Fact]
    public async Task Run_Traced_CarriesIdsKindsAndCountsOnly()
    {
        var trace = Trace(Root(await TracedRunAsync()));

        trace.SelectMany(span => span.TagObjects).Select(tag => tag.Key).Distinct().Should().BeSubsetOf(Tags);
        var told = string.Join('\n', trace.SelectMany(Told));
        told.Should().NotContainAny("Анна", "Борис", "921) 000", "79210000002", "row-one", "row-two", "77123", "88123", "http", "/rest/", "sandbox", "127.0.0.1", "Orders", "Phone");
    }

    [Fact]
    public async Task Run_Failed_IsAnErrorWithoutItsText()
    {
        await _rig.Table.ExecuteAsync("DROP TABLE Orders");

        var root = Root(await TracedRunAsync());

        root.Status.Should().Be(ActivityStatusCode.Error);
        root.StatusDescription.Should().BeNull();
        root.Events.Should().BeEmpty();
    }

    [Fact]
    public void Run_NobodyListens_MakesNoTrace() => EngineTelemetry.Run(Guid.NewGuid(), "Full").Should().BeNull();

    private async Task<RunRecord> TracedRunAsync()
    {
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(EngineTelemetry.Name).AddInMemoryExporter(_spans).Build();
        using var click = new Activity("a click").Start();
        return await _rig.RunAsync("orders");
    }

    private Activity Root(RunRecord run) => _spans.Single(span => span.OperationName == "run" && Equals(span.GetTagItem("run.id"), run.Id.ToString()));

    private List<Activity> Trace(Activity root) => [.. _spans.Where(span => span.TraceId == root.TraceId)];

    private static IEnumerable<string> Told(Activity span) =>
    [
        span.OperationName, span.DisplayName, $"{span.StatusDescription}", $"{span.TraceStateString}", .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. span.Baggage.Select(pair => $"{pair}"),
        .. span.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"),
    ];
}
