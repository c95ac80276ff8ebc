using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Pragmatika.Portal.Theming;

/// <summary>MudBlazor's own texts in the visitor's language (MudTexts.resx beside this file). A key of a newer version is left to MudBlazor.</summary>
public sealed class MudTexts(IStringLocalizer<MudTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];

    public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
}
