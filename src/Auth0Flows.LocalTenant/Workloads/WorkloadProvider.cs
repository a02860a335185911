using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Workloads;

/// <summary>
/// The identity provider of all workloads: it has its own key, issues identity tokens, and checks those that are exchanged, as Auth0's
/// example Actions do ("Example Use Cases and Code Samples").
/// </summary>
internal sealed class WorkloadProvider(string domain, TenantClock clock) : IDisposable
{
    public const string Prefix = "/workloads/";

    private const double SkewSeconds = 10;

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Auth0LocalTenantWorkload> _workloads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _once = new(StringComparer.Ordinal); // jti; whether it was used
    private readonly Lazy<SigningKey> _key = new(() => new SigningKey("127.0.0.1", clock.UtcNow));

    public string Issuer => $"{domain}/workloads";

    public Auth0LocalTenantWorkload Add(string subjectTokenType, string subject, Auth0LocalTenantUser user, string audience)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));
        var bearer = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        return _workloads[id] = new Auth0LocalTenantWorkload(this, id, subjectTokenType, subject, user, audience, bearer);
    }

    public bool KnowsType(string type) => _workloads.Values.Any(workload => workload.SubjectTokenType == type);

    public Auth0LocalTenantWorkload? Find(string id) => _workloads.GetValueOrDefault(id);

    public string AddressOf(Auth0LocalTenantWorkload workload) => $"{domain}{Prefix}{workload.Id}/token";

    /// <summary>Issues a token.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="audience">Its audience.</param>
    /// <param name="lifetime">Its lifetime; null for the usual one.</param>
    /// <param name="isForOneUse">Whether it can be exchanged once.</param>
    /// <param name="claims">Claims to add or to replace.</param>
    public string Issue(
        Auth0LocalTenantWorkload workload,
        string audience,
        TimeSpan? lifetime = null,
        bool isForOneUse = false,
        JsonObject? claims = null
    )
    {
        var (now, id) = (clock.UtcNow, Guid.NewGuid().ToString());
        if (isForOneUse)
        {
            _once[id] = false;
        }

        var key = _key.Value;
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["typ"] = "JWT",
            ["kid"] = key.KeyId,
        };
        var content = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = workload.Subject,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + (lifetime ?? _lifetime)).ToUnixTimeSeconds(),
            ["jti"] = id,
        };
        foreach (var (name, value) in claims ?? [])
        {
            content[name] = value?.DeepClone();
        }

        return Jwt.Create(header, content, signed => key.Sign(signed));
    }

    /// <summary>The user of an identity token.</summary>
    /// <exception cref="OAuthException">The token isn't valid.</exception>
    public Auth0LocalTenantUser Authenticate(string type, string token)
    {
        var jwt = Verify(token);
        if (jwt.Text("iss") != Issuer)
        {
            throw Refused($"'iss' must be {Issuer}");
        }

        var workload =
            _workloads.Values.FirstOrDefault(one => one.SubjectTokenType == type && one.Subject == jwt.Text("sub"))
            ?? throw Refused("no user is assigned to this 'sub'");
        if (!jwt.Audiences.Contains(workload.Audience))
        {
            throw Refused($"'aud' must be {workload.Audience}");
        }

        CheckTimes(jwt);
        CheckUse(jwt.Text("jti"));
        return workload.User;
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    // The provider determines the algorithm, not the token.
    private Jwt Verify(string token) =>
        !Jwt.TryRead(token, out var jwt) ? throw Refused("it is not a JWT")
        : jwt.Algorithm != "RS256" ? throw Refused("'alg' must be RS256")
        : jwt.KeyId != _key.Value.KeyId ? throw Refused("no key of the identity provider has this 'kid'")
        : !_key.Value.Verify(jwt.Signed, jwt.Signature) ? throw Refused("the signature is invalid")
        : jwt;

    private void CheckTimes(Jwt jwt)
    {
        var now = clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        if (jwt.Time("exp") is not { } expiresAt)
        {
            throw Refused("'exp' is missing");
        }

        if (expiresAt <= now)
        {
            throw Refused("it has expired");
        }

        if (jwt.Time("nbf") > now + SkewSeconds || jwt.Time("iat") > now + SkewSeconds)
        {
            throw Refused("it is not valid yet");
        }
    }

    private void CheckUse([NotNull] string? id)
    {
        if (id is null)
        {
            throw Refused("'jti' is missing");
        }

        if (_once.ContainsKey(id) && !_once.TryUpdate(id, newValue: true, comparisonValue: false))
        {
            throw Refused("it was exchanged before");
        }
    }

    private static OAuthException Refused(string reason) => OAuthException.InvalidRequest($"The subject_token is invalid: {reason}.");
}
