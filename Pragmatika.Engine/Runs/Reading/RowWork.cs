using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>A row on its way through one batch: what it was, and how each flow's record of it ended.</summary>
internal sealed class RowWork(string key, string? version, byte[] fingerprint, int flows)
{
    public string Key => key;

    public string? Version => version;

    /// <summary>The raw row, kept only where a value could not be made: people see its text. A batch would be several times as large with all of them.</summary>
    public SourceRow? Raw { get; set; }

    public byte[] Fingerprint => fingerprint;

    /// <summary>What each flow made of the row.</summary>
    public MapResult[] Mapped { get; } = new MapResult[flows];

    /// <summary>One per flow; Failed until something better is known, so that nothing can be forgotten.</summary>
    public Outcome[] Outcomes { get; } = Enumerable.Repeat(Outcome.Failed, flows).ToArray();

    /// <summary>The first reason a person should see on the row; null when all is well.</summary>
    public string? Error { get; set; }

    /// <summary>True when something of the row is left to another run: nothing is remembered of it and nothing written back, so that the other run meets it.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>True when a record of the row is paused: the next run looks at the row again, changed or not.</summary>
    public bool IsPostponed { get; set; }

    public RowState ToState() => new(key, IsPostponed ? new byte[fingerprint.Length] : fingerprint, string.Create(Outcomes.Length, Outcomes, static (text, outcomes) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (char)('0' + (int)outcomes[index]);
        }
    }));
}
