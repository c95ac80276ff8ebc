using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Files;

/// <summary>
/// Writes the parameters of a crm.item.update that puts files into one field: <c>["name","base64"]</c>, a list of those for a field with several (reference 5.4). Files that are not
/// among them leave the field; none at all empty it. A call of its own: in a batch the base64 would be encoded a second time. Pure.
/// </summary>
internal static class FileCall
{
    public static ReadOnlyMemory<byte> Write(CrmEntity entity, long id, string field, IReadOnlyList<FileContent> files, string? connector)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + files.Sum(file => file.Bytes.Length * 3 / 2));
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("entityTypeId", entity.EntityTypeId);
            writer.WriteNumber("id", id);
            writer.WriteStartObject("fields");
            writer.WritePropertyName(field);
            Value(writer, files, entity.Fields.GetValueOrDefault(field)?.IsMultiple == true);
            writer.WriteEndObject();
            if (connector is not null)
            {
                writer.WriteString("auth_connector", connector);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Value(Utf8JsonWriter writer, IReadOnlyList<FileContent> files, bool multiple)
    {
        if (multiple)
        {
            writer.WriteStartArray();
            foreach (var file in files)
            {
                One(writer, file);
            }

            writer.WriteEndArray();
        }
        else if (files.Count == 0)
        {
            writer.WriteStringValue(string.Empty);
        }
        else
        {
            One(writer, files[0]);
        }
    }

    private static void One(Utf8JsonWriter writer, FileContent file)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(file.Name);
        writer.WriteBase64StringValue(file.Bytes.Span);
        writer.WriteEndArray();
    }
}
