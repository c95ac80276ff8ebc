using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Tests.Portal.Parts;

public sealed class ConfirmTests : PageContext
{
    [Theory]
    [InlineData("confirm-yes", true)]
    [InlineData("confirm-no", false)]
    public async Task Ask_Answered_SaysWhich(string button, bool expected)
    {
        var dialogs = Render<MudDialogProvider>();
        Task<bool> asked = Task.FromResult(false);
        await dialogs.InvokeAsync(() => { asked = Ask("Вернуть как было", "Не возвращать", true); });

        dialogs.WaitForElement($"[data-testid={button}]").Click();

        (await asked).Should().Be(expected);
    }

    [Fact]
    public async Task Ask_Dangerous_LooksDangerousAndBothVerbsDiffer()
    {
        var dialogs = Render<MudDialogProvider>();
        await dialogs.InvokeAsync(() => { _ = Ask("Вернуть как было", "Не возвращать", true); });

        dialogs.WaitForElement("[data-testid=confirm-yes]").ClassList.Should().Contain("mud-button-filled-error");
        dialogs.Find("[data-testid=confirm-no]").TextContent.Trim().Should().Be("Не возвращать");
        dialogs.Find("[aria-label='Закрыть окно']").Should().NotBeNull();
    }

    private Task<bool> Ask(string yes, string no, bool isDangerous) =>
        Services.GetRequiredService<IDialogService>().AskAsync(Services.GetRequiredService<IStringLocalizer<Words>>(), "Вернуть?", "Текст", yes, no, isDangerous);
}
