using System.Buffers.Text;
using System.Collections.Specialized;
using System.IdentityModel.Tokens.Jwt;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows;

/// <summary>
/// The checks of every ID token that arrives: OpenID Connect Core §3.1.3.7 and
/// <see href="https://auth0.com/docs/secure/tokens/id-tokens/validate-id-tokens"/>. Each has an error of its own.
/// </summary>
internal sealed class IdTokenValidator(Auth0Domain domain, Auth0ClientAuthentication client, SigningKeys keys, TimeProvider timeProvider)
{
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(60);

    // Never "none", and HS256 with the client secret alone: the algorithm of the header does not choose the kind of the key.
    private static readonly string[] _asymmetric = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256];

    public async Task ValidateAsync(SecureString idToken, IdTokenExpectation expected, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var text = idToken.Reveal();
        var jwt = DecodedJwt.Read(text);
        if (jwt.Claims.Count == 0)
        {
            throw Failure(Auth0ErrorCode.InvalidIdToken, "it is no signed JWT that can be read");
        }

        if (jwt.Header["alg"] as string == SecurityAlgorithms.HmacSha256)
        {
            Check(text, client.SharedSecret ?? throw Failure(Auth0ErrorCode.IdTokenAlgorithmRefused, "it is signed by HS256, which takes a client secret, and the session holds none"));
        }
        else
        {
            Check(text, await FindKeysAsync(jwt.Header, activity, cancellationToken).ConfigureAwait(false));
        }

        Check(jwt.Claims, expected);
    }

    private async ValueTask<IReadOnlyList<SecurityKey>> FindKeysAsync(OrderedDictionary header, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var algorithm = header["alg"] as string;
        if (!_asymmetric.Contains(algorithm))
        {
            throw Failure(Auth0ErrorCode.IdTokenAlgorithmRefused, $"its algorithm is '{ServerText.Clean(algorithm ?? "")}'; accepted are {string.Join(", ", _asymmetric)}, and HS256 with the client secret");
        }

        var keyId = header["kid"] as string;
        var found = await keys.FindAsync(keyId, activity, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found : throw Failure(Auth0ErrorCode.IdTokenKeyUnknown, $"the tenant has no key '{ServerText.Clean(keyId ?? "")}'");
    }

    // RFC 7515 §5.2, RFC 7518 §3.2. By hand: the package keeps copies of the key that nobody can wipe.
    private static void Check(string text, SecureString secret)
    {
        var end = text.LastIndexOf('.');
        var signature = Base64Url.IsValid(text.AsSpan(end + 1)) ? Base64Url.DecodeFromChars(text.AsSpan(end + 1)) : [];
        var key = secret.ToUtf8();
        var expected = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text[..end]));
        Array.Clear(key);
        if (!CryptographicOperations.FixedTimeEquals(signature, expected))
        {
            throw SignatureInvalid();
        }
    }

    private static void Check(string text, IReadOnlyList<SecurityKey> signers)
    {
        var parameters = new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, _, _) => signers,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },

            // The rest is checked below, on our clock and with an error a claim.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        try
        {
            new JwtSecurityTokenHandler().ValidateToken(text, parameters, out _);
        }
        catch (Exception failure) when (failure is SecurityTokenException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            // Not as the inner exception: the package's messages hold the token.
            throw SignatureInvalid();
        }
    }

    private void Check(OrderedDictionary claims, IdTokenExpectation expected)
    {
        if (claims["iss"] as string != domain.Issuer)
        {
            throw Failure(Auth0ErrorCode.IdTokenIssuerMismatch, $"its issuer is {Shown(claims["iss"])}, expected is '{domain.Issuer}'");
        }

        string?[] audiences = claims["aud"] is object?[] several ? [.. several.Select(static one => one as string)] : [claims["aud"] as string];
        if (!audiences.Contains(client.ClientId))
        {
            throw Failure(Auth0ErrorCode.IdTokenAudienceMismatch, $"it is for {Shown(string.Join(' ', audiences))}, not for the application {client.ClientId}");
        }

        // azp must be there where the audience has several, and be right wherever it is.
        if (claims["azp"] as string is var party && party != client.ClientId && (claims.Contains("azp") || audiences.Length > 1))
        {
            throw Failure(Auth0ErrorCode.IdTokenAuthorizedPartyMismatch, $"its authorized party (azp) is {Shown(party)}, not the application {client.ClientId}");
        }

        CheckTimes(claims);
        if (expected.Nonce is not null && claims["nonce"] as string != expected.Nonce)
        {
            throw Failure(Auth0ErrorCode.IdTokenNonceMismatch, claims.Contains("nonce") ? "its nonce is not the one that was sent" : "it has no nonce, and one was sent");
        }

        CheckOrganization(claims, expected.Organization);
        if (claims["sub"] is not string { Length: > 0 } subject || (expected.Subject is not null && subject != expected.Subject))
        {
            throw Failure(Auth0ErrorCode.IdTokenSubjectMismatch, $"it is about {Shown(claims["sub"])}{(expected.Subject is null ? "" : $", and the token that it renews about '{expected.Subject}'")}");
        }
    }

    private void CheckTimes(OrderedDictionary claims)
    {
        var now = timeProvider.GetUtcNow();
        if (claims["exp"] is not DateTimeOffset expires || expires <= now - _skew)
        {
            throw Failure(Auth0ErrorCode.IdTokenExpired, $"it expired at {Shown(claims["exp"])}; the clock here says {now:u}");
        }

        if (claims["iat"] is not DateTimeOffset issued || issued > now + _skew || (claims["nbf"] is DateTimeOffset from && from > now + _skew))
        {
            throw Failure(Auth0ErrorCode.IdTokenNotYetValid, $"it was issued at {Shown(claims["iat"])}; the clock here says {now:u}");
        }
    }

    // https://auth0.com/docs/manage-users/organizations/using-tokens: an id begins with org_, a name is compared in lower case.
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
            throw Failure(Auth0ErrorCode.IdTokenOrganizationMismatch, $"its {claim} is {Shown(claims[claim])}, asked for was '{asked}'");
        }
    }

    private static string Shown(object? claim) => claim switch
    {
        null => "missing",
        DateTimeOffset time => time.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
        _ => $"'{ServerText.Clean(claim.ToString() ?? "")}'",
    };

    private static Auth0ResponseException SignatureInvalid() => Failure(Auth0ErrorCode.IdTokenSignatureInvalid, "its signature is not the tenant's");

    private static Auth0ResponseException Failure(Auth0ErrorCode code, string reason) => new(code, $"The ID token is refused: {reason}. No token was kept.");
}
