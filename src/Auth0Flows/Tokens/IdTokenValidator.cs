using System.Collections.Specialized;
using Auth0Flows.Errors;

namespace Auth0Flows.Tokens;

/// <summary>
/// Validates every ID token: OpenID Connect Core §3.1.3.7 and
/// <see href="https://auth0.com/docs/secure/tokens/id-tokens/validate-id-tokens"/>. Each check has its own error.
/// </summary>
internal sealed class IdTokenValidator(Auth0Domain domain, Auth0ClientAuthentication client, SigningKeys keys, TimeProvider timeProvider)
{
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(60);

    public async Task ValidateAsync(
        Auth0Secret idToken,
        IdTokenExpectation expected,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var text = idToken.Reveal();
        var jwt = DecodedJwt.Read(text);
        if (jwt.Claims.Count == 0)
        {
            throw Failure(Auth0ErrorCode.InvalidIdToken, "it is not a readable signed JWT");
        }

        if (JwtSignature.DemandsExtensions(jwt.Header))
        {
            throw Failure(Auth0ErrorCode.InvalidIdToken, "it demands extensions that are not supported (crit)");
        }

        if (!await IsSignedAsync(text, jwt.Header, activity, cancellationToken).ConfigureAwait(false))
        {
            // Without the package's message, which contains the token.
            throw Failure(Auth0ErrorCode.IdTokenSignatureInvalid, "its signature is not the tenant's");
        }

        Check(jwt.Claims, expected);
        if (expected.FrontChannel is { } answer)
        {
            CheckHashes(jwt, answer);
        }
    }

    private async ValueTask<bool> IsSignedAsync(
        string text,
        OrderedDictionary header,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) =>
        JwtSignature.IsHmac(header)
            ? JwtSignature.Verify(
                text,
                client.SharedSecret
                    ?? throw Failure(
                        Auth0ErrorCode.IdTokenAlgorithmRefused,
                        "it is signed with HS256, which requires a client secret, but the session has none"
                    )
            )
            : JwtSignature.Verify(text, header, await FindKeysAsync(header, activity, cancellationToken).ConfigureAwait(false));

    private async ValueTask<IReadOnlyList<VerificationKey>> FindKeysAsync(
        OrderedDictionary header,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (!JwtSignature.IsAsymmetric(header))
        {
            throw Failure(
                Auth0ErrorCode.IdTokenAlgorithmRefused,
                $"its algorithm is {Shown(header["alg"])}, expected {JwtSignature.Accepted}"
            );
        }

        var keyId = header["kid"] as string;
        var found = await keys.FindAsync(keyId, activity, cancellationToken).ConfigureAwait(false);
        return found.IsEmpty
            ? throw Failure(Auth0ErrorCode.IdTokenKeyUnknown, found.Fault ?? $"the tenant has no key '{ServerText.Clean(keyId ?? "")}'")
            : found.Keys;
    }

    private void Check(OrderedDictionary claims, IdTokenExpectation expected)
    {
        if (claims["iss"] as string != domain.Issuer)
        {
            throw Failure(Auth0ErrorCode.IdTokenIssuerMismatch, $"its issuer is {Shown(claims["iss"])}, expected '{domain.Issuer}'");
        }

        string?[] audiences = claims["aud"] is object?[] several
            ? [.. several.Select(static one => one as string)]
            : [claims["aud"] as string];
        if (!audiences.Contains(client.ClientId))
        {
            throw Failure(
                Auth0ErrorCode.IdTokenAudienceMismatch,
                $"it is for {Shown(string.Join(' ', audiences))}, not for the application {client.ClientId}"
            );
        }

        // azp is required if there are several audiences, and must be correct if it is present.
        if (claims["azp"] as string is var party && party != client.ClientId && (claims.Contains("azp") || audiences.Length > 1))
        {
            throw Failure(
                Auth0ErrorCode.IdTokenAuthorizedPartyMismatch,
                $"its authorized party (azp) is {Shown(party)}, not the application {client.ClientId}"
            );
        }

        CheckTimes(claims);
        if (expected.Nonce is not null && claims["nonce"] as string != expected.Nonce)
        {
            throw Failure(
                Auth0ErrorCode.IdTokenNonceMismatch,
                claims.Contains("nonce") ? "its nonce is not the one that was sent" : "it has no nonce, although one was sent"
            );
        }

        CheckAge(claims, expected.MaxAge);
        CheckOrganization(claims, expected.Organization);
        if (claims["sub"] is not string { Length: > 0 } subject || (expected.Subject is not null && subject != expected.Subject))
        {
            throw Failure(
                Auth0ErrorCode.IdTokenSubjectMismatch,
                $"its subject is {Shown(claims["sub"])}{(expected.Subject is null ? "" : $", expected '{expected.Subject}'")}"
            );
        }
    }

    private void CheckTimes(OrderedDictionary claims)
    {
        var now = timeProvider.GetUtcNow();
        if (claims["exp"] is not DateTimeOffset expires || expires <= now - _skew)
        {
            throw Failure(Auth0ErrorCode.IdTokenExpired, $"it expired at {Shown(claims["exp"])}; this machine's clock says {now:u}");
        }

        if (claims["iat"] is not DateTimeOffset issued || issued > now + _skew)
        {
            throw Failure(Auth0ErrorCode.IdTokenNotYetValid, $"it was issued at {Shown(claims["iat"])}; this machine's clock says {now:u}");
        }

        if (claims.Contains("nbf") && (claims["nbf"] is not DateTimeOffset from || from > now + _skew))
        {
            throw Failure(Auth0ErrorCode.IdTokenNotYetValid, $"it is valid from {Shown(claims["nbf"])}; this machine's clock says {now:u}");
        }
    }

    // OpenID Connect Core §3.1.3.7, 13.
    private void CheckAge(OrderedDictionary claims, TimeSpan? maxAge)
    {
        if (maxAge is { } age && (claims["auth_time"] is not DateTimeOffset proved || timeProvider.GetUtcNow() - proved - _skew > age))
        {
            throw Failure(
                Auth0ErrorCode.IdTokenAuthenticationTooOld,
                $"the user authenticated at {Shown(claims["auth_time"])}, expected at most {age.TotalSeconds:0} s ago"
            );
        }
    }

    // OpenID Connect Core §3.3.2.11: c_hash is required, and at_hash if there is also an access token. s_hash is checked if it is present.
    private static void CheckHashes(DecodedJwt jwt, FrontChannelAnswer answer)
    {
        Check("c_hash", answer.Code, isRequired: true, Auth0ErrorCode.IdTokenCodeHashMismatch);
        Check("at_hash", answer.AccessToken, isRequired: true, Auth0ErrorCode.IdTokenAccessTokenHashMismatch);
        Check("s_hash", answer.State, isRequired: false, Auth0ErrorCode.IdTokenStateHashMismatch);

        void Check(string claim, Auth0Secret? value, bool isRequired, Auth0ErrorCode code)
        {
            if (
                value is not null
                && (isRequired || jwt.Claims.Contains(claim))
                && jwt.Claims[claim] as string != TokenHash.Of(value, jwt.Header["alg"] as string)
            )
            {
                throw Failure(code, jwt.Claims.Contains(claim) ? $"its {claim} does not match what came with it" : $"it has no {claim}");
            }
        }
    }

    // https://auth0.com/docs/manage-users/organizations/using-tokens: an id begins with org_, and names are compared in lowercase.
    private static void CheckOrganization(OrderedDictionary claims, string? asked)
    {
        if (asked is null)
        {
            return;
        }

        var claim = asked.StartsWith("org_", StringComparison.Ordinal) ? "org_id" : "org_name";
        var comparison = claim == "org_id" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (!asked.Equals(claims[claim] as string, comparison))
        {
            throw Failure(Auth0ErrorCode.IdTokenOrganizationMismatch, $"its {claim} is {Shown(claims[claim])}, expected '{asked}'");
        }
    }

    private static string Shown(object? claim) =>
        claim switch
        {
            null => "missing",
            DateTimeOffset time => time.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
            _ => $"'{ServerText.Clean(claim.ToString() ?? "")}'",
        };

    private static Auth0ResponseException Failure(Auth0ErrorCode code, string reason) =>
        new(code, $"The ID token was rejected: {reason}. No token was kept.");
}
