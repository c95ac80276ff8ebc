using Microsoft.Extensions.Localization;
using Radzen;

namespace Pragmatika.Portal.Parts;

/// <summary>Asks before what cannot be undone.</summary>
public static class Confirm
{
    /// <summary>True only for an explicit yes; Esc and the cross mean no.</summary>
    public static async Task<bool> AskAsync(this DialogService dialogs, IStringLocalizer<Words> words, string title, string text, string yes) =>
        await dialogs.Confirm(text, title, new ConfirmOptions { OkButtonText = yes, CancelButtonText = words["Cancel"], CloseDialogOnEsc = true, Width = "440px" }) == true;
}
