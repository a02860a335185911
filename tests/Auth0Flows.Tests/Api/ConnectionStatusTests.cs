using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>
/// Whether an AD/LDAP connector is online: the API answers 404 for one that isn't, and for a connection that there isn't.
/// </summary>
public sealed class ConnectionStatusTests : SessionTest
{
    private const string Offline = """{"statusCode":404,"error":"Not Found","message":"The connector is offline."}""";

    [Fact]
    public async Task Connection_WhoseConnectorAnswers_IsOnline()
    {
        Answer("con_1/status", 200, "");

        Assert.Equal(new Auth0ConnectionStatus("con_1", true, null), await TestAsync());
    }

    [Fact]
    public async Task Connection_WhoseConnectorDoesNotAnswer_IsOffline_WithTheReason()
    {
        Answer("con_1/status", 404, Offline);
        Answer("con_1", 200, """{"id":"con_1"}""");

        Assert.Equal(new Auth0ConnectionStatus("con_1", false, "The connector is offline."), await TestAsync());
    }

    [Fact]
    public async Task Connection_ThatThereIsNot_IsAnError()
    {
        Answer("con_1/status", 404, Offline);
        Answer("con_1", 404, """{"statusCode":404,"error":"Not Found","message":"The connection does not exist"}""");

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(TestAsync);

        Assert.Equal(Auth0ErrorCode.NotFound, failure.Code);
        Assert.Contains("The connection does not exist", failure.Message, StringComparison.Ordinal);
    }

    private void Answer(string path, int status, string body) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = $"/api/v2/connections/{path}",
                StatusCode = status,
                Body = body,
            }
        );

    private Task<Auth0ConnectionStatus> TestAsync() => Session.TestConnectionAsync("con_1", cancellationToken: Cancel);
}
