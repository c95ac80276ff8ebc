using MudBlazor;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>One of a few. For hundreds take MudAutocomplete: a list of thousands takes seconds to open.</summary>
public sealed class ChoiceField<T> : MudSelect<T>
{
    public ChoiceField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        Dense = true;
        AnchorOrigin = Origin.BottomLeft;
        TransformOrigin = Origin.TopLeft;
    }
}
