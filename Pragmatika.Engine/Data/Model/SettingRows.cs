namespace Pragmatika.Engine.Data.Model;

public sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}

public sealed class ProtectionKeyRow
{
    public int Id { get; set; }

    public required string FriendlyName { get; set; }

    public required string Xml { get; set; }
}
