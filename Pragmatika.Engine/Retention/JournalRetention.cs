using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Retention;

/// <summary>How much journal is kept; the age holds for the results of dry runs too.</summary>
public sealed class JournalRetentionOptions
{
    public const string Section = "Journal";

    /// <summary>Entries older than this go.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The oldest go until at most this many remain.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaxEntries { get; set; } = 20_000_000;

    /// <summary>Of the results of dry runs, the oldest go until at most this many planned changes remain.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaxPlannedChanges { get; set; } = 5_000_000;
}

/// <summary>Trims the journal and the results of dry runs to what the settings allow. When is the host's business.</summary>
public sealed class JournalRetention(IJournalWriter journal, IPlannedChanges planned, IOptions<JournalRetentionOptions> options)
{
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        await journal.RetainAsync(options.Value.MaxAge, options.Value.MaxEntries, cancellationToken);
        await planned.RetainAsync(options.Value.MaxAge, options.Value.MaxPlannedChanges, cancellationToken);
    }
}
