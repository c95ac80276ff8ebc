using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Paused;

/// <summary>The paused records of one exchange as its run found them.</summary>
internal sealed class PausedDesk(IEnumerable<PausedRecord> paused)
{
    private readonly Dictionary<(string Flow, string Key), PausedRecord> _paused = paused.ToDictionary(record => (record.Flow, record.Key));

    public bool IsEmpty => _paused.Count == 0;

    public bool Has(string flow, string key) => _paused.ContainsKey((flow, key));

    /// <summary>Why the record is left alone; null when it is not.</summary>
    public string? ReasonOf(string flow, string key) =>
        _paused.TryGetValue((flow, key), out var record) ? PausedTexts.Skipped.With(PausedTexts.Moment(record.Until), record.Reason) : null;
}
