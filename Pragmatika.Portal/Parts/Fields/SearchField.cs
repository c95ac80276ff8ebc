using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>One of many, found by typing. Of what does not fit into the list it says that there is more; the bare MudAutocomplete shows ten and is silent.</summary>
public sealed class SearchField<T> : MudAutocomplete<T>
{
    /// <summary>As many as one looks through.</summary>
    public const int Shown = 50;

    public SearchField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        Dense = true;
        MaxItems = Shown;
        ResetValueOnEmptyText = true;
        CoerceText = true;
        Clearable = true;
        AnchorOrigin = Origin.BottomLeft;
        MoreItemsTemplate = More;
    }

    [Inject]
    private IStringLocalizer<Words> Words { get; set; } = default!;

    protected override void OnParametersSet()
    {
        AdornmentAriaLabel ??= Words["ShowChoices"];
        base.OnParametersSet();
    }

    private RenderFragment More => builder =>
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "more-items");
        builder.AddContent(2, Words["MoreItems", Shown]);
        builder.CloseElement();
    };
}
