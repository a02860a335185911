using System.Text.Json;

namespace Auth0Flows.Tests.Json;

/// <summary>Names of properties that say that their values are secret, and names that only look so.</summary>
public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("recovery_codes refresh_tokens access_tokens idTokens passwords api_keys private_keys secret_keys accessKeys passphrases")]
    [InlineData("shared_key hmac_key account_key encryption_key client_assertion device_code oob_code code_verifier pwd passwd passcode")]
    [InlineData("ticket_id ticket_url invitation_url client_secret password twilio_token httpAuthorization x-api-key smtp_pass skey key")]
    [InlineData("configuration bareConfiguration credentials link_with setup assertion otp jwt SAMLResponse password1 token_2")]
    [InlineData("password_confirmation passwordConfirm secretValue tokenValue Ocp-Apim-Subscription-Key X-Functions-Key client_key")]
    [InlineData("user[password] users[0][client_secret] passwords[] a[b][token][]")]
    public void Name_OfASecret_IsOne_AsATextAndAsAList(string names)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.True(SecretNames.Contains(name), name);
            Assert.True(SecretNames.Contains(name, JsonValueKind.Array), name);
        }
    }

    [Fact]
    public void Name_WithSpaces_IsOne() => Assert.True(SecretNames.Contains("Subscription Key"));

    [Theory]
    [InlineData("bindCredentials", JsonValueKind.String, true)] // of a connection to LDAP
    [InlineData("bind_credentials", JsonValueKind.String, true)]
    [InlineData("serviceAccountCredentials", JsonValueKind.String, true)]
    [InlineData("bindCredentials", JsonValueKind.Array, false)] // references, as in client_authentication_methods
    [InlineData("allow_credentials", JsonValueKind.True, false)]
    [InlineData("Access-Control-Allow-Credentials", JsonValueKind.String, false)]
    public void Credentials_AreASecret_AsAText(string name, JsonValueKind kind, bool expected) =>
        Assert.Equal(expected, SecretNames.Contains(name, kind));

    // From https://auth0.com/docs/api/management/v2
    [Theory]
    [InlineData("token_lifetime token_endpoint_auth_method token_endpoint_auth_methods_supported token_dialect token_exchange token_quota")]
    [InlineData("access_token_lifetime id_token_expires_in ticket_lifetime ttl_sec passwordPolicy password_policy password_history keys")]
    [InlineData("signing_keys signing_alg credential_type credential_ids invitation_id inviter invitee user_code device_name grant_types")]
    [InlineData(
        "key_id kid keyid thumbprint pkcs7 cert subject public_key oob_channel code_challenge authorization_endpoint authorized_parties"
    )]
    [InlineData("password[length] [] ] a[] token[0][name]")]
    [InlineData("configuration_id secret_type requires_username enrollment_id recovery_code_enabled token_type tokens_per_minute")]
    public void Name_OfAnOrdinaryProperty_IsNone(string names)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.False(SecretNames.Contains(name), name);
            Assert.False(SecretNames.Contains(name, JsonValueKind.Array), name);
        }
    }

    [Theory]
    [InlineData("refresh_token", false)] // an application's settings
    [InlineData("password", false)] // of authentication_methods
    [InlineData("encryption_key", false)] // the certificate of an application
    [InlineData("configuration", true)]
    [InlineData("setup", true)]
    [InlineData("credentials", true)]
    public void Name_OfAnObject_SaysWhetherAllOfItIsSecret(string name, bool isSecret) =>
        Assert.Equal(isSecret, SecretNames.Contains(name, JsonValueKind.Object));

    [Fact]
    public void Settings_AreSecret_InAnyForm_AndReferencesAreNot()
    {
        using var json = JsonDocument.Parse(
            """
            {
                "configuration": "s3cret", "bareConfiguration": ["s3cret", {"url": "s3cret"}], "refresh_token": {"rotation_type": "rotating"},
                "credentials": ["s3cret", {"id": "cred_1", "client_secret": "s3cret"}]
            }
            """
        );

        var values = SecretValues.Hide(json.RootElement);

        Assert.Equal(
            """
            {"configuration":{},"bareConfiguration":[{},{"url":{}}],"refresh_token":{"rotation_type":"rotating"},"credentials":[{},{"id":"cred_1","client_secret":{}}]}
            """,
            JsonSerializer.Serialize(values)
        );
    }
}
