using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Letters;

/// <summary>
/// The values that people put in place of bad ones, by row. Each holds as long as the row has the bad value: whatever else changes in the row, a person's work is not asked for twice.
/// Pure.
/// </summary>
internal sealed class MendedValues
{
    /// <summary>The code of letters whose payload holds texts of columns; that of others holds values as they were to be written.</summary>
    private const string RawCode = "MAPPING";

    private readonly Dictionary<(string Flow, string RowKey), List<DeadLetter>> _letters = [];

    /// <summary><paramref name="letters"/>: the oldest first, so that a later repair builds on an earlier one.</summary>
    public MendedValues(IEnumerable<DeadLetter> letters)
    {
        foreach (var letter in letters.Where(letter => letter.Mended is { Values.Count: > 0 }))
        {
            if (!_letters.TryGetValue((letter.Flow, letter.RowKey), out var known))
            {
                _letters[(letter.Flow, letter.RowKey)] = known = [];
            }

            known.Add(letter);
        }
    }

    public static MendedValues None { get; } = new([]);

    public bool IsEmpty => _letters.Count == 0;

    /// <summary>Texts for columns of the row that still hold what could not be read.</summary>
    public IEnumerable<RecordOverride> ForRow(FlowTarget target, SourceRow row) => Of(target.Name, row.Key, isRaw: true)
        .Select(letter => Override(letter, field => ColumnOf(target, field) is { } column ? Convert.ToString(row[column], CultureInfo.InvariantCulture) : null));

    /// <summary>Values for fields of the record that still are what could not be written.</summary>
    public IEnumerable<RecordOverride> ForRecord(FlowTarget target, RecordWork record) => Of(target.Name, record.RowKey, isRaw: false)
        .Where(letter => letter.Key == record.Key)
        .Select(letter => Override(letter, field => WantedOf(target, record, field)));

    private List<DeadLetter> Of(string flow, string rowKey, bool isRaw) =>
        _letters.TryGetValue((flow, rowKey), out var letters) ? letters.FindAll(letter => letter.Code == RawCode == isRaw) : [];

    private static RecordOverride Override(DeadLetter letter, Func<string, string?> now)
    {
        var bad = LetterPayload.Read(letter.Payload);
        var standing = letter.Mended!.Values.Where(mended => (bad.GetValueOrDefault(mended.Key) ?? string.Empty) == (now(mended.Key) ?? string.Empty));
        return new RecordOverride(letter.Flow, letter.Key, letter.RowKey, standing.ToDictionary(mended => mended.Key, mended => mended.Value), null);
    }

    private static string? WantedOf(FlowTarget target, RecordWork record, string field)
    {
        for (var index = 0; index < record.Wanted.Length; index++)
        {
            if (target.Mapper.Fields[index] == field)
            {
                return record.Wanted[index].ToString();
            }
        }

        return null;
    }

    private static string? ColumnOf(FlowTarget target, string field)
    {
        for (var index = 0; index < target.Mapper.Fields.Count; index++)
        {
            if (target.Mapper.Fields[index] == field)
            {
                return target.Mapper.Rules[index].Source.Column;
            }
        }

        return null;
    }
}
