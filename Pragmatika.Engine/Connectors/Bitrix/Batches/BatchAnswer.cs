using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>
/// The answers of one batch in the order of its commands, read from <c>result</c> of a batch answer. Results are slices of the body:
/// they live as long as it does. Matched by label, since the order of keys is not promised.
/// </summary>
internal sealed class BatchAnswer
{
    private readonly Slot[] _slots;

    private BatchAnswer(int commands) => _slots = new Slot[commands];

    public int Count => _slots.Length;

    public ref readonly Slot this[int index] => ref _slots[index];

    /// <summary>Reads the raw JSON of the outer <c>result</c>.</summary>
    public static BatchAnswer Read(ReadOnlyMemory<byte> result, int commands)
    {
        var answer = new BatchAnswer(commands);
        var reader = new Utf8JsonReader(result.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return answer;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = PartOf(ref reader);
            if (part == Part.Other)
            {
                reader.Skip();
                continue;
            }

            answer.ReadMap(ref reader, part, result);
        }

        return answer;
    }

    private static Part PartOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("result"u8) ? Part.Result
        : reader.ValueTextEquals("result_error"u8) ? Part.Error
        : reader.ValueTextEquals("result_time"u8) ? Part.Time
        : reader.ValueTextEquals("result_total"u8) ? Part.Total
        : reader.ValueTextEquals("result_next"u8) ? Part.Next
        : Part.Other;

    /// <summary>A map by label, or the list that PHP makes of a map whose keys are 0..n-1, or nothing.</summary>
    private void ReadMap(ref Utf8JsonReader reader, Part part, ReadOnlyMemory<byte> body)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var known = BatchBody.TryLabel(reader.ValueSpan, out var index) && index < _slots.Length;
                    ReadOne(ref reader, part, known ? index : -1, body);
                }

                break;
            case JsonTokenType.StartArray:
                ReadList(ref reader, part, body);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadList(ref Utf8JsonReader reader, Part part, ReadOnlyMemory<byte> body)
    {
        for (var index = 0; ; index++)
        {
            var ahead = reader;
            if (!ahead.Read() || ahead.TokenType == JsonTokenType.EndArray)
            {
                reader = ahead;
                return;
            }

            ReadOne(ref reader, part, index < _slots.Length ? index : -1, body);
        }
    }

    private void ReadOne(ref Utf8JsonReader reader, Part part, int index, ReadOnlyMemory<byte> body)
    {
        if (index < 0)
        {
            reader.Read();
            reader.Skip();
            return;
        }

        ref var slot = ref _slots[index];
        switch (part)
        {
            case Part.Result:
                slot.Result = body[AnswerReader.Slice(ref reader)];
                slot.HasResult = true;
                break;
            case Part.Error:
                slot.Error = ErrorOf(ref reader);
                break;
            case Part.Time:
                slot.Time = AnswerReader.Time(ref reader);
                break;
            case Part.Total:
                slot.Total = AnswerReader.Integer(ref reader);
                break;
            default:
                slot.Next = AnswerReader.Integer(ref reader);
                break;
        }
    }

    /// <summary>Inside a batch an error has no HTTP status of its own; 400 stands for it unless the code says otherwise.</summary>
    private static BitrixError ErrorOf(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.StartObject)
        {
            return new(400, string.Empty, AnswerReader.Text(ref reader));
        }

        reader.Read();
        var code = string.Empty;
        var description = string.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("error"u8))
            {
                code = AnswerReader.Text(ref reader);
            }
            else if (reader.ValueTextEquals("error_description"u8))
            {
                description = AnswerReader.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(400, code, description);
    }

    private enum Part
    {
        Other,
        Result,
        Error,
        Time,
        Total,
        Next,
    }

    internal struct Slot
    {
        public ReadOnlyMemory<byte> Result;
        public bool HasResult;
        public BitrixError? Error;
        public CallTime Time;
        public int? Total;
        public int? Next;
    }
}
