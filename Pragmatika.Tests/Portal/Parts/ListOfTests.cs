using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Pragmatika.Portal.Parts.Lists;

namespace Pragmatika.Tests.Portal.Parts;

public sealed class ListOfTests : PageContext
{
    private static readonly string[] Names = ["Борис", "анна", "Вера"];

    [Fact]
    public void Header_Clicked_SortsAndTheAddressKeepsIt()
    {
        var list = Render<ListOf<string>>(With);

        list.Find("th .sortable-column-header").Click();
        list.Find("th .sortable-column-header").Click();

        Rows(list).Should().Equal("Вера", "Борис", "анна");
        Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("?sort=-name");
    }

    [Fact]
    public void List_OpenedBySortedAddress_IsSorted()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/x?sort=name&q=1");

        Rows(Render<ListOf<string>>(With)).Should().Equal("анна", "Борис", "Вера");
    }

    [Theory]
    [InlineData("http://localhost/x?sort=-name", "name")]
    [InlineData("http://localhost/x", null)]
    [InlineData("http://localhost/x?sort=nobody", null)]
    public void ServerData_WhateverTheAddressSays_IsReadOnceAndInItsOrder(string address, string? sort)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var asked = new List<string?>();

        var list = Render<ListOf<string>>(parameters => parameters
            .Add(one => one.ServerData, (state, _) =>
            {
                asked.Add(state.SortDefinitions.FirstOrDefault()?.SortBy);
                return Task.FromResult(new GridData<string> { Items = Names, TotalItems = Names.Length });
            })
            .Add(one => one.Columns, Columns));

        list.WaitForAssertion(() => Rows(list).Should().HaveCount(Names.Length), TimeSpan.FromSeconds(30));
        asked.Should().Equal(sort);
    }

    [Fact]
    public void Header_OfRowsSortedElsewhere_ChangesTheAddressAndLeavesTheRows()
    {
        var list = Render<ListOf<string>>(parameters => { With(parameters); parameters.Add(one => one.SortsElsewhere, true); });

        list.Find("th .sortable-column-header").Click();

        Rows(list).Should().Equal(Names);
        Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("?sort=name");
    }

    [Fact]
    public void Cell_OnACard_SaysItsColumn()
    {
        var list = Render<ListOf<string>>(With);

        list.Find("tbody td").GetAttribute("data-label").Should().Be("Имя");
        list.Find("table").GetAttribute("aria-label").Should().Be("Люди");
    }

    [Theory]
    [InlineData("started", "started", false)]
    [InlineData("-started", "started", true)]
    [InlineData("-", null, false)]
    [InlineData("", null, false)]
    public void Sort_OfAnAddress_IsRead(string value, string? key, bool descending) =>
        SortChoice.Read("http://localhost/runs?sort=" + value, "sort").Should().Be(new SortChoice(key, descending));

    private static IEnumerable<string> Rows(IRenderedComponent<ListOf<string>> list) => list.FindAll("tbody td").Select(cell => cell.TextContent.Trim());

    private static void With(ComponentParameterCollectionBuilder<ListOf<string>> parameters) => parameters
        .Add(list => list.Items, Names)
        .Add(list => list.Label, "Люди")
        .Add(list => list.Columns, Columns);

    private static void Columns(RenderTreeBuilder builder)
    {
        builder.OpenComponent<ListColumn<string>>(0);
        builder.AddAttribute(1, nameof(ListColumn<string>.Title), "Имя");
        builder.AddAttribute(2, nameof(ListColumn<string>.Key), "name");
        builder.AddAttribute(3, nameof(ListColumn<string>.SortBy), (Func<string, object>)(name => name.ToUpperInvariant()));
        builder.AddAttribute(4, nameof(ListColumn<string>.CellTemplate), (RenderFragment<CellContext<string>>)(cell => text => text.AddContent(0, cell.Item)));
        builder.CloseComponent();
    }
}
