using MudBlazor;

namespace Pragmatika.Portal.Parts;

/// <summary>Short messages that go away by themselves.</summary>
public static class Toasts
{
    public static void Notify(this ISnackbar toasts, Severity severity, string title, string? text = null) =>
        toasts.Add(
            builder =>
            {
                builder.OpenComponent<Toast>(0);
                builder.AddAttribute(1, nameof(Toast.Title), title);
                builder.AddAttribute(2, nameof(Toast.Text), text);
                builder.CloseComponent();
            },
            severity,
            key: title + text);

    /// <summary>Where and for how long. The place is that of the menu's foot (mud.css): it covers no button of a page.</summary>
    internal static void Configure(SnackbarConfiguration toasts)
    {
        toasts.PositionClass = Defaults.Classes.Position.BottomLeft;
        toasts.VisibleStateDuration = 8000;
        toasts.ShowTransitionDuration = 150;
        toasts.HideTransitionDuration = 300;
        toasts.MaximumOpacity = 100;
        toasts.MaxDisplayedSnackbars = 3;
        toasts.PreventDuplicates = true;
        toasts.SnackbarVariant = Variant.Filled;
    }
}
