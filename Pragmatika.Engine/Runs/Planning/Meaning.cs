using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Does the CRM hold what the mapping wants? Equality by meaning across the kinds in which a portal may give a value back. Pure.</summary>
internal static class Meaning
{
    /// <summary><paramref name="pipeline"/> is the one the record stands in: stage names are looked up there.</summary>
    public static bool Same(CrmField? field, Value wanted, Value actual, long? pipeline = null)
    {
        if (wanted == actual || Alone(wanted) == Alone(actual))
        {
            return true;
        }

        (wanted, actual) = (Alone(wanted), Alone(actual));
        if (wanted.Kind == ValueKind.List || actual.Kind == ValueKind.List)
        {
            return SameLists(field, MembersOf(wanted), MembersOf(actual), pipeline);
        }

        return (wanted.Kind, actual.Kind) switch
        {
            // A flag that is off and no value at all look alike in most portal fields, as do zero and none in sums.
            (ValueKind.Flag, ValueKind.None) => !wanted.AsFlag,
            (ValueKind.None, ValueKind.Flag) => !actual.AsFlag,
            (ValueKind.Number or ValueKind.Money, ValueKind.None) => wanted.AsNumber == 0,
            (ValueKind.None, ValueKind.Number or ValueKind.Money) => actual.AsNumber == 0,
            (ValueKind.None, _) or (_, ValueKind.None) => false,
            (ValueKind.Money or ValueKind.Number, ValueKind.Money or ValueKind.Number) => wanted.AsNumber == actual.AsNumber,
            (ValueKind.Date, ValueKind.Moment) or (ValueKind.Moment, ValueKind.Date) => DayDistance(wanted, actual) <= 1,
            _ => SameTexts(field, TextOf(wanted), TextOf(actual), pipeline),
        };
    }

    private static Value Alone(Value value) => value is { Kind: ValueKind.List, AsList: [var only] } ? only : value;

    private static IReadOnlyList<Value> MembersOf(Value value) => value.Kind switch
    {
        ValueKind.None => [],
        ValueKind.List => value.AsList,
        _ => [value],
    };

    private static bool SameLists(CrmField? field, IReadOnlyList<Value> wanted, IReadOnlyList<Value> actual, long? pipeline)
    {
        if (wanted.Count != actual.Count)
        {
            return false;
        }

        var rest = actual.ToList();
        foreach (var member in wanted)
        {
            var index = rest.FindIndex(other => Same(field, member, other, pipeline));
            if (index < 0)
            {
                return false;
            }

            rest.RemoveAt(index);
        }

        return true;
    }

    /// <summary>A moment falls on one of two days, by the zone it is looked at from.</summary>
    private static int DayDistance(Value left, Value right) => Math.Abs(DayOf(left).DayNumber - DayOf(right).DayNumber);

    private static DateOnly DayOf(Value value) => value.Kind == ValueKind.Date ? value.AsDate : DateOnly.FromDateTime(value.AsMoment.UtcDateTime);

    private static string TextOf(Value value) => value.Kind switch
    {
        ValueKind.Flag => value.AsFlag ? "1" : "0",
        _ => value.ToString().Trim(),
    };

    private static bool SameTexts(CrmField? field, string wanted, string actual, long? pipeline) =>
        string.Equals(wanted, actual, StringComparison.Ordinal)
        || SameOption(field, wanted, actual, pipeline)
        || (IsFlagWord(wanted, out var left) && IsFlagWord(actual, out var right) && left == right)
        || (decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var one)
            && decimal.TryParse(actual, NumberStyles.Number, CultureInfo.InvariantCulture, out var other) && one == other);

    /// <summary>One side may hold an option's label, the other its id.</summary>
    private static bool SameOption(CrmField? field, string wanted, string actual, long? pipeline) =>
        field is not null
        && FieldOptions.IdOf(field, wanted, pipeline) is { } id
        && string.Equals(id, FieldOptions.IdOf(field, actual, pipeline), StringComparison.Ordinal);

    private static bool IsFlagWord(string text, out bool flag)
    {
        flag = text is "1" or "Y" or "true";
        return flag || text is "0" or "N" or "false";
    }
}
