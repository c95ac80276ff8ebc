using System.ComponentModel.DataAnnotations;

namespace Pragmatika.Engine.Settings;

/// <summary>A name that needs no quotes in any database.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainNameAttribute() : RegularExpressionAttribute("^[A-Za-z_][A-Za-z0-9_]*$");
