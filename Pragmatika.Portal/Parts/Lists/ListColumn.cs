using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Pragmatika.Portal.Parts.Lists;

/// <summary>One column of a <see cref="ListOf{T}"/>. With <see cref="Key"/> and <c>SortBy</c> it can be sorted.</summary>
public sealed class ListColumn<T> : TemplateColumn<T>
{
    public ListColumn()
    {
        Filterable = false;
        ShowColumnOptions = false;
    }

    /// <summary>Names the column in the address. A column without one is not sorted.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>Figures: to the right, never broken.</summary>
    [Parameter]
    public bool IsNumber { get; set; }

    /// <summary>What the row is about; on a card it stands above, without its title.</summary>
    [Parameter]
    public bool IsLead { get; set; }

    public override string PropertyName => Key ?? base.PropertyName;

    protected override void OnParametersSet()
    {
        Sortable = Key is not null;
        if (Sortable == true && DataGrid is ListOf<T> { SortsElsewhere: true })
        {
            // Equal for all: the grid keeps the order in which the rows came.
            SortBy = static _ => 0;
        }

        var kind = (IsNumber ? "num " : string.Empty) + (IsLead ? "lead" : string.Empty);
        (HeaderClass, CellClass) = (Join(HeaderClass, kind), Join(CellClass, kind));
        base.OnParametersSet();
    }

    private static string? Join(string? given, string kind) =>
        kind.Length == 0 || given?.Contains(kind, StringComparison.Ordinal) == true ? given : string.Join(' ', given, kind).Trim();
}
