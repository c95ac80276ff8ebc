using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Pragmatika.Engine.Users;

namespace Pragmatika.Portal.Security;

/// <summary>A name and a password that works once: the first sign-in must change it.</summary>
public sealed record FirstSignIn(string User, string Password);

/// <summary>Makes the first administrator.</summary>
public sealed class FirstAdmin(UserManager<PortalUser> users, RoleManager<IdentityRole> roles)
{
    public const string Name = "admin";

    // Without letters and digits that people mix up when they copy from a terminal.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>
    /// The sign-in to print, or null when an administrator has chosen a password already. Until then every start makes a new one-time password, so that a lost one locks nobody out.
    /// </summary>
    public async Task<FirstSignIn?> EnsureAsync()
    {
        foreach (var role in new[] { Roles.Viewer, Roles.Operator, Roles.Administrator })
        {
            if (!await roles.RoleExistsAsync(role))
            {
                Check(await roles.CreateAsync(new IdentityRole(role)));
            }
        }

        var administrators = await users.GetUsersInRoleAsync(Roles.Administrator);
        var waiting = await users.GetUsersForClaimAsync(PasswordChange.Claim);
        if (administrators.Any(administrator => waiting.All(user => user.Id != administrator.Id)))
        {
            return null;
        }

        var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
        await (administrators.Count == 0 ? CreateAsync(password) : ResetAsync(administrators[0], password));
        return new FirstSignIn(administrators.Count == 0 ? Name : administrators[0].UserName!, password);
    }

    private async Task CreateAsync(string password)
    {
        var user = new PortalUser { UserName = Name, DisplayName = Name };
        Check(await users.CreateAsync(user, password));
        Check(await users.AddToRoleAsync(user, Roles.Administrator));
        Check(await users.AddClaimAsync(user, new Claim(PasswordChange.Claim.Type, PasswordChange.Claim.Value)));
    }

    private async Task ResetAsync(PortalUser user, string password) =>
        Check(await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password));

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The first administrator could not be made: " + string.Join("; ", result.Errors.Select(error => error.Description)));
        }
    }
}
