using Pragmatika.Portal.Logging;

namespace Pragmatika.Tests.Portal.Logging;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("POST https://crm.example.ru/rest/1/abc123xyz/batch.json", "abc123xyz")]
    [InlineData("Host=db;Username=u;Password=hunter2;Port=5432", "hunter2")]
    [InlineData("set to Password=\"hun;ter2\" by hand", "ter2")]
    [InlineData("{ Name: \"x\", Password: \"hunter2\" }", "hunter2")]
    [InlineData("{\"password\":\"hunter2 and more\"}", "and more")]
    [InlineData("text \\\"password\\\":\\\"hunter2\\\"", "hunter2")]
    [InlineData("refresh_token=abc.DEF-123 expired", "abc.DEF-123")]
    [InlineData("\"access_token\": \"tok123\"", "tok123")]
    [InlineData("call +7 (921) 000-00-12 back", "000-00-12")]
    [InlineData("mail ivan.petrov@example.ru bounced", "ivan.petrov")]
    public void Redact_Secret_IsGone(string line, string secret) => SecretRedactor.Redact(line).Should().NotContain(secret).And.Contain("***");

    [Theory]
    [InlineData("Run 0199c0de-7000-7000-8000-000000000000 read 512340 rows in 12.5 s")]
    [InlineData("Row 79210000012345678 has 45 columns")]
    [InlineData("GET /journal?run=0199c0de 200")]
    public void Redact_NothingSecret_StaysAsItIs(string line) => SecretRedactor.Redact(line).Should().Be(line);
}
