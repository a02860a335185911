using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// Exchanges a token for one of another type: RFC 8693, <see href="https://auth0.com/docs/authenticate/custom-token-exchange"/>.
/// </summary>
/// <param name="subjectToken">The token that identifies the subject.</param>
/// <param name="subjectTokenType">Its type, a URI (RFC 8693 §3, or your own).</param>
/// <param name="audience">The API.</param>
/// <param name="scope">The scopes.</param>
/// <param name="organization">The organization, by id or name.</param>
public sealed class TokenExchangeGrant(
    SecureString subjectToken,
    string subjectTokenType,
    string? audience = null,
    IEnumerable<string>? scope = null,
    string? organization = null
) : Auth0Grant(audience, organization, scope)
{
    internal const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    internal const string Name = "urn:ietf:params:oauth:grant-type:token-exchange";

    private readonly Auth0Secret? _subjectToken = subjectToken;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.TokenExchange;

    /// <summary>The token of the party that acts for the subject (RFC 8693 §2.1), if any.</summary>
    public Auth0Secret? ActorToken { get; init; }

    /// <summary>The actor token's type; required with it.</summary>
    public string? ActorTokenType { get; init; }

    /// <summary>
    /// The type of token to issue, a URI (RFC 8693 §2.1). Auth0's On-Behalf-Of exchange requires it. Default: the server decides.
    /// </summary>
    public string? RequestedTokenType { get; init; }

    /// <summary>
    /// The exchange of the access token that an API received from a user for one of another API:
    /// <see href="https://auth0.com/docs/secure/call-apis-on-users-behalf/on-behalf-of-token-exchange"/>.
    /// </summary>
    /// <param name="accessToken">The user's access token, for the API that the application is the client of.</param>
    /// <param name="audience">The other API.</param>
    /// <param name="scope">The scopes. Default: all that the user and the application were granted.</param>
    /// <param name="organization">The organization, by id or name. Default: that of the user's token.</param>
    public static TokenExchangeGrant OnBehalfOf(
        SecureString accessToken,
        string audience,
        IEnumerable<string>? scope = null,
        string? organization = null
    ) => new(accessToken, AccessTokenType, audience, scope, organization) { RequestedTokenType = AccessTokenType, IsOnBehalfOf = true };

    /// <summary>Whether an API exchanges the access token of its user, for which it must authenticate.</summary>
    internal bool IsOnBehalfOf { get; private init; }

    internal override bool NeedsConfidentialClient => IsOnBehalfOf;

    /// <summary>Whether it exchanges the identity token of a workload, which has no user.</summary>
    internal bool IsOfWorkload { get; init; }

    internal override string WireName => Name;

    internal override bool IsOfApplication => IsOfWorkload;

    internal override void Write(FieldContent body) =>
        body.Add("subject_token", _subjectToken)
            .Add("subject_token_type", subjectTokenType)
            .Add("requested_token_type", RequestedTokenType)
            .Add("actor_token", ActorToken)
            .Add("actor_token_type", ActorTokenType)
            .Add("audience", Audience)
            .Add("organization", Organization)
            .Add("scope", Scope.ToString());

    // RFC 8693 §2.2.2: if a token is not accepted, for any reason, the error is invalid_request.
    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "invalid_grant" => Auth0ErrorCode.InvalidSubjectToken,
            "unauthorized_client" => Auth0ErrorCode.TokenExchangeNotAllowed,
            "invalid_target" => Auth0ErrorCode.UnknownAudience, // RFC 8693 §2.2.2
            "invalid_request" when Mentions(description, "subject_token_type") || Mentions(description, "profile") =>
                Auth0ErrorCode.UnknownSubjectTokenType,
            "invalid_request" when Mentions(description, "subject_token") || Mentions(description, "actor_token") =>
                Auth0ErrorCode.InvalidSubjectToken,
            _ => null,
        };
}
