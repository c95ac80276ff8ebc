using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Pragmatika.Portal.Parts.Lists;

/// <summary>
/// The grid of every list: quiet table, cards where there is no room, sorting that the address bar keeps (<c>?sort=started</c>, <c>?sort=-started</c>).
/// Columns are <see cref="ListColumn{T}"/>. For many rows give <c>ServerData</c>, or <c>VirtualizeServerData</c> with <c>Height</c> and a measured <c>ItemSize</c>.
/// </summary>
[CascadingTypeParameter(nameof(T))]
public sealed class ListOf<T> : MudDataGrid<T>
{
    public ListOf()
    {
        Dense = true;
        Elevation = 0;
        Square = true;
        Hover = true;
        Filterable = false;
        ShowColumnOptions = false;
        ShowMenuIcon = false;
        Groupable = false;
        Breakpoint = Breakpoint.None;
        SortMode = SortMode.Single;
        SortIcon = MudBlazor.Icons.Material.Filled.ArrowUpward;
        Class = "list";
    }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The name of the sort in the address; empty for a second list on one page, which the address does not keep.</summary>
    [Parameter]
    public string SortName { get; set; } = "sort";

    /// <summary>The rows come sorted by whoever reads the address: one page of many, sorted by the database.</summary>
    [Parameter]
    public bool SortsElsewhere { get; set; }

    /// <summary>Names the table for those who cannot see its heading.</summary>
    [Parameter]
    public string? Label { get; set; }

    private Func<GridState<T>, CancellationToken, Task<GridData<T>>>? _read;
    private bool _isSorted;

    private SortChoice Sort => SortName.Length == 0 ? default : SortChoice.Read(Navigation.Uri, SortName);

    protected override void OnParametersSet()
    {
        if (ServerData is not null && ServerData != ReadSortedAsync)
        {
            (_read, ServerData) = (ServerData, ReadSortedAsync);
        }

        base.OnParametersSet();
        if (Label is not null)
        {
            TableAttributes = new Dictionary<string, object?> { ["aria-label"] = Label };
        }
    }

    protected override void OnInitialized()
    {
        if (!SortChanged.HasDelegate && SortName.Length > 0)
        {
            SortChanged = EventCallback.Factory.Create<Dictionary<string, SortDefinition<T>>>(this, Remember);
        }

        base.OnInitialized();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _isSorted |= Sort.Key is null;
        await base.OnAfterRenderAsync(firstRender);
        if (!firstRender || _isSorted)
        {
            return;
        }

        // Columns are known only now.
        _isSorted = true;
        if (Sort is { Key: { } key } sort && RenderedColumns.OfType<ListColumn<T>>().FirstOrDefault(column => column.Key == key) is { } found)
        {
            await SetSortAsync(found.PropertyName, sort.Descending ? SortDirection.Descending : SortDirection.Ascending, found.SortBy);
        }
        else
        {
            await ReloadServerData();
        }
    }

    /// <summary>The grid asks for rows before it knows the address's order: that first question is answered by nothing, so that the rows are read once.</summary>
    private Task<GridData<T>> ReadSortedAsync(GridState<T> state, CancellationToken cancellationToken) =>
        _isSorted ? _read!(state, cancellationToken) : Task.FromResult(new GridData<T> { Items = [], TotalItems = 0 });

    private void Remember(Dictionary<string, SortDefinition<T>> sorts)
    {
        var first = sorts.Values.OrderBy(sort => sort.Index).FirstOrDefault();
        var key = RenderedColumns.OfType<ListColumn<T>>().FirstOrDefault(column => column.PropertyName == first?.SortBy)?.Key;
        var address = Navigation.GetUriWithQueryParameter(SortName, key is null ? null : new SortChoice(key, first!.Descending).ToString());
        Navigation.NavigateTo(address, new NavigationOptions { ReplaceHistoryEntry = true });
    }
}
