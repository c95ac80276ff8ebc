using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>The envelope of an answer; ranges point into the body it was read from.</summary>
internal readonly record struct Envelope(Range Result, bool HasResult, string? ErrorCode, string Description, CallTime Time, int? Total, int? Next);

/// <summary>Reads answers in one pass, keeping results as slices. Tolerates what PHP makes of maps: [] when empty, false, null.</summary>
internal static class AnswerReader
{
    /// <summary>Throws <see cref="JsonException"/> when the body is not one JSON object.</summary>
    public static Envelope Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The answer is not an object.");
        }

        var envelope = new Envelope();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            envelope = Member(ref reader, envelope);
        }

        return envelope;
    }

    private static Envelope Member(ref Utf8JsonReader reader, Envelope envelope)
    {
        if (reader.ValueTextEquals("result"u8))
        {
            return envelope with { Result = Slice(ref reader), HasResult = true };
        }

        if (reader.ValueTextEquals("error"u8))
        {
            return envelope with { ErrorCode = Text(ref reader) };
        }

        if (reader.ValueTextEquals("error_description"u8))
        {
            return envelope with { Description = Text(ref reader) };
        }

        if (reader.ValueTextEquals("time"u8))
        {
            return envelope with { Time = Time(ref reader, withOffset: true) };
        }

        if (reader.ValueTextEquals("total"u8))
        {
            return envelope with { Total = Integer(ref reader) };
        }

        if (reader.ValueTextEquals("next"u8))
        {
            return envelope with { Next = Integer(ref reader) };
        }

        reader.Skip();
        return envelope;
    }

    /// <summary>Moves over the next value and says where it stood.</summary>
    public static Range Slice(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    public static CallTime Time(ref Utf8JsonReader reader, bool withOffset = false)
    {
        reader.Read();
        double? finish = null, duration = null, operating = null, resetAt = null;
        TimeSpan? offset = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("finish"u8))
            {
                finish = Number(ref reader);
            }
            else if (reader.ValueTextEquals("duration"u8))
            {
                duration = Number(ref reader);
            }
            else if (reader.ValueTextEquals("operating"u8))
            {
                operating = Number(ref reader);
            }
            else if (reader.ValueTextEquals("operating_reset_at"u8))
            {
                resetAt = Number(ref reader);
            }
            else if (withOffset && reader.ValueTextEquals("date_finish"u8))
            {
                offset = DateTimeOffset.TryParse(Text(ref reader), System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment.Offset : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return new(finish, duration, operating, resetAt, offset);
    }

    /// <summary>A scalar as text; "" for null and for anything that is not a scalar. Error codes come as strings and as numbers.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() ?? string.Empty;
            case JsonTokenType.Number:
                return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return string.Empty;
        }
    }

    public static int? Integer(ref Utf8JsonReader reader) => Number(ref reader) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static long? Integer64(ref Utf8JsonReader reader) => Number(ref reader) is { } number ? (long)number : null;

    private static double? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out var number):
                return number;
            case JsonTokenType.String when System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out double parsed, out var consumed) && consumed == reader.ValueSpan.Length:
                return parsed;
            default:
                reader.Skip();
                return null;
        }
    }
}
