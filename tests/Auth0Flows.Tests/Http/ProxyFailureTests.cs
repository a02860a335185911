using System.Net;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

/// <summary>A proxy that refuses: .NET quotes its address with the password, and no exception of ours does.</summary>
public sealed class ProxyFailureTests
{
    private const string Quote = "The proxy tunnel request to proxy 'http://user:pa55@proxy.example:8080/' failed with status code";

    [Theory]
    [InlineData(407, Auth0ErrorCode.ProxyRefused, false)]
    [InlineData(403, Auth0ErrorCode.ProxyRefused, false)]
    [InlineData(302, Auth0ErrorCode.ProxyRefused, false)]
    [InlineData(429, Auth0ErrorCode.ConnectionFailed, true)]
    [InlineData(502, Auth0ErrorCode.ConnectionFailed, true)]
    public void Refusal_NamesItsStatus_AndNoPassword(int status, Auth0ErrorCode code, bool isTransient)
    {
        var failure = TransportFailure.Of(
            new HttpRequestException(HttpRequestError.ProxyTunnelError, $"{Quote} '{status}'", null, (HttpStatusCode)status),
            "acme.eu.auth0.com",
            "POST https://acme.eu.auth0.com/oauth/token"
        );

        Assert.Equal(code, failure.Code);
        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Equal($"The proxy did not connect to acme.eu.auth0.com: its status was {status}.", failure.Message);
        Assert.DoesNotContain("pa55", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, Auth0ErrorCode.ConnectionFailed)]
    [InlineData(HttpRequestError.InvalidResponse, Auth0ErrorCode.InvalidResponse)]
    [InlineData(HttpRequestError.ProxyTunnelError, Auth0ErrorCode.ConnectionFailed)]
    public void Failure_ThatQuotesThePassword_IsToldWithoutIt(HttpRequestError error, Auth0ErrorCode code)
    {
        var failure = TransportFailure.Of(
            new HttpRequestException(error, "lost", new IOException($"{Quote} '407'")),
            "acme.eu.auth0.com",
            "GET https://acme.eu.auth0.com/userinfo"
        );

        Assert.Equal(code, failure.Code);
        Assert.Contains("http://proxy.example:8080/", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "proxy.example:8080", "The proxy proxy.example:8080 was not found")]
    [InlineData(HttpRequestError.ConnectionError, "proxy.example:8080", "No connection to the proxy proxy.example:8080")]
    [InlineData(HttpRequestError.NameResolutionError, "acme.eu.auth0.com:443", "The host acme.eu.auth0.com was not found.")]
    [InlineData(HttpRequestError.ConnectionError, "acme.eu.auth0.com:443", "No connection to acme.eu.auth0.com:")]
    public void Failure_NamesTheProxy_IfItIsTheProxys(HttpRequestError error, string address, string words) =>
        Assert.StartsWith(
            words,
            TransportFailure
                .Of(new HttpRequestException(error, $"Name or service not known ({address})"), "acme.eu.auth0.com", "GET")
                .Message,
            StringComparison.Ordinal
        );
}
