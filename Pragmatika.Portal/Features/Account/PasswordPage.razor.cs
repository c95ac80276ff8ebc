using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Users;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Account;

public sealed partial class PasswordPage
{
    private IReadOnlyList<string> _failures = [];
    private bool _isOneTime;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromForm]
    private PasswordInput Input { get; set; } = default!;

    [Inject]
    private UserManager<PortalUser> Users { get; set; } = default!;

    [Inject]
    private SignInManager<PortalUser> SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized()
    {
        Input ??= new PasswordInput();
        _isOneTime = PasswordChange.IsWaiting(Context.User);
    }

    private async Task ChangeAsync()
    {
        var user = await Users.GetUserAsync(Context.User) ?? throw new InvalidOperationException("The signed-in user is gone.");
        _failures = await TryChangeAsync(user);
        if (_failures.Count == 0)
        {
            await Users.RemoveClaimAsync(user, PasswordChange.Claim);
            await SignIn.RefreshSignInAsync(user);
            Navigation.NavigateTo("/");
        }
    }

    private async Task<IReadOnlyList<string>> TryChangeAsync(PortalUser user)
    {
        if (!string.Equals(Input.New, Input.Again, StringComparison.Ordinal))
        {
            return [T["Different"]];
        }

        if (string.Equals(Input.New, Input.Current, StringComparison.Ordinal))
        {
            return [T["Same"]];
        }

        var result = await Users.ChangePasswordAsync(user, Input.Current, Input.New);
        return [.. result.Errors.Select(error => Say(error.Code))];
    }

    private LocalizedString Say(string code) => code switch
    {
        nameof(IdentityErrorDescriber.PasswordMismatch) => T["WrongCurrent"],
        nameof(IdentityErrorDescriber.PasswordTooShort) => T["TooShort"],
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => T["TooSimple"],
        _ => T["Refused"],
    };
}
