using HandlebarsDotNet;
using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// Handlebars templates over a row. A template of plain <c>{{Column}}</c> marks is bound to ordinals and needs no Handlebars at run time; any other is compiled once.
/// An unknown column is a mistake; nothing is HTML-escaped; outer spaces of the result are cut, so that <c>{{Brand}} {{Model}}</c> of an empty row is None.
/// </summary>
internal static class TemplateBinder
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });

    public static IRowSource Bind(string template, MappingScope scope, string path)
    {
        var parts = TemplateParts.Read(template);
        var columns = parts.Columns.Select(column => (Name: column, Source: scope.Column(column, path))).ToArray();
        if (parts.IsPlain)
        {
            return new PlainTemplateSource(parts.Texts, [.. parts.Marks.Select(mark => columns.First(column => column.Name == mark).Source)]);
        }

        try
        {
            return new HandlebarsSource(Engine.Compile(template), columns);
        }
        catch (HandlebarsException exception)
        {
            scope.Report(path, MappingTexts.BadTemplate, MappingTexts.BadTemplateRemedy, exception.Message);
            return new ConstantSource(Value.None);
        }
    }
}
