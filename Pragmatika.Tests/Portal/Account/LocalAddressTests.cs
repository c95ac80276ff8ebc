using Pragmatika.Portal.Features.Account;

namespace Pragmatika.Tests.Portal.Account;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/journal?q=1", "/journal?q=1")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    public void OrHome_Address_NeverLeavesTheSite(string? address, string expected) => LocalAddress.OrHome(address).Should().Be(expected);
}
