using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>Marks or deletes records, fifty a request. Both may be repeated after an unknown outcome: a record that is not there any more is deleted.</summary>
internal sealed class MarkSender(RunContext context)
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The mark of a definition, as its field takes it.</summary>
    public WireField Mark(FlowTarget target, VanishedDefinition vanished) => new(
        vanished.Field!, TextValue.Typed(vanished.Value, ValueKind.None, target.Entity.Fields.GetValueOrDefault(vanished.Field!), context.Definition.Formats.Currency));

    /// <summary>Writes <paramref name="mark"/>, a None value takes it off, or deletes where it is null; returns refusals by id.</summary>
    public async Task<Dictionary<long, BitrixError>> SendAsync(FlowTarget target, long[] ids, WireField? mark, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<long, BitrixError>();
        foreach (var part in ids.Chunk(context.Portal.BatchSize))
        {
            var commands = part.Select(id => Command(target, id, mark)).ToList();
            var answers = await SendAsync(commands, cancellationToken);
            for (var index = 0; index < part.Length; index++)
            {
                if (answers[index].Error is { } error && (mark is not null || error.Kind != FailureKind.NotFound))
                {
                    refused[part[index]] = error;
                }
            }
        }

        return refused;
    }

    private async Task<IReadOnlyList<CommandAnswer>> SendAsync(List<BitrixCommand> commands, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await context.Portal.BatchAsync(commands, cancellationToken);
            }
            catch (BitrixException exception) when (exception.Kind is FailureKind.OutcomeUnknown or FailureKind.Unavailable && attempt < Attempts)
            {
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), context.Time, cancellationToken);
            }
        }
    }

    private BitrixCommand Command(FlowTarget target, long id, WireField? mark)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        return mark is { } field ? context.Portal.Update(target.Entity, text, [field]) : context.Portal.Delete(target.Entity, text);
    }
}
