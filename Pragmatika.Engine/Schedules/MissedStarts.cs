using System.Threading.Channels;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>One row of missed starts: the first of them.</summary>
internal sealed record MissedStart(string Exchange, DateTimeOffset First);

/// <summary>
/// Hears from Quartz of missed starts. Quartz tells inside its own transaction, so nothing is written here: on SQLite that would wait for itself. The host takes them from <see cref="Reader"/>.
/// </summary>
internal sealed class MissedStarts : ITriggerListener
{
    private readonly Channel<MissedStart> _missed = Channel.CreateUnbounded<MissedStart>();

    public string Name => "pragmatika-missed";

    public ChannelReader<MissedStart> Reader => _missed.Reader;

    public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default)
    {
        if (trigger.Key.Name == nameof(FireKind.Clock) && trigger.NextFireTimeUtc is { } first)
        {
            _missed.Writer.TryWrite(new MissedStart(trigger.JobKey.Name, first));
        }

        return ValueTask.CompletedTask;
    }
}
