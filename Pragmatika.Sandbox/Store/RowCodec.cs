using System.Buffers.Binary;
using System.Text;

namespace Pragmatika.Sandbox.Store;

/// <summary>
/// Packs a record into one byte array: (slot, kind, content) for every value present, slots ascending.
/// A million records are then a million objects for the collector, not fifty million.
/// </summary>
public static class RowCodec
{
    [ThreadStatic]
    private static byte[]? _scratch;

    public static byte[] Encode(ReadOnlySpan<FieldValue> values)
    {
        var writer = new RowWriter(_scratch ??= new byte[4096]);
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (!values[slot].IsNone)
            {
                writer.Varint((ulong)slot);
                writer.Value(values[slot]);
            }
        }

        _scratch = writer.Buffer;
        return writer.Written.ToArray();
    }

    /// <summary>Fills the values of a row; slots the row lacks stay as they are.</summary>
    public static void Decode(ReadOnlySpan<byte> row, Span<FieldValue> into)
    {
        var reader = new RowReader(row);
        while (!reader.AtEnd)
        {
            var slot = (int)reader.Varint();
            into[slot] = reader.Value();
        }
    }

    /// <summary>One value of a row without unpacking the rest.</summary>
    public static FieldValue Read(ReadOnlySpan<byte> row, int wanted)
    {
        var reader = new RowReader(row);
        while (!reader.AtEnd)
        {
            var slot = (int)reader.Varint();
            if (slot >= wanted)
            {
                return slot == wanted ? reader.Value() : default;
            }

            reader.Skip();
        }

        return default;
    }

    private ref struct RowWriter(byte[] buffer)
    {
        private int _length;

        public byte[] Buffer { get; private set; } = buffer;

        public readonly ReadOnlySpan<byte> Written => Buffer.AsSpan(0, _length);

        public void Varint(ulong number)
        {
            Ensure(10);
            while (number >= 0x80)
            {
                Buffer[_length++] = (byte)(number | 0x80);
                number >>= 7;
            }

            Buffer[_length++] = (byte)number;
        }

        public void Value(FieldValue value)
        {
            Ensure(16);
            Buffer[_length++] = (byte)value.Kind;
            switch (value.Kind)
            {
                case ValueKind.Text:
                    Text(value.Text);
                    break;
                case ValueKind.Number:
                    BinaryPrimitives.WriteInt64LittleEndian(Buffer.AsSpan(_length), value.Integer);
                    _length += 8;
                    break;
                case ValueKind.List:
                    List(value.List);
                    break;
                case ValueKind.Communications:
                    Communications(value.Communications);
                    break;
                default:
                    Varint(ZigZag(value.Integer));
                    break;
            }
        }

        private void List(FieldValue[] items)
        {
            Varint((ulong)items.Length);
            foreach (var item in items)
            {
                Value(item);
            }
        }

        private void Communications(Communication[] items)
        {
            Varint((ulong)items.Length);
            foreach (var item in items)
            {
                Varint((ulong)item.Id);
                Varint((ulong)Array.IndexOf(Communication.TypeIds, item.TypeId));
                Text(item.ValueType);
                Text(item.Value);
            }
        }

        private void Text(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            Varint((ulong)size);
            Ensure(size);
            _length += Encoding.UTF8.GetBytes(text, Buffer.AsSpan(_length));
        }

        private void Ensure(int more)
        {
            if (_length + more > Buffer.Length)
            {
                var larger = new byte[Math.Max(Buffer.Length * 2, _length + more)];
                Buffer.AsSpan(0, _length).CopyTo(larger);
                Buffer = larger;
            }
        }

        private static ulong ZigZag(long number) => (ulong)((number << 1) ^ (number >> 63));
    }

    private ref struct RowReader(ReadOnlySpan<byte> row)
    {
        private readonly ReadOnlySpan<byte> _row = row;
        private int _at;

        public readonly bool AtEnd => _at >= _row.Length;

        public ulong Varint()
        {
            ulong number = 0;
            var shift = 0;
            while (true)
            {
                var part = _row[_at++];
                number |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return number;
                }

                shift += 7;
            }
        }

        public FieldValue Value()
        {
            var kind = (ValueKind)_row[_at++];
            return kind switch
            {
                ValueKind.Text => FieldValue.OfText(Text()),
                ValueKind.Number => FieldValue.OfNumber(BitConverter.Int64BitsToDouble(Fixed())),
                ValueKind.List => FieldValue.OfList(List()),
                ValueKind.Communications => FieldValue.OfCommunications(Communications()),
                ValueKind.Integer => FieldValue.OfInteger(Signed()),
                ValueKind.Flag => FieldValue.OfFlag(Signed() != 0),
                ValueKind.Moment => FieldValue.OfMoment(Signed()),
                _ => FieldValue.OfDate(Signed()),
            };
        }

        public void Skip()
        {
            switch ((ValueKind)_row[_at++])
            {
                case ValueKind.Text:
                    SkipText();
                    break;
                case ValueKind.Number:
                    _at += 8;
                    break;
                case ValueKind.List:
                    for (var left = Varint(); left > 0; left--)
                    {
                        Skip();
                    }

                    break;
                case ValueKind.Communications:
                    for (var left = Varint(); left > 0; left--)
                    {
                        Varint();
                        Varint();
                        SkipText();
                        SkipText();
                    }

                    break;
                default:
                    Varint();
                    break;
            }
        }

        private void SkipText()
        {
            var size = (int)Varint();
            _at += size;
        }

        private FieldValue[] List()
        {
            var items = new FieldValue[Varint()];
            for (var place = 0; place < items.Length; place++)
            {
                items[place] = Value();
            }

            return items;
        }

        private Communication[] Communications()
        {
            var items = new Communication[Varint()];
            for (var place = 0; place < items.Length; place++)
            {
                var id = (int)Varint();
                var type = Communication.TypeIds[(int)Varint()];
                var valueType = string.Intern(Text());
                items[place] = new Communication(id, type, valueType, Text());
            }

            return items;
        }

        private string Text()
        {
            var size = (int)Varint();
            var text = Encoding.UTF8.GetString(_row.Slice(_at, size));
            _at += size;
            return text;
        }

        private long Fixed()
        {
            var number = BinaryPrimitives.ReadInt64LittleEndian(_row[_at..]);
            _at += 8;
            return number;
        }

        private long Signed()
        {
            var number = Varint();
            return (long)(number >> 1) ^ -(long)(number & 1);
        }
    }
}
