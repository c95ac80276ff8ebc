using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Vanished;

/// <summary>Keeps with a dry run what would become of each record whose rows went.</summary>
internal sealed class VanishedPlan(RunContext context)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private long? _kept;

    public async Task KeepAsync(
        FlowTarget target, VanishedDefinition vanished, IReadOnlyList<Link> links, IReadOnlyDictionary<long, CrmItem> items, WireField? mark, CancellationToken cancellationToken)
    {
        var first = await NextAsync(cancellationToken);
        await AppendAsync(
            [.. links.Select((link, index) => new PlannedChange
            {
                Number = first + index,
                Kind = PlannedKind.Vanished,
                Flow = target.Name,
                Key = link.Key,
                CrmId = link.CrmId,
                Title = RecordTitle.Of(target.Mapper.Fields, ValueJson.Read(link.Agreed, target.Mapper.Fields)),
                Why = WhyOf(vanished.Policy),
                Changes = mark is { } field ? Marking(field, items[link.CrmId]) : null,
            })],
            cancellationToken);
    }

    /// <summary>A flow of which nobody can say what went.</summary>
    public async Task KeepUnknownAsync(FlowTarget target, CancellationToken cancellationToken)
    {
        var number = await NextAsync(cancellationToken);
        await AppendAsync(
            [new PlannedChange { Number = number, Kind = PlannedKind.Reject, Flow = target.Name, Key = "*", Title = string.Empty, Why = VanishedTexts.KeysUnknown.With(target.Name) }], cancellationToken);
    }

    private async Task AppendAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        await context.Planned.AppendAsync(context.RunId, changes, cancellationToken);
        _kept += changes.Count;
    }

    /// <summary>Numbers go on after those of the rows.</summary>
    private async Task<long> NextAsync(CancellationToken cancellationToken) =>
        1 + (_kept ??= (await context.Planned.CountsAsync(context.RunId, cancellationToken)).Sum(count => count.Count));

    private static string WhyOf(DeletePolicy policy) => policy switch
    {
        DeletePolicy.Delete => VanishedTexts.WouldDelete.With(),
        DeletePolicy.Mark => VanishedTexts.WouldMark.With(),
        DeletePolicy.Ask => VanishedTexts.WouldAsk.With(),
        _ => VanishedTexts.WouldLeave.With(),
    };

    private static string Marking(WireField mark, CrmItem item) => JsonSerializer.Serialize(
        new Dictionary<string, string?[]> { [mark.Name] = [Text(item.Values.GetValueOrDefault(mark.Name)), Text(mark.Value)] }, Readable);

    private static string? Text(Value value) => value.IsNone ? null : value.ToString();
}
