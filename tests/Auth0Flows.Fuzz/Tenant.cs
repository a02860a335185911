using System.Net;
using System.Net.Http.Headers;

namespace Auth0Flows.Fuzz;

/// <summary>The tenant that the inputs are of, and its answers. Nothing is sent.</summary>
internal static class Tenant
{
    public const string ClientId = "client-1";
    public const string ClientSecret = "the secret of client-1";

    /// <summary>What a message may say of the tenant, whatever the input is.</summary>
    public const string Words = "https://acme.eu.auth0.com/api/v2/ https://acme.eu.auth0.com/x https://api.example.com/ " + ClientId;

    public static Auth0Domain Domain { get; } = Auth0Domain.Parse("acme.eu.auth0.com");

    /// <summary>A clock that stands still: an input has the same outcome today and tomorrow.</summary>
    public static TimeProvider Clock { get; } = new StandingClock();

    public static DateTimeOffset Now => Clock.GetUtcNow();

    public static Auth0ClientAuthentication Client { get; } =
        Auth0ClientAuthentication.SecretPost(ClientId, ClientSecret.ToSecret().ToSecureString());

    public static Auth0SessionOptions Options { get; } =
        new()
        {
            Domain = Domain,
            Client = Client,
            TimeProvider = Clock,
        };

    public static SessionContext Context { get; } = new(Options);

    /// <summary>An answer of JSON.</summary>
    public static HttpExchange Answer(HttpStatusCode status, byte[] body)
    {
        using var response = new HttpResponseMessage(status);
        var type = new MediaTypeHeaderValue("application/json");
        return new HttpExchange("POST https://acme.eu.auth0.com/x", status, response.Headers, type, body);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    }
}
