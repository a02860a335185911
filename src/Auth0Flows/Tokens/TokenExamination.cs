using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using Auth0Flows.ClientAuthentication;
using Auth0Flows.Errors;

namespace Auth0Flows.Tokens;

/// <summary>Tests a token as the receiving API does (RFC 9068 §4; Auth0, "Validate JSON Web Tokens").</summary>
internal sealed class TokenExamination(Auth0Domain domain, Auth0ClientAuthentication client, SigningKeys keys, TimeProvider timeProvider)
{
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(60);

    public async Task<Auth0TokenTest> RunAsync(
        string token,
        Auth0TokenRequirements requirements,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Auth0Jwt jwt;
        try
        {
            jwt = Auth0Jwt.Decode(token, timeProvider);
        }
        catch (Auth0ConfigurationException failure)
        {
            return new Auth0TokenTest([new("Format", false, "a signed JWT", failure.Message)], null);
        }

        if (jwt.IsEncrypted)
        {
            return new Auth0TokenTest([new("Format", false, "a signed JWT", "an encrypted JWT, which only its API can read")], jwt);
        }

        if (JwtSignature.DemandsExtensions(jwt.Header))
        {
            return new Auth0TokenTest(
                [new("Format", false, "a signed JWT", "a JWT with extensions that are not supported (crit, RFC 7515 §4.1.11)")],
                jwt
            );
        }

        var checks = new List<Auth0TokenCheck> { new("Format", true, "a signed JWT", "a JWT of three parts") };
        var (signature, fault) = await CheckSignatureAsync(Auth0Jwt.Bare(token), jwt.Header, requirements.Jwks, activity, cancellationToken)
            .ConfigureAwait(false);
        checks.AddRange(signature);
        checks.AddRange(CheckClaims(jwt, requirements));
        if (requirements.DPoP is { } proof)
        {
            checks.AddRange(ProofExamination.Check(proof, Auth0Jwt.Bare(token), jwt.Confirmation, timeProvider.GetUtcNow()));
        }

        var binding = UncheckedBinding(jwt, requirements);
        if (binding is not null)
        {
            checks.Add(new("Binding", true, Shown($"bound to {binding}"), "not checked: the caller's proof or certificate is not there"));
        }

        return new Auth0TokenTest(checks, jwt) { KeyFault = fault, UncheckedBinding = binding };
    }

    private static Auth0TokenConfirmation? UncheckedBinding(Auth0Jwt jwt, Auth0TokenRequirements requirements)
    {
        var binding = Auth0TokenConfirmation.Read(jwt.Claims);
        var key = requirements.DPoP is null ? binding?.JwkThumbprint : null;
        var certificate = requirements.Certificate is null ? binding?.CertificateThumbprint : null;
        return (key ?? certificate) is null ? null : new(key, certificate);
    }

    private async Task<(Auth0TokenCheck[] Checks, string? Fault)> CheckSignatureAsync(
        string token,
        OrderedDictionary header,
        string? jwks,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var isAccepted = JwtSignature.IsAsymmetric(header) || (JwtSignature.IsHmac(header) && client.SharedSecret is not null);
        var algorithm = new Auth0TokenCheck("Algorithm", isAccepted, JwtSignature.Accepted, Shown(header["alg"]));
        if (!isAccepted)
        {
            return ([algorithm, new("Signature", false, "the tenant's", "not checked: the algorithm is not accepted")], null);
        }

        if (JwtSignature.IsHmac(header))
        {
            return ([algorithm, Signature(JwtSignature.Verify(token, client.SharedSecret!))], null);
        }

        var keyId = header["kid"] as string;
        var signers = jwks is not null
            ? SigningKeys.Read(jwks, keyId)
            : await keys.FindAsync(keyId, activity, cancellationToken).ConfigureAwait(false);
        var key = new Auth0TokenCheck("Key", !signers.IsEmpty, "a key of the tenant", signers.Fault ?? Shown(keyId));
        var why = signers.Fault is null ? "the key is unknown" : "no key can be used";
        var signature = signers.IsEmpty
            ? new Auth0TokenCheck("Signature", false, "the tenant's", $"not checked: {why}")
            : Signature(JwtSignature.Verify(token, header, signers.Keys));
        return ([algorithm, key, signature], signers.Fault);
    }

    private static Auth0TokenCheck Signature(bool isRight) =>
        new("Signature", isRight, "the tenant's", isRight ? "the tenant's" : "a different one");

    private IEnumerable<Auth0TokenCheck> CheckClaims(Auth0Jwt jwt, Auth0TokenRequirements requirements)
    {
        // The clock skew is applied to the current time, because a claim may be at the end of the range of times.
        var now = timeProvider.GetUtcNow();
        var shown = now.ToString("u", CultureInfo.InvariantCulture);
        yield return new("Issuer", jwt.Issuer == domain.Issuer, domain.Issuer, Shown(jwt.Issuer));
        yield return new(
            "Audience",
            jwt.Audience.Intersect(requirements.Audience).Any(),
            string.Join(" or ", requirements.Audience),
            Shown(string.Join(' ', jwt.Audience))
        );
        yield return new("Expiry", jwt.ExpiresAt > now - _skew, $"after {shown}", Shown(jwt.Claims["exp"]));
        yield return new("IssuedAt", jwt.IssuedAt <= now + _skew, $"before {shown}", Shown(jwt.Claims["iat"]));
        if (jwt.Claims.Contains("nbf"))
        {
            yield return new(
                "NotBefore",
                jwt.Claims["nbf"] is DateTimeOffset from && from <= now + _skew,
                $"before {shown}",
                Shown(jwt.Claims["nbf"])
            );
        }

        if (requirements.Certificate is { } certificate)
        {
            var (expected, found) = (
                ClientCertificate.ThumbprintOf(certificate),
                Auth0TokenConfirmation.Read(jwt.Claims)?.CertificateThumbprint
            );
            yield return new(
                "Certificate",
                found == expected,
                $"bound to {expected}",
                found is null ? "not bound" : $"bound to {Shown(found)}"
            );
        }

        var scope = ScopeSet.From(requirements.Scope);
        if (!scope.IsEmpty)
        {
            yield return new("Scope", scope.IsCoveredBy(jwt.Scope), scope.ToString(), Shown(string.Join(' ', jwt.Scope)));
        }

        foreach (System.Collections.DictionaryEntry claim in requirements.Claims)
        {
            var name = Convert.ToString(claim.Key, CultureInfo.InvariantCulture) ?? "";
            var found = jwt.Claims[name];
            var isPassed =
                jwt.Claims.Contains(name)
                && (
                    claim.Value is null
                    || AreEqual(found, claim.Value)
                    || (found is object?[] several && several.Any(one => AreEqual(one, claim.Value)))
                );
            // What is required of a secret claim is a secret too.
            var expected = SecretNames.Contains(name, JsonValueKind.Array) ? Auth0Secret.Mask : claim.Value;
            yield return new(name, isPassed, claim.Value is null ? "any value" : Shown(expected), Shown(found));
        }
    }

    // Compares numbers and times (in seconds, as in tokens) by value, all others by their exact text.
    private static bool AreEqual(object? found, object expected) =>
        found is not null && string.Equals(Text(found, reveals: true), Text(expected, reveals: true), StringComparison.Ordinal);

    private static string Text(object value, bool reveals) =>
        value switch
        {
            Auth0Secret secret when reveals => secret.Reveal(),
            bool boolean => boolean ? "true" : "false",
            DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
            DateTime time => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            object?[] several => string.Join(' ', several.Select(one => one is null ? "" : Text(one, reveals))),
            _ => value.ToString() ?? "",
        };

    private static string Shown(object? value) => value is null or "" ? "missing" : ServerText.Clean(Text(value, reveals: false));
}
