using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Pragmatika.Portal.Parts;

/// <summary>Asks before what cannot be undone.</summary>
public static class Confirm
{
    private static readonly DialogOptions Narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseButton = true, CloseOnEscapeKey = true, BackdropClick = false };

    /// <summary>
    /// True only for an explicit yes; Esc and the cross mean no. Both buttons carry a verb of their own: where the deed itself is called "cancel",
    /// a button "Cancel" beside it says nothing, so <paramref name="no"/> must be given there.
    /// </summary>
    public static async Task<bool> AskAsync(
        this IDialogService dialogs, IStringLocalizer<Words> words, string title, string text, string yes, string? no = null, bool isDangerous = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Text, text },
            { dialog => dialog.Yes, yes },
            { dialog => dialog.No, no ?? words["Cancel"] },
            { dialog => dialog.IsDangerous, isDangerous },
        };
        return await dialogs.OpenAsync(title, parameters, Narrow);
    }

    /// <summary>Shows a dialog and waits for its end; true when it closed with a result, not by Esc, cross or <c>Cancel</c>.</summary>
    public static async Task<bool> OpenAsync<TDialog>(this IDialogService dialogs, string title, DialogParameters<TDialog> parameters, DialogOptions? options = null)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, options ?? new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseButton = true, CloseOnEscapeKey = true, BackdropClick = false });
        return await dialog.Result is { Canceled: false };
    }
}
