using System.Text;
using Pragmatika.Engine.Connectors.Bitrix.Transport;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>
/// Writes the body of a batch: <c>{"halt":0,"cmd":{"c0":"method?query",…}}</c>. Labels are never numeric, because PHP turns maps with keys 0..n-1 into lists.
/// JSON carries the already encoded commands as they are; a form would encode every one of them twice.
/// </summary>
internal static class BatchBody
{
    public const int MaxCommands = 50;

    public static void Write(PooledBytes target, IReadOnlyList<BitrixCommand> commands, string? token, bool halt)
    {
        Open(target, token);
        Raw(target, halt ? "\"halt\":1,\"cmd\":{"u8 : "\"halt\":0,\"cmd\":{"u8);
        for (var index = 0; index < commands.Count; index++)
        {
            WriteLabel(target, index);
            Text(target, commands[index].Method);
            Raw(target, "?"u8);
            Text(target, commands[index].Query);
            Raw(target, "\""u8);
        }

        Raw(target, "}}"u8);
    }

    /// <summary>A single call: the given JSON object with the token put in front.</summary>
    public static void WriteCall(PooledBytes target, ReadOnlySpan<byte> parameters, string? token)
    {
        var members = Members(parameters);
        Open(target, token);
        if (members.Length > 0)
        {
            Raw(target, members);
        }
        else if (token is not null)
        {
            target.GetSpan(1);
            target.Advance(-1); // the comma after the token
        }

        Raw(target, "}"u8);
    }

    /// <summary>The parameters of a read inside a batch, as the number of a label.</summary>
    public static bool TryLabel(ReadOnlySpan<byte> label, out int index)
    {
        index = -1;
        return label.Length > 1 && label[0] == 'c' && System.Buffers.Text.Utf8Parser.TryParse(label[1..], out index, out var consumed) && consumed == label.Length - 1;
    }

    private static ReadOnlySpan<byte> Members(ReadOnlySpan<byte> parameters)
    {
        var trimmed = parameters.Trim(" \t\r\n"u8);
        return trimmed is [(byte)'{', .. var inner, (byte)'}'] ? inner.Trim(" \t\r\n"u8) : default;
    }

    private static void Open(PooledBytes target, string? token)
    {
        Raw(target, "{"u8);
        if (token is not null)
        {
            Raw(target, "\"auth\":"u8);
            Raw(target, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(token));
            Raw(target, ","u8);
        }
    }

    private static void WriteLabel(PooledBytes target, int index)
    {
        var span = target.GetSpan(16);
        var at = 0;
        if (index > 0)
        {
            span[at++] = (byte)',';
        }

        span[at++] = (byte)'"';
        span[at++] = (byte)'c';
        System.Buffers.Text.Utf8Formatter.TryFormat(index, span[at..], out var digits);
        at += digits;
        "\":\""u8.CopyTo(span[at..]);
        target.Advance(at + 3);
    }

    private static void Raw(PooledBytes target, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target.GetSpan(bytes.Length));
        target.Advance(bytes.Length);
    }

    /// <summary>Commands are encoded, so nothing in them needs escaping; a caller's own text that does is escaped the slow way.</summary>
    private static void Text(PooledBytes target, string text)
    {
        if (System.Text.Ascii.IsValid(text) && text.AsSpan().IndexOfAny('"', '\\') < 0 && !text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            var span = target.GetSpan(text.Length);
            Ascii.FromUtf16(text, span, out var written);
            target.Advance(written);
            return;
        }

        Raw(target, System.Text.Json.JsonEncodedText.Encode(text).EncodedUtf8Bytes);
    }
}
