using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pragmatika.Engine.Mapping;

/// <summary>Makes JSON texts with one writer and one buffer a thread: a load makes several for every record.</summary>
internal static class JsonText
{
    [ThreadStatic]
    private static Scratch? _scratch;

    /// <summary>What <paramref name="write"/> writes; letters of every alphabet stay readable. Not to be nested.</summary>
    public static string Of<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var scratch = _scratch ??= new Scratch();
        try
        {
            write(scratch.Writer, state);
            scratch.Writer.Flush();
            return Encoding.UTF8.GetString(scratch.Buffer.WrittenSpan);
        }
        finally
        {
            scratch.Buffer.ResetWrittenCount();
            scratch.Writer.Reset();
        }
    }

    private sealed class Scratch
    {
        public Scratch() => Writer = new Utf8JsonWriter(Buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

        public ArrayBufferWriter<byte> Buffer { get; } = new(4096);

        public Utf8JsonWriter Writer { get; }
    }
}
