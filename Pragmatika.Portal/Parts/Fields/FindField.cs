using MudBlazor;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>The line of a filter where people type what they look for; told by Enter or when the field is left.</summary>
public sealed class FindField : MudTextField<string>
{
    public FindField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        InputType = InputType.Search;
        Adornment = Adornment.Start;
        AdornmentIcon = MudBlazor.Icons.Material.Filled.Search;
        Class = "grow";
    }
}
