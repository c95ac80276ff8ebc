using Pragmatika.Portal.Parts;

namespace Pragmatika.Tests.Portal.Parts;

public sealed class CrmAddressTests
{
    private static readonly Uri Portal = new("https://portal.example/rest/1/secret/");

    [Theory]
    [InlineData("contact", "90", "https://portal.example/crm/contact/details/90/")]
    [InlineData("Deal", "7", "https://portal.example/crm/deal/details/7/")]
    [InlineData("type:1030", "12", "https://portal.example/crm/type/1030/details/12/")]
    public void Of_KnownKind_IsTheCardWithoutTheSecret(string entity, string id, string address) => CrmAddress.Of(Portal, entity, id).Should().Be(new Uri(address));

    [Theory]
    [InlineData("activity", "1")]
    [InlineData("contact", "1/../../x")]
    [InlineData("type:x", "1")]
    [InlineData("contact", "")]
    public void Of_NoCard_IsNothing(string entity, string id) => CrmAddress.Of(Portal, entity, id).Should().BeNull();

    [Fact]
    public void Of_NoWebAddress_IsNothing() => CrmAddress.Of(new Uri("file:///etc"), "contact", "1").Should().BeNull();
}
