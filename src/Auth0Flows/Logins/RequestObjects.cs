using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;
using Auth0Flows.Sessions;

namespace Auth0Flows.Logins;

/// <summary>
/// Signs authorization requests: RFC 9101, <see href="https://auth0.com/docs/get-started/applications/configure-jar"/> and Auth0's page
/// "Authorization Code Flow with JWT-Secured Authorization Requests".
/// </summary>
internal sealed class RequestObjects(SessionContext context)
{
    // RFC 9101 §10.8: explicit typing. Auth0 accepts it, and JWT.
    private const string Type = "oauth-authz-req+jwt";

    // From the signature until the browser has opened the address; what follows at the login page is not limited by it.
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(5);

    // A server whose clock is a little slow would see a time in the future.
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(10);

    /// <summary>The signed request, which contains all parameters: what comes beside it must not count (RFC 9101 §6.3).</summary>
    /// <param name="parameters">The parameters of the request, with the client id.</param>
    /// <param name="key">The key; null for the one that the application authenticates with.</param>
    /// <exception cref="Auth0ConfigurationException">There is no key (<see cref="Auth0ErrorCode.MissingRequestObjectKey"/>).</exception>
    public Auth0Secret Create(IEnumerable<KeyValuePair<string, string>> parameters, Auth0RequestObjectKey? key)
    {
        var now = context.Now;
        var claims = new OrderedDictionary
        {
            ["iss"] = context.ClientId,
            ["aud"] = context.Domain.Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = (now - _skew).ToUnixTimeSeconds(),
            ["exp"] = (now + _life).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        foreach (var (name, value) in parameters)
        {
            claims[name] = ToClaim(name, value);
        }

        return (
            (key is null ? context.Client.Sign(claims, Type) : key.Sign(claims, Type))
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingRequestObjectKey,
                $"The application {context.ClientId} has no private key that could sign the authorization request: it authenticates with {context.Client.Method}."
            )
            {
                ClientId = context.ClientId,
            }
        ).ToSecret();
    }

    // RFC 9101 §4: numbers as JSON numbers; what is JSON in a URL is no text here.
    private static object ToClaim(string name, string value)
    {
        switch (name)
        {
            case "max_age":
                return long.Parse(value, CultureInfo.InvariantCulture);
            case "authorization_details" or "claims":
                try
                {
                    using var json = JsonText.Parse(value);
                    return json.RootElement.Clone();
                }
                catch (JsonException)
                {
                    return value; // the tenant says what is wrong with it
                }

            default:
                return value;
        }
    }
}
