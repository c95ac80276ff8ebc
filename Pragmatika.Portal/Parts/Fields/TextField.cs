using MudBlazor;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>A line or an area of text in the portal's shape. Bound by change: what is typed while the connection is lost is sent when the field is left.</summary>
public sealed class TextField : MudTextField<string>
{
    public TextField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
    }
}
