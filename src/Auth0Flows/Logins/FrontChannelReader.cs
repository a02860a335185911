using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>Reads the response of /authorize. Before the state is checked, nothing in it is trusted.</summary>
internal static class FrontChannelReader
{
    /// <summary>Whether these fields are the response to this login.</summary>
    public static bool IsTo(Auth0AuthorizeRequest request, IReadOnlyDictionary<string, string> form) =>
        form.TryGetValue("state", out var state) && state.Length < 65_536 && SecretComparison.AreEqual(state.ToSecret(), request.State);

    /// <summary>Reads the response to a request.</summary>
    /// <remarks>
    /// RFC 9207: an attacker's response with the code of another issuer could send that code to our token endpoint, unless the response
    /// specifies its issuer. Auth0 specifies it depending on the tenant's settings. A response without an issuer is accepted, because the
    /// tenant's discovery document, which says whether it is required, is never read.
    /// </remarks>
    /// <exception cref="Auth0Exception">The response is from another issuer, is an error response, or lacks a requested value.</exception>
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
            return null; // unrequested values are ignored
        }

        return form.GetValueOrDefault(name) is { Length: > 0 and <= 65_536 } value
            ? value.ToSecret()
            : throw new Auth0ResponseException(
                name == "id_token" ? Auth0ErrorCode.MissingIdToken : Auth0ErrorCode.IncompleteAuthorization,
                $"The browser's answer contains no usable {name}."
            );
    }
}
