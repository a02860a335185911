using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Api.Resources;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows.Logins;

/// <summary>
/// /dbconnections: what users of a database connection do for themselves. The application needs no secret for it.
/// </summary>
internal sealed class DatabaseUsers(AuthenticationApi api)
{
    /// <summary>POST /dbconnections/signup: <see href="https://auth0.com/docs/api/authentication/signup/create-a-new-user"/>.</summary>
    public async Task<Auth0User> SignUpAsync(
        Auth0SignupOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var metadata = options.UserMetadata is { Count: > 0 } given ? JsonValues.ToUtf8(given) : null;
        var answer = await api.SendAsync(
                () => CreateSignup(options, metadata),
                RepeatPolicy.WhenRateLimited,
                $"{options} was not signed up",
                ExplainSignup,
                activity,
                cancellationToken
            )
            .ConfigureAwait(false);
        return ReadUser(answer);
    }

    /// <summary>
    /// POST /dbconnections/change_password: <see href="https://auth0.com/docs/api/authentication/change-password/change-password"/>. The
    /// answer is a sentence, and the same for an address that no user has.
    /// </summary>
    public async Task<string> RequestPasswordResetAsync(
        string email,
        string connection,
        string? organization,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var answer = await api.SendAsync(
                () =>
                {
                    var body = new JsonContent();
                    body.Add("client_id", api.Context.ClientId)
                        .Add("email", email)
                        .Add("connection", connection)
                        .Add("organization", organization);
                    return new HttpRequestMessage(HttpMethod.Post, api.AddressOf("dbconnections/change_password")) { Content = body };
                },
                RepeatPolicy.WhenRateLimited, // each request may send an e-mail
                $"No e-mail was sent to {email}",
                static (error, description) =>
                    Mentions(description, "connection") || Mentions(error ?? "", "connection") ? Auth0ErrorCode.UnknownRealm : null,
                activity,
                cancellationToken,
                takesText: true
            )
            .ConfigureAwait(false);
        return ServerText.Clean(answer.Sent.Mask(Encoding.UTF8.GetString(answer.Utf8.Span).Trim().Trim('"')));
    }

    private HttpRequestMessage CreateSignup(Auth0SignupOptions options, byte[]? metadata)
    {
        var body = new JsonContent();
        body.Add("client_id", api.Context.ClientId)
            .Add("connection", options.Connection)
            .Add("email", options.Email)
            .Add("username", options.Username)
            .Add("phone_number", options.PhoneNumber)
            .Add("password", options.Password)
            .Add("name", options.Name)
            .Add("given_name", options.GivenName)
            .Add("family_name", options.FamilyName)
            .Add("nickname", options.Nickname)
            .Add("picture", options.Picture);
        if (metadata is not null)
        {
            body.AddJson("user_metadata", metadata);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("dbconnections/signup")) { Content = body };
        SentSecrets.Add(request, () => SecretsOf(options.UserMetadata));
        return request;
    }

    private static List<Auth0Secret> SecretsOf(IDictionary? metadata)
    {
        var secrets = new List<Auth0Secret>();
        if (metadata is not null)
        {
            SecretFinder.AddFrom(metadata, secrets);
        }

        return secrets;
    }

    // https://auth0.com/docs/libraries/common-auth0-library-authentication-errors
    private static Auth0ErrorCode? ExplainSignup(string? error, string description) =>
        error switch
        {
            "invalid_password" or "password_strength_error" => Auth0ErrorCode.PasswordTooWeak,
            "password_dictionary_error" => Auth0ErrorCode.PasswordTooCommon,
            "password_no_user_info_error" => Auth0ErrorCode.PasswordContainsUserInfo,
            "user_exists" or "username_exists" or "email_exists" or "phone_number_exists" => Auth0ErrorCode.UserExists,
            "invalid_signup" => Auth0ErrorCode.InvalidSignup,
            "public_signup_disabled" or "not_allowed" => Auth0ErrorCode.SignupDisabled,
            _ when Mentions(description, "signup") && Mentions(description, "disabled") => Auth0ErrorCode.SignupDisabled,
            "bad.connection" or "connection_not_found" => Auth0ErrorCode.UnknownRealm,
            _ when Mentions(description, "connection") => Auth0ErrorCode.UnknownRealm,
            _ => null,
        };

    private static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    // The answer has the user's id without the strategy; the rest of the API has it with it: auth0|…
    private static Auth0User ReadUser(HttpExchange answer)
    {
        using var json = JsonAnswer.ParseObject(answer);
        var id =
            AuthenticationApi.Text(json.RootElement, "_id")
            ?? AuthenticationApi.Text(json.RootElement, "Id")
            ?? AuthenticationApi.Text(json.RootElement, "id")
            ?? throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no usable _id.")
            {
                Request = answer.Request,
                StatusCode = answer.StatusCode,
            };
        var user = JsonNode.Parse(answer.Utf8.Span)!.AsObject();
        user.Remove("_id");
        user["user_id"] = id.Contains('|', StringComparison.Ordinal) ? id : $"auth0|{id}";
        return user.Deserialize(Auth0JsonContext.Default.Auth0User)!;
    }
}
