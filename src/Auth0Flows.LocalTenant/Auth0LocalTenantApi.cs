using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant;

/// <summary>An API (resource server) that the tenant issues access tokens for.</summary>
public sealed class Auth0LocalTenantApi
{
    private readonly Lock _lock = new();
    private JsonObject _settings;
    private volatile IReadOnlyList<string> _scopes;
    private volatile bool _allowsOfflineAccess;

    internal Auth0LocalTenantApi(string identifier, IReadOnlyList<string> scopes)
        : this(
            identifier,
            new JsonObject
            {
                ["name"] = identifier,
                ["scopes"] = new JsonArray([
                    .. scopes.Select(scope => new JsonObject { ["value"] = scope, ["description"] = scope.Replace(':', ' ') }),
                ]),
            }
        ) { }

    internal Auth0LocalTenantApi(string identifier, JsonObject settings)
    {
        Identifier = identifier;
        Id = Identifiers.SeededHexadecimal($"api {identifier}", 24);
        _settings = settings;
        _scopes = ScopesIn(settings);
        _allowsOfflineAccess = settings["allow_offline_access"].AsFlag() == true;
    }

    /// <summary>The identifier, which is the audience of its tokens.</summary>
    public string Identifier { get; }

    /// <summary>The scopes of the API.</summary>
    public IReadOnlyList<string> Scopes => _scopes;

    /// <summary>
    /// Whether users get refresh tokens for it ("Allow Offline Access"). Default: false, as in Auth0; true for
    /// <c>https://orders.example.com/</c>.
    /// </summary>
    public bool AllowOfflineAccess
    {
        get => _allowsOfflineAccess;
        set => _allowsOfflineAccess = value;
    }

    /// <summary>
    /// Whether its tokens are bound to the caller's key (DPoP): its setting <c>proof_of_possession</c>. Default: none, as in Auth0.
    /// </summary>
    public Auth0LocalTenantDPoP DPoP
    {
        get
        {
            lock (_lock)
            {
                return _settings["proof_of_possession"] is not JsonObject setting || setting["mechanism"].AsText() != "dpop"
                        ? Auth0LocalTenantDPoP.None
                    : setting["required"].AsFlag() == true ? Auth0LocalTenantDPoP.Required
                    : Auth0LocalTenantDPoP.Allowed;
            }
        }
        set =>
            Change(
                new JsonObject
                {
                    ["proof_of_possession"] =
                        value == Auth0LocalTenantDPoP.None
                            ? null
                            : new JsonObject { ["mechanism"] = "dpop", ["required"] = value == Auth0LocalTenantDPoP.Required },
                }
            );
    }

    /// <summary>
    /// The types of <c>authorization_details</c> that it takes (RFC 9396), as in its setting <c>authorization_details</c>. Default: none.
    /// </summary>
    public string[] AuthorizationDetailsTypes
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. (_settings["authorization_details"] as JsonArray ?? [])
                        .Select(static one => (one as JsonObject)?["type"].AsText())
                        .OfType<string>(),
                ];
            }
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Change(
                new JsonObject
                {
                    ["authorization_details"] = new JsonArray([.. value.Select(static type => new JsonObject { ["type"] = type })]),
                }
            );
        }
    }

    internal string Id { get; }

    /// <summary>Whether this is the Management API, which can't be changed.</summary>
    internal bool IsSystem { get; init; }

    /// <summary>The lifetime of its tokens, if one was set.</summary>
    internal TimeSpan? TokenLifetime
    {
        get
        {
            lock (_lock)
            {
                return _settings["token_lifetime"].AsNumber() is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            }
        }
    }

    /// <summary>Whether, and to what, its tokens are bound.</summary>
    internal JsonObject? ProofOfPossession
    {
        get
        {
            lock (_lock)
            {
                return (_settings["proof_of_possession"] as JsonObject)?.DeepClone() as JsonObject;
            }
        }
    }

    internal string Name
    {
        get
        {
            lock (_lock)
            {
                return _settings["name"].AsText() ?? "";
            }
        }
    }

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;

    /// <summary>The API as the Management API shows it, in an object that the caller may change.</summary>
    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["identifier"] = Identifier,
            ["is_system"] = IsSystem,
            ["allow_offline_access"] = AllowOfflineAccess,
            ["skip_consent_for_verifiable_first_party_clients"] = false,
            ["token_lifetime"] = 86_400,
            ["token_lifetime_for_web"] = 7200,
            ["signing_alg"] = "RS256",
        };
        lock (_lock)
        {
            foreach (var (name, value) in _settings.Where(setting => setting.Key != "allow_offline_access"))
            {
                json[name] = value?.DeepClone();
            }
        }

        return json;
    }

    internal void Change(JsonObject changes)
    {
        lock (_lock)
        {
            var settings = (JsonObject)_settings.DeepClone();
            JsonResource.MergeInto(settings, changes);
            _settings = settings;
            _scopes = ScopesIn(settings);
            _allowsOfflineAccess = changes["allow_offline_access"].AsFlag() ?? _allowsOfflineAccess;
        }
    }

    private static string[] ScopesIn(JsonObject settings) =>
        [
            .. (settings["scopes"] as JsonArray ?? [])
                .Select(scope => (scope as JsonObject)?["value"].AsText())
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
