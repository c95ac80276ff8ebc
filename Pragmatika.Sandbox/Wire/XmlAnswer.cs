using System.Text;
using System.Text.Json;
using System.Xml;

namespace Pragmatika.Sandbox.Wire;

/// <summary>The same answer as XML under a <c>response</c> root; list items and names XML does not allow become <c>item</c>.</summary>
public static class XmlAnswer
{
    public static byte[] From(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            Write(writer, "response", document.RootElement);
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, string name, JsonElement value)
    {
        writer.WriteStartElement(XmlReader.IsName(name) && !name.Contains(':', StringComparison.Ordinal) ? name : "item");
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Write(writer, property.Name, property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, "item", item);
                }

                break;
            case JsonValueKind.String:
                writer.WriteString(value.GetString());
                break;
            case JsonValueKind.Null:
                break;
            default:
                writer.WriteString(value.GetRawText());
                break;
        }

        writer.WriteEndElement();
    }
}
