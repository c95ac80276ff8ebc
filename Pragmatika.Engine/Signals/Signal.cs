namespace Pragmatika.Engine.Signals;

/// <summary>What has just been stored. It says that something is different now, not what: whoever hears it reads the store.</summary>
public enum Happening
{
    RunStarted,

    /// <summary>A batch of a run was committed: its counters, its journal.</summary>
    RunMoved,

    RunEnded,

    /// <summary>Dead letters came, were resolved, replayed or discarded.</summary>
    DeadLettersChanged,

    /// <summary>Questions were asked, shown anew, answered, or went away by themselves.</summary>
    QuestionsChanged,

    /// <summary>A definition was saved or deleted; its schedule and its pause are part of it.</summary>
    ExchangeChanged,

    /// <summary>All schedules were stopped or go on, or starts of one were skipped or missed.</summary>
    SchedulesChanged,

    /// <summary>A comparison began or ended.</summary>
    ComparisonChanged,
}

/// <summary>One thing that happened in this process. <paramref name="Exchange"/> is empty when it concerns all of them; <paramref name="Run"/> is that of a run only.</summary>
public readonly record struct Signal(Happening What, string Exchange, Guid Run = default);
