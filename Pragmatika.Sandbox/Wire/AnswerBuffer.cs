using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pragmatika.Sandbox.Wire;

/// <summary>A buffer with its JSON writer, kept for reuse: answers of a batch are large and frequent.</summary>
public sealed class AnswerBuffer
{
    private const int KeptLimit = 4 * 1024 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Stack<AnswerBuffer>? _pool;

    private AnswerBuffer() => Json = new Utf8JsonWriter(Bytes, Options);

    public ByteBuffer Bytes { get; } = new();

    public Utf8JsonWriter Json { get; }

    public static AnswerBuffer Rent() => _pool is { Count: > 0 } pool ? pool.Pop() : new AnswerBuffer();

    /// <summary>Empties the buffer and keeps it unless it grew huge.</summary>
    public void Return()
    {
        Clear();
        _pool ??= new Stack<AnswerBuffer>();
        if (Bytes.Capacity <= KeptLimit && _pool.Count < 4)
        {
            _pool.Push(this);
        }
    }

    public void Clear() => CutTo(0);

    /// <summary>Forgets what was written after a mark, finished or not.</summary>
    public void CutTo(int mark)
    {
        Json.Reset();
        Bytes.TruncateTo(mark);
    }

    /// <summary>Ends the JSON value at hand; the next one starts at the returned place.</summary>
    public int Mark()
    {
        Json.Flush();
        Json.Reset();
        return Bytes.Length;
    }
}
