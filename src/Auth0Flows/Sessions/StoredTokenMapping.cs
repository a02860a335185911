using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>Makes stored tokens of a session's tokens, and the other way round.</summary>
/// <param name="context">The session.</param>
/// <param name="families">The families of the session's refresh tokens.</param>
/// <param name="home">Where the families of stored logins belong.</param>
/// <param name="keys">The keys that the tokens are bound to; null without DPoP.</param>
internal sealed class StoredTokenMapping(
    SessionContext context,
    RefreshTokenFamilies families,
    IRefreshTokenHome home,
    DPoPKeys? keys = null
)
{
    /// <summary>Puts a token to those that are stored, with its refresh token.</summary>
    public void Put(StoredTokens stored, Auth0Token token, bool isLogin)
    {
        if (token.Family is { Newest: { } newest } family)
        {
            family.StoredId ??= Guid.NewGuid().ToString("N");
            family.Home = home;
            if (stored.FindLogin(family.StoredId) is not { } login)
            {
                stored.Logins.Add(login = new StoredLogin { Id = family.StoredId });
            }

            login.Keep(family, newest);
            login.GrantedScope = family.GrantedScope?.ToArray();
            PutKey(stored, login.Key);
        }

        PutKey(stored, token.KeyThumbprint);
        stored.Put(ToStored(token), isLogin);
    }

    /// <summary>Whether the session has the key that a token is bound to, if it is bound to one.</summary>
    public bool HasKeyOf(StoredToken token) => token.Key is null || keys?.TryFind(token.Key, out _) == true;

    /// <summary>Whether the session's tokens are bound to keys.</summary>
    public bool HasKeys => keys is not null;

    /// <summary>Keeps the session's keys, if it has any, until the result is disposed.</summary>
    public IDisposable? HoldKeys() => keys?.Hold();

    /// <summary>Gives the session the keys of what is stored.</summary>
    public void TakeKeys(StoredTokens stored)
    {
        foreach (var kept in (keys is null ? null : stored.Keys) ?? [])
        {
            if (!keys!.TryFind(kept.Thumbprint, out _) && kept.Read() is { } key)
            {
                keys.Add(key);
            }
        }
    }

    public static StoredToken ToStored(Auth0Token token)
    {
        var isApplication = token.GrantType == Auth0GrantType.ClientCredentials;
        return new()
        {
            AccessToken = token.AccessToken.Reveal(),
            TokenType = token.TokenType,
            IdToken = token.IdToken?.Reveal(),
            IssuedAt = token.IssuedAt,
            ExpiresAt = token.ExpiresAt,
            Scope = token.ScopeAnswered,
            GrantType = token.GrantType,
            Audience = token.AudienceAsked,
            OtherAudience = token.OtherAudience,
            Organization = token.OrganizationAsked,
            ScopeAsked = token.ScopeAsked.ToArray(),
            AuthorizationDetails = token.DetailsAnswered,
            DetailsAsked = token.DetailsAsked.Length > 0 ? token.DetailsAsked : null,
            OtherScope = token.OtherScope.IsEmpty ? null : token.OtherScope.ToArray(),
            OtherDetails = token.OtherDetails?.ToJson(),
            Subject = isApplication ? null : token.Subject,
            MemberOf = isApplication ? null : token.Organization,
            Login = token.IsRenewable ? token.Family!.StoredId : null,
            Key = token.KeyThumbprint,
        };
    }

    public Auth0Token ToToken(StoredToken stored, StoredTokens all)
    {
        RefreshTokenFamily? family = null;
        if (all.FindLogin(stored.Login) is { } login)
        {
            family = families.OfStored(login.Id, login.RefreshToken.ToSecret(), login.Rotation);
            family.Home = home;
            family.GrantedScope ??= login.GrantedScope;
            family.KeyThumbprint ??= login.Key;
        }

        var answer = new TokenAnswer(
            stored.AccessToken,
            stored.TokenType,
            stored.ExpiresAt - stored.IssuedAt,
            stored.Scope,
            RefreshToken: null,
            stored.IdToken?.ToSecret()
        )
        {
            AuthorizationDetails = stored.AuthorizationDetails,
        };
        var asked = new TokenAsked(
            stored.GrantType,
            stored.Audience,
            stored.Organization,
            ScopeSet.From(stored.ScopeAsked),
            stored.OtherAudience
        )
        {
            Details = stored.DetailsAsked ?? "",
            OtherScope = ScopeSet.From(stored.OtherScope ?? []),
            OtherDetails = ReadDetails(stored.OtherDetails),
        };
        return new Auth0Token(answer, asked, context.Domain, context.ClientId, context.TimeProvider, family, stored.IssuedAt)
        {
            KeyThumbprint = stored.Key,
        };
    }

    public static TokenKey KeyOf(StoredToken token) =>
        new(token.Audience ?? "", token.Organization ?? "", "", ScopeSet.From(token.ScopeAsked).ToString())
        {
            Details = token.DetailsAsked ?? "",
        };

    private static Auth0AuthorizationDetails? ReadDetails(string? json)
    {
        try
        {
            return json is null ? null : Auth0AuthorizationDetails.Parse(json);
        }
        catch (Auth0ConfigurationException)
        {
            return null; // somebody changed what the store had
        }
    }

    // A key that was wiped meanwhile, with its session, is not stored: its tokens can't be used any more.
    private void PutKey(StoredTokens stored, string? thumbprint)
    {
        if (
            thumbprint is not null
            && keys is not null
            && stored.Keys?.Exists(kept => kept.Thumbprint == thumbprint) != true
            && keys.TryFind(thumbprint, out var key)
        )
        {
            (stored.Keys ??= []).Add(StoredKey.Of(key));
        }
    }
}
