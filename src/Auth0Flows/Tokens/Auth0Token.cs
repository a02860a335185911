using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// The token endpoint's response: the tokens as <see cref="Auth0Secret"/>s, their lifetimes, and their content. The claims are decoded for
/// reading, not validated.
/// </summary>
public sealed class Auth0Token
{
    // Five minutes before the expiry, like MSAL; for lifetimes below 50 minutes, the last tenth.
    private static readonly TimeSpan _renewalMargin = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _timeProvider;
    private readonly Lazy<DecodedJwt> _access;
    private readonly Lazy<DecodedJwt> _id;
    private readonly Lazy<OrderedDictionary[]> _details;
    private readonly string[]? _scope;

    internal Auth0Token(
        TokenAnswer answer,
        TokenAsked asked,
        Auth0Domain domain,
        string clientId,
        TimeProvider timeProvider,
        RefreshTokenFamily? family = null,
        DateTimeOffset? issuedAt = null
    )
    {
        _timeProvider = timeProvider;
        AccessToken = answer.AccessToken.ToSecret();
        RecoveryCode = answer.RecoveryCode;
        Family = family;
        IdToken = answer.IdToken;
        TokenType = answer.TokenType;
        IssuedTokenType = answer.IssuedTokenType;
        IssuedAt = issuedAt ?? timeProvider.GetUtcNow();
        ExpiresAt = IssuedAt + answer.ExpiresIn;
        RenewsAt = ExpiresAt - (answer.ExpiresIn / 10 < _renewalMargin ? answer.ExpiresIn / 10 : _renewalMargin);
        GrantType = asked.GrantType;
        IsOfApplication = asked.IsOfApplication || asked.GrantType == Auth0GrantType.ClientCredentials;
        Domain = domain;
        ClientId = clientId;
        _scope = answer.Scope;
        DetailsAnswered = answer.AuthorizationDetails;
        DetailsAsked = asked.Details;
        ScopeAsked = asked.Scope;
        AudienceAsked = asked.Audience;
        OtherAudience = asked.OtherAudience;
        OtherScope = asked.OtherScope;
        OtherDetails = asked.OtherDetails;
        OrganizationAsked = asked.Organization;
        _details = new Lazy<OrderedDictionary[]>(ReadDetails);
        _access = new Lazy<DecodedJwt>(() => DecodedJwt.Read(AccessToken.Reveal()));
        _id = new Lazy<DecodedJwt>(() => IdToken is null ? DecodedJwt.Opaque : DecodedJwt.Read(IdToken.Reveal()));
    }

    /// <summary>The access token (RFC 6749 §1.4). <c>Invoke-RestMethod -Authentication Bearer -Token</c> accepts it unchanged.</summary>
    public Auth0Secret AccessToken { get; }

    /// <summary>
    /// The current refresh token (RFC 6749 §1.5), after any rotation; null if there is none, or if it was revoked or rejected.
    /// </summary>
    public Auth0Secret? RefreshToken => Family?.Newest;

    /// <summary>The ID token (OpenID Connect Core §2), or null. If a renewal returned none, it is the previous one.</summary>
    public Auth0Secret? IdToken { get; }

    /// <summary>
    /// The access token from the browser's response (response types with <c>token</c>). Only for inspection: APIs are called with
    /// <see cref="AccessToken"/>.
    /// </summary>
    public Auth0Secret? FrontChannelAccessToken { get; internal set; }

    /// <summary>A new recovery code for multi-factor authentication, if the old one was used. It is returned only once: save it.</summary>
    public Auth0Secret? RecoveryCode { get; }

    /// <summary>
    /// The token type: <c>Bearer</c> (RFC 6750), <c>DPoP</c> for a token that is bound to a key (RFC 9449 §5), or <c>N_A</c> if <see
    /// cref="AccessToken"/> is no access token (RFC 8693 §2.2.1): no session keeps it, and no API is called with it.
    /// </summary>
    public string TokenType { get; }

    /// <summary>The type of token that an exchange issued, a URI (RFC 8693 §3); null if the response names none.</summary>
    public string? IssuedTokenType { get; }

    internal bool IsForApis => TokenType != TokenAnswer.NotApplicable;

    /// <summary>
    /// The key that the access token is bound to (<c>cnf</c>): null if it is bound to none, or if it is opaque and can't be read.
    /// </summary>
    public Auth0TokenConfirmation? Confirmation => Auth0TokenConfirmation.Read(Claims);

    /// <summary>When the response arrived, by this machine's clock.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>When the access token expires, by this machine's clock: arrival plus <c>expires_in</c>.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// When a session renews it automatically: five minutes before the expiry, or in the last tenth of its lifetime if that is shorter.
    /// </summary>
    public DateTimeOffset RenewsAt { get; }

    /// <summary>The remaining lifetime; zero if it has expired.</summary>
    public TimeSpan ExpiresIn => ExpiresAt - _timeProvider.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Whether it has expired.</summary>
    public bool IsExpired => ExpiresAt <= _timeProvider.GetUtcNow();

    /// <summary>Whether it is the application's own, or its workload's: it is renewed by another request.</summary>
    internal bool IsOfApplication { get; }

    /// <summary>Whether it was requested because an API rejected the previous one.</summary>
    internal bool IsReplacement { get; set; }

    /// <summary>The thumbprint of the key that it was requested with; null without DPoP.</summary>
    internal string? KeyThumbprint { get; init; }

    /// <summary>
    /// Whether calls with it need a proof. A token that only a certificate confirms needs none, whatever its type is: Auth0 calls it DPoP,
    /// too (<see href="https://auth0.com/docs/secure/sender-constraining/mtls-sender-constraining"/>). One that can't be read, opaque or
    /// encrypted, needs one if it was requested with a key.
    /// </summary>
    internal bool NeedsProof =>
        Confirmation is { } confirmation ? confirmation.JwkThumbprint is not null
        : Claims.Count == 0 ? KeyThumbprint is not null
        : TokenType == TokenAnswer.DPoP;

    /// <summary>The family of the refresh token that can renew it.</summary>
    internal RefreshTokenFamily? Family { get; }

    /// <summary>Whether there is a refresh token that has not been rejected.</summary>
    internal bool IsRenewable => Family?.Newest is not null;

    /// <summary>How many times its family had been renewed before it; 0 for the login's own token.</summary>
    internal int Generation { get; set; }

    /// <summary>The tenant that issued it.</summary>
    internal Auth0Domain Domain { get; }

    /// <summary>The scopes of the response, if it had any.</summary>
    internal string[]? ScopeAnswered => _scope;

    internal ScopeSet ScopeAsked { get; }

    /// <summary>The granted authorization details of the response, as JSON, if it had any.</summary>
    internal string? DetailsAnswered { get; }

    /// <summary>The key of the requested authorization details; empty for none.</summary>
    internal string DetailsAsked { get; }

    internal string? AudienceAsked { get; }

    /// <summary>The audience that a refresh must request to renew it, or null if it is for the API of the login.</summary>
    internal string? OtherAudience { get; }

    /// <summary>The scopes that a refresh must request to renew it, or none if it has the login's.</summary>
    internal ScopeSet OtherScope { get; }

    /// <summary>The authorization details that a refresh must request to renew it (RFC 9396 §6), or null if it has the login's.</summary>
    internal Auth0AuthorizationDetails? OtherDetails { get; }

    internal string? OrganizationAsked { get; }

    /// <summary>Whether a session would renew it now.</summary>
    internal bool IsDueForRenewal => RenewsAt <= _timeProvider.GetUtcNow();

    /// <summary>
    /// The granted scopes: those of the response, otherwise those of the token, otherwise those requested (RFC 6749 §5.1).
    /// </summary>
    public string[] Scope => _scope ?? Texts("scope", ' ') ?? ScopeAsked.ToArray();

    /// <summary>
    /// The granted authorization details (RFC 9396 §7): those of the response, otherwise those of the token
    /// (<c>authorization_details</c>, RFC 9396 §9.1). Empty if neither names any: what was only requested is not granted.
    /// </summary>
    public OrderedDictionary[] AuthorizationDetails => _details.Value;

    /// <summary>The audience: <c>aud</c>, or the requested audience if the token can't be read.</summary>
    public string[] Audience => Texts("aud", null) ?? (AudienceAsked is null ? [] : [AudienceAsked]);

    /// <summary>The subject: <c>sub</c>.</summary>
    public string? Subject => Claims["sub"] as string ?? IdClaims["sub"] as string;

    /// <summary>The issuer: <c>iss</c>.</summary>
    public string? Issuer => Claims["iss"] as string ?? IdClaims["iss"] as string;

    /// <summary>The organization: <c>org_id</c>, or the requested one.</summary>
    public string? Organization => Claims["org_id"] as string ?? IdClaims["org_id"] as string ?? OrganizationAsked;

    /// <summary>
    /// Who acts for the subject: <c>sub</c> of the claim <c>act</c> (RFC 8693 §4.1), or null. Earlier actors are nested in the claim.
    /// </summary>
    public string? Actor => (Claims["act"] as System.Collections.IDictionary)?["sub"] as string;

    /// <summary>The client id of its application.</summary>
    public string ClientId { get; }

    /// <summary>The grant type.</summary>
    public Auth0GrantType GrantType { get; }

    /// <summary>
    /// The access token's claims, in their original order, case-sensitive, read-only; dates for <c>exp</c>, <c>iat</c>, <c>nbf</c>,
    /// <c>auth_time</c>; <see cref="Auth0Secret"/>s for names that indicate secrets. Empty if the token is opaque or encrypted.
    /// </summary>
    public OrderedDictionary Claims => _access.Value.Claims;

    /// <summary>The ID token's claims; empty if there is no ID token.</summary>
    public OrderedDictionary IdClaims => _id.Value.Claims;

    /// <summary>The access token's JOSE header (RFC 7515 §4); empty if it is opaque.</summary>
    public OrderedDictionary Header => _access.Value.Header;

    /// <summary>The audience and the expiration time; never the token.</summary>
    public override string ToString() => $"{TokenType} token for {string.Join(' ', Audience)}, expires {ExpiresAt:u}";

    /// <summary>The same token, if the tenant ignored for which API a refresh requested it: for the one that it names.</summary>
    internal Auth0Token ForItsOwnApi()
    {
        var answer = new TokenAnswer(AccessToken.Reveal(), TokenType, ExpiresAt - IssuedAt, _scope, RefreshToken: null, IdToken)
        {
            AuthorizationDetails = DetailsAnswered,
        };
        var asked = new TokenAsked(GrantType, Audience: null, OrganizationAsked, ScopeSet.Empty, OtherAudience: null);
        return new Auth0Token(answer, asked, Domain, ClientId, _timeProvider, Family, IssuedAt) { KeyThumbprint = KeyThumbprint };
    }

    private OrderedDictionary[] ReadDetails()
    {
        if (DetailsAnswered is null)
        {
            return Claims["authorization_details"] is object?[] claimed ? [.. claimed.OfType<OrderedDictionary>()] : [];
        }

        try
        {
            using var json = JsonDocument.Parse(DetailsAnswered);
            return [.. json.RootElement.EnumerateArray().Select(static detail => SecretValues.Hide(detail))];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return []; // somebody changed what a token store had
        }
    }

    // A claim with one or more texts.
    private string[]? Texts(string claim, char? separator) =>
        Claims[claim] switch
        {
            string text when separator is { } character => text.Split(character, StringSplitOptions.RemoveEmptyEntries),
            string text => [text],
            object?[] several => [.. several.OfType<string>()],
            _ => null,
        };
}
