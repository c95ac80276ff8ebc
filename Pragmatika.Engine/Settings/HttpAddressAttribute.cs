using System.ComponentModel.DataAnnotations;

namespace Pragmatika.Engine.Settings;

/// <summary>A whole address, or none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null or Uri { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
