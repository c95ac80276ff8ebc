using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Pragmatika.Engine.Users;

namespace Pragmatika.Portal.Features.Account;

public sealed partial class SignInPage
{
    private string? _failure;

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromForm]
    private SignInInput Input { get; set; } = default!;

    [Inject]
    private SignInManager<PortalUser> SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Input ??= new SignInInput();

    private async Task SignInAsync()
    {
        var result = await SignIn.PasswordSignInAsync(Input.User.Trim(), Input.Password, isPersistent: true, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            Navigation.NavigateTo(LocalAddress.OrHome(To));
            return;
        }

        // One answer for a wrong name and a wrong password: which of the two exists is nobody's business.
        _failure = result.IsLockedOut ? "LockedOut" : "Wrong";
    }
}
