using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A login that requires a second factor: the values from <c>mfa_required</c>, and from the challenge once one was requested.
/// <see href="https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-developer-resources/mfa-api"/>
/// </summary>
public sealed record Auth0MfaChallenge
{
    // https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa: ten minutes.
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(10);

    private Auth0MfaChallenge(Auth0Secret mfaToken, Auth0Domain domain, string clientId, DateTimeOffset expiresAt) =>
        (MfaToken, Domain, ClientId, ExpiresAt) = (mfaToken, domain, clientId, expiresAt);

    /// <summary>Identifies the login at the MFA API: <c>mfa_token</c>.</summary>
    public Auth0Secret MfaToken { get; }

    /// <summary>When the login expires: ten minutes after the first factor.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The application's client id.</summary>
    public string ClientId { get; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; private init; }

    /// <summary>The organization that the login is for.</summary>
    public string? Organization { get; private init; }

    /// <summary>The requested scopes.</summary>
    public string[] Scope { get; private init; } = [];

    /// <summary>
    /// The types of factors that the user can be challenged for, if the tenant specifies them: <c>otp</c>, <c>phone</c>,
    /// <c>push-notification</c>, …
    /// </summary>
    public string[] ChallengeTypes { get; private init; } = [];

    /// <summary>The types of factors that the user can enroll, if the tenant specifies them.</summary>
    public string[] EnrollmentTypes { get; private init; } = [];

    /// <summary>Whether the user has no factor yet and must enroll one: <c>Add-Auth0MfaAuthenticator</c>.</summary>
    public bool IsEnrollmentRequired => EnrollmentTypes.Length > 0 && ChallengeTypes.Length == 0;

    /// <summary>How the challenged factor is verified: <c>otp</c> or <c>oob</c>; null if no factor has been challenged yet.</summary>
    public string? ChallengeType { get; private init; }

    /// <summary>The factor that was challenged, if one was specified.</summary>
    public string? AuthenticatorId { get; private init; }

    /// <summary>Identifies the out-of-band message: <c>oob_code</c>.</summary>
    public Auth0Secret? OobCode { get; private init; }

    /// <summary><c>prompt</c> if the user must enter a code (<c>binding_code</c>); null if the user confirms on the device.</summary>
    public string? BindingMethod { get; private init; }

    internal Auth0Domain Domain { get; }

    internal IdTokenExpectation IdToken { get; private init; } = new();

    internal bool NeedsIdToken { get; private init; }

    /// <summary>The key of the requested authorization details; empty for none.</summary>
    internal string Details { get; private init; } = "";

    internal RefreshTarget? Refresh { get; private init; }

    /// <summary>The API or application, and the expiry; never a token.</summary>
    public override string ToString() => $"second factor for {Audience ?? ClientId}, until {ExpiresAt:u}";

    internal static Auth0MfaChallenge? Read(JsonElement refusal, Auth0Grant grant, Auth0Domain domain, string clientId, DateTimeOffset now)
    {
        if (
            !refusal.TryFind("mfa_token", out var token)
            || token.ValueKind != JsonValueKind.String
            || token.ReadText() is not { Length: > 0 and <= 65_536 } text
        )
        {
            return null; // the login can't continue
        }

        var requirements = refusal.TryFind("mfa_requirements", out var named) && named.ValueKind == JsonValueKind.Object ? named : default;
        return new Auth0MfaChallenge(text.ToSecret(), domain, clientId, now + _life)
        {
            Audience = grant.Audience,
            Organization = grant.Organization,
            Scope = grant.Scope.ToArray(),
            ChallengeTypes = Types(requirements, "challenge"),
            EnrollmentTypes = Types(requirements, "enroll"),
            IdToken = grant.IdToken,
            NeedsIdToken = grant.NeedsIdToken(null),
            Refresh = grant.Refresh,
            Details = grant.Asked.Details,
        };
    }

    /// <summary>The confirmation of a factor that was enrolled with a token, which is used instead of the login's.</summary>
    internal static Auth0MfaChallenge Of(Auth0Token token) =>
        new(token.AccessToken, token.Domain, token.ClientId, token.ExpiresAt)
        {
            Audience = token.Audience.FirstOrDefault(),
            Scope = token.Scope,
        };

    /// <summary>The same login, with its challenge.</summary>
    internal Auth0MfaChallenge With(string? challengeType, string? authenticatorId, Auth0Secret? oobCode, string? bindingMethod) =>
        this with
        {
            ChallengeType = challengeType,
            AuthenticatorId = authenticatorId,
            OobCode = oobCode,
            BindingMethod = bindingMethod,
        };

    private static string[] Types(JsonElement requirements, string name) =>
        requirements.ValueKind == JsonValueKind.Object && requirements.TryFind(name, out var list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Where(static entry => entry.ValueKind == JsonValueKind.Object)
                    .Select(static entry =>
                        entry.TryFind("type", out var type) && type.ValueKind == JsonValueKind.String ? type.ReadText() : ""
                    )
                    .Where(static type => type.Length > 0),
            ]
            : [];
}
