using System.ComponentModel.DataAnnotations;

namespace Pragmatika.Portal.Features.Account;

public sealed class SignInInput
{
    [Required]
    public string User { get; set; } = string.Empty;

    [Required]
    public string Password { get; set; } = string.Empty;
}

public sealed class PasswordInput
{
    [Required]
    public string Current { get; set; } = string.Empty;

    [Required]
    public string New { get; set; } = string.Empty;

    [Required]
    public string Again { get; set; } = string.Empty;
}
