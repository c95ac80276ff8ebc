using System.Globalization;
using MudBlazor;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>
/// A number as the visitor's language writes it. The bare MudNumericField reads by the invariant culture whatever the page shows:
/// under ru-RU 0,5 becomes 5, silently (findings/mudblazor-numeric-culture.sh). No page uses it.
/// </summary>
public sealed class NumberField<T> : MudNumericField<T>
{
    public NumberField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        HideSpinButtons = true;
    }

    protected override CultureInfo GetCulture() => CultureInfo.CurrentCulture;
}
