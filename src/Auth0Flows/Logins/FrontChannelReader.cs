using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>Reads the answer of /authorize. Nothing in it is trusted before the state was compared.</summary>
internal static class FrontChannelReader
{
    /// <summary>Whether these fields answer this login.</summary>
    public static bool IsTo(Auth0AuthorizeRequest request, IReadOnlyDictionary<string, string> form) =>
        form.TryGetValue("state", out var state) && state.Length < 65_536 && SecretComparison.AreEqual(state.ToSecret(), request.State);

    /// <summary>Reads the answer to a request.</summary>
    /// <remarks>
    /// RFC 9207: who answers another issuer's login with a code of their own sends us to the token endpoint with it, unless the answer says
    /// whose it is. Auth0 says so where the tenant's settings have it do so; an answer that doesn't say is taken, for the tenant's
    /// discovery document, which would tell whether it must, is never read.
    /// </remarks>
    /// <exception cref="Auth0Exception">It is another's, a refusal, or lacks what was asked for.</exception>
    public static FrontChannelAnswer Read(Auth0AuthorizeRequest request, IReadOnlyDictionary<string, string> form, string clientId)
    {
        if (!IsTo(request, form))
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.StateMismatch,
                form.ContainsKey("state")
                    ? "The answer does not belong to this login: the state does not match."
                    : "The answer has no state, although one was sent."
            );
        }

        if (!request.TryUse())
        {
            throw new Auth0ResponseException(Auth0ErrorCode.StateMismatch, "This login has already been answered.");
        }

        if (form.TryGetValue("iss", out var issuer) && issuer != request.Domain.Issuer)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.AuthorizationIssuerMismatch,
                $"The answer is from the issuer '{ServerText.Clean(issuer)}', but the login is with '{request.Domain.Issuer}'. The code was not used."
            );
        }

        if (form.TryGetValue("error", out var error))
        {
            var description = form.TryGetValue("error_description", out var words) ? ServerText.Clean(words) : null;
            throw TokenRefusal.FromBrowser(ServerText.Clean(error), description, request.Options, clientId);
        }

        var expected = request.ResponseType.Split(' ');
        return new FrontChannelAnswer
        {
            State = request.State,
            Code = Require(form, "code", isExpected: true)!,
            IdToken = Require(form, "id_token", expected.Contains("id_token")),
            AccessToken = Require(form, "access_token", expected.Contains("token")),
        };
    }

    private static Auth0Secret? Require(IReadOnlyDictionary<string, string> form, string name, bool isExpected)
    {
        if (!isExpected)
        {
            return null; // what nobody asked for is not looked at
        }

        return form.GetValueOrDefault(name) is { Length: > 0 and <= 65_536 } value
            ? value.ToSecret()
            : throw new Auth0ResponseException(
                name == "id_token" ? Auth0ErrorCode.MissingIdToken : Auth0ErrorCode.IncompleteAuthorization,
                $"The browser's answer contains no usable {name}."
            );
    }
}
