namespace Pragmatika.Engine.Demo.Generation;

/// <summary>What to generate. Equal options give equal rows, on any machine and at any time.</summary>
public sealed record GeneratorOptions
{
    public required int Rows { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>"Today" of the data: the last rows are this fresh, the first ones three years older.</summary>
    public DateTime ReferenceDate { get; init; } = new(2026, 1, 15);

    /// <summary>0, or the 2000 years that 1C adds to dates in SQL Server.</summary>
    public int YearOffset { get; init; }

    /// <summary>The share of rows that carry each of the <see cref="Defects"/>; 0 makes clean rows.</summary>
    public double DefectRate { get; init; } = 0.03;

    /// <summary>How many documents, spread over the table, have a total that no program can read: records for a person to mend. As many as there are documents for.</summary>
    public int UnreadableSums { get; init; }
}
