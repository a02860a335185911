using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>What a store has of one client, before it is encrypted: the application's tokens, and its users' logins.</summary>
internal sealed class StoredTokens
{
    /// <summary>The newest version of the format that is read here.</summary>
    public const int CurrentVersion = 1;

    // Auth0's longest lifetime of a refresh token by default.
    private static readonly TimeSpan _lifeOfReplaced = TimeSpan.FromDays(30);

    public int Version { get; set; } = CurrentVersion;

    /// <summary>The tokens; a user's in the order of the logins.</summary>
    public List<StoredToken> Tokens { get; set; } = [];

    public List<StoredLogin> Logins { get; set; } = [];

    /// <summary>The private keys that the tokens and logins are bound to; null without DPoP.</summary>
    public List<StoredKey>? Keys { get; set; }

    /// <summary>Reads what a store had; null if it isn't of this version.</summary>
    public static StoredTokens? Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            var read = JsonSerializer.Deserialize(content, StoredTokensJson.Default.StoredTokens);
            return
                read is { Version: <= CurrentVersion }
                && read.Tokens.TrueForAll(static token => token is { IsValid: true })
                && read.Logins.TrueForAll(static login => login is not null)
                && read.Keys?.TrueForAll(static key => key is not null) != false
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonIgnore]
    public bool IsEmpty => Tokens.Count == 0 && Logins.Count == 0;

    public StoredLogin? FindLogin(string? id) => id is null ? null : Logins.Find(login => login.Id == id);

    /// <summary>The login of a refresh token, also of an earlier one.</summary>
    public StoredLogin? FindLogin(Auth0Secret? refreshToken) =>
        refreshToken is not null && RefreshTokenFamilies.Fingerprint(refreshToken) is var fingerprint
            ? Logins.Find(login => login.Fingerprints.Contains(fingerprint))
            : null;

    /// <summary>
    /// Puts a renewed token in the place of the one that it renews; a login's own after all others, as the one that counts. The login that
    /// it replaces stays, because its refresh token is still valid.
    /// </summary>
    public void Put(StoredToken token, bool isLogin)
    {
        if (!isLogin && Tokens.FindIndex(other => other.Login == token.Login && other.IsSame(token)) is >= 0 and var index)
        {
            token.ReplacedAt = Tokens[index].ReplacedAt;
            Tokens[index] = token;
            return;
        }

        foreach (var other in Tokens.Where(other => !other.IsReplaced && other.IsSame(token)).ToArray())
        {
            other.ReplacedAt = token.IssuedAt;
            if (other.Login is null || other.Login == token.Login)
            {
                Tokens.Remove(other);
            }
        }

        Tokens.Add(token);
    }

    public void RemoveLogin(string? id)
    {
        if (id is not null)
        {
            Logins.RemoveAll(login => login.Id == id);
            Tokens.RemoveAll(token => token.Login == id);
        }
    }

    /// <summary>Removes tokens that can't be used or renewed, and logins without tokens.</summary>
    public void Sweep(DateTimeOffset now)
    {
        Tokens.RemoveAll(token => token.ExpiresAt <= now && FindLogin(token.Login) is null);
        Tokens.RemoveAll(token => token.ReplacedAt + _lifeOfReplaced <= now);
        Logins.RemoveAll(login => !Tokens.Exists(token => token.Login == login.Id));
        Keys?.RemoveAll(key =>
            !Tokens.Exists(token => token.Key == key.Thumbprint) && !Logins.Exists(login => login.Key == key.Thumbprint)
        );
    }
}

/// <summary>A token in a store.</summary>
internal sealed class StoredToken
{
    public required string AccessToken { get; init; }

    public required string TokenType { get; init; }

    public string? IdToken { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The scopes of the response, if it had any.</summary>
    public string[]? Scope { get; init; }

    public required Auth0GrantType GrantType { get; init; }

    public string? Audience { get; init; }

    public string? OtherAudience { get; init; }

    public string? Organization { get; init; }

    /// <summary>The requested scopes.</summary>
    public string[] ScopeAsked { get; set; } = [];

    /// <summary>The granted authorization details of the response, as JSON, if it had any.</summary>
    public string? AuthorizationDetails { get; init; }

    /// <summary>The key of the requested authorization details; null for none.</summary>
    public string? DetailsAsked { get; init; }

    /// <summary>The scopes that a refresh requests to renew it; null for those of the login.</summary>
    public string[]? OtherScope { get; init; }

    /// <summary>The authorization details that a refresh requests to renew it, as JSON; null for those of the login.</summary>
    public string? OtherDetails { get; init; }

    /// <summary>Who signed in; null for the application's own tokens.</summary>
    public string? Subject { get; init; }

    /// <summary>The user's organization: the one that was asked for, or the one that the user chose.</summary>
    public string? MemberOf { get; init; }

    /// <summary>When a later login of the same user replaced it: it is not used any more, but can be revoked.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    [JsonIgnore]
    public bool IsReplaced => ReplacedAt is not null;

    /// <summary>The id of the login that can renew it.</summary>
    public string? Login { get; init; }

    /// <summary>The thumbprint of the key that it is bound to; null without DPoP.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it is the application's own, and no user's.</summary>
    [JsonIgnore]
    public bool IsApplication => GrantType == Auth0GrantType.ClientCredentials;

    /// <summary>Whether it has a token, and a lifetime.</summary>
    [JsonIgnore]
    public bool IsValid => AccessToken.Length > 0 && ExpiresAt > IssuedAt && Enum.IsDefined(GrantType);

    /// <summary>Whether another token has the same purpose.</summary>
    public bool IsSame(StoredToken other) =>
        IsApplication == other.IsApplication
        && Audience == other.Audience
        && (IsApplication ? Organization == other.Organization : MemberOf == other.MemberOf)
        && Subject == other.Subject
        && DetailsAsked == other.DetailsAsked
        && ScopeAsked.SequenceEqual(other.ScopeAsked);
}

/// <summary>A login in a store: its refresh token, and how far it is.</summary>
internal sealed class StoredLogin
{
    // A caller with an older one hasn't used it for a long time.
    private const int Remembered = 16;

    public required string Id { get; init; }

    public string RefreshToken { get; set; } = "";

    /// <summary>The refresh token, and those before it: fingerprints, the newest last.</summary>
    public List<string> Fingerprints { get; set; } = [];

    /// <summary>How many refresh tokens the login had before this one.</summary>
    public int Rotation { get; set; }

    public string[]? GrantedScope { get; set; }

    /// <summary>The thumbprint of the key that the refresh token is bound to; null without DPoP.</summary>
    public string? Key { get; set; }

    /// <summary>When the refresh token was sent, until the answer is stored: if it stays, the answer was lost with its process.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Keeps the family's newest refresh token.</summary>
    public void Keep(RefreshTokenFamily family, Auth0Secret newest)
    {
        if (family.Rotation < Rotation)
        {
            return; // another process has a newer one
        }

        (RefreshToken, Rotation, SentAt, Key) = (newest.Reveal(), family.Rotation, null, family.KeyThumbprint);
        var fingerprint = RefreshTokenFamilies.Fingerprint(newest);
        if (!Fingerprints.Contains(fingerprint))
        {
            Fingerprints.Add(fingerprint);
            Fingerprints.RemoveRange(0, Math.Max(0, Fingerprints.Count - Remembered));
        }
    }
}

/// <summary>Reads and writes stored tokens as JSON. The compiler generates it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(StoredTokens))]
internal sealed partial class StoredTokensJson : JsonSerializerContext;
