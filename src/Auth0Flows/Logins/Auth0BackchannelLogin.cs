using Auth0Flows.Basics;
using Auth0Flows.Http;
using Auth0Flows.Logins;
using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A backchannel login that has been started: the user was asked on a device of theirs. Its <c>auth_req_id</c> stays internal.
/// </summary>
public sealed class Auth0BackchannelLogin
{
    private Auth0BackchannelLogin(Auth0Secret id, string bindingMessage) => (Id, BindingMessage) = (id, bindingMessage);

    /// <summary>The message that the user sees on their device. Show it here too, so that the user can compare.</summary>
    public string BindingMessage { get; }

    /// <summary>The user's id; null if the login hint was another text.</summary>
    public string? UserId { get; private init; }

    /// <summary>When the login expires.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The polling interval; five seconds if the server doesn't specify it.</summary>
    public TimeSpan Interval { get; private init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; private init; }

    /// <summary>The requested scopes.</summary>
    public string[] Scope { get; private init; } = [];

    /// <summary>What exactly was requested (RFC 9396), if anything was.</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; private init; }

    internal Auth0Secret Id { get; }

    /// <summary>The client of the login: the id must not be sent for any other.</summary>
    internal (Auth0Domain Domain, string ClientId) Owner { get; private init; }

    /// <summary>The grant that asks once whether the user has approved the login; only a session of its application can use it.</summary>
    public CibaGrant ToGrant() =>
        new(Id!, Audience, Scope)
        {
            Subject = UserId,
            Owner = Owner,
            DetailsBefore = AuthorizationDetails?.Key ?? "",
        };

    /// <summary>The message, and whose device shows it.</summary>
    public override string ToString() => UserId is null ? BindingMessage : $"{BindingMessage} at {UserId}";

    internal static Auth0BackchannelLogin Read(
        HttpExchange answer,
        SessionContext context,
        BackchannelHint hint,
        Auth0BackchannelLoginOptions options,
        ScopeSet scope
    )
    {
        using var started = new StartedLogin(answer);
        return new Auth0BackchannelLogin(started.Require("auth_req_id").ToSecret(), options.BindingMessage)
        {
            UserId = hint.UserId,
            // CIBA Core §7.3; the longest that Auth0 gives is 72 hours.
            ExpiresAt = context.Now + started.ReadSeconds("expires_in", limit: BackchannelLogin.LongestExpiry.TotalSeconds * 10),
            Interval = started.ReadInterval(), // CIBA Core §7.3: default 5
            Owner = (context.Domain, context.ClientId),
            Audience = options.Audience,
            Scope = scope.ToArray(),
            AuthorizationDetails = options.AuthorizationDetails,
        };
    }
}
