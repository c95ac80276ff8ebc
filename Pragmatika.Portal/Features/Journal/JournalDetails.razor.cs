using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Naming;

namespace Pragmatika.Portal.Features.Journal;

public sealed partial class JournalDetails
{
    private IReadOnlyList<FieldChange> _changes = [];
    private ElementReference _close;

    [Parameter, EditorRequired]
    public required JournalEntry Entry { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override void OnParametersSet() => _changes = FieldChange.Masked(Entry.Changes);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _close.FocusAsync(preventScroll: true);
        }
    }

    private Task CloseOnEscape(KeyboardEventArgs key) => key.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;
}
