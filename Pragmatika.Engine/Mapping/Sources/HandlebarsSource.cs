using HandlebarsDotNet;

namespace Pragmatika.Engine.Mapping.Sources;

/// <summary>A compiled template with logic. Flags keep their type, so that <c>{{#if Flag}}</c> works; an empty value is an empty text, which is false.</summary>
internal sealed class HandlebarsSource(HandlebarsTemplate<object, object> template, (string Name, IRowSource Source)[] columns) : IRowSource
{
    public Made Read(SourceRow row)
    {
        var data = new Dictionary<string, object?>(columns.Length, StringComparer.Ordinal);
        foreach (var (name, source) in columns)
        {
            var made = source.Read(row);
            if (made.Trouble is not null)
            {
                return made;
            }

            data[name] = made.Value.Kind switch
            {
                ValueKind.None => string.Empty,
                ValueKind.Flag => made.Value.AsFlag,
                _ => made.Value.ToString(),
            };
        }

        try
        {
            return Value.Text(template(data).Trim());
        }
        catch (HandlebarsException exception)
        {
            return Troubles.TemplateFailed(exception.Message);
        }
    }
}
