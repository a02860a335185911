using System.Collections;

namespace Auth0Flows.Tests.Api;

/// <summary>What of an object goes into a copy of it, in another tenant too.</summary>
public sealed class CopyTests : ObjectTest
{
    [Fact]
    public async Task Copy_OfAnApplication_IsWithoutWhatTheApiSets_AndWithoutWhatBelongsToItsTenant()
    {
        var client = await ReadAsync(
            Auth0Resources.Clients,
            """
            {"client_id":"abc","client_secret":"s3cret","tenant":"acme","global":false,"signing_keys":[{"cert":"x"}],"name":"web","description":null,
             "callbacks":["https://a.example/"],"jwt_configuration":{"alg":"RS256"},"client_authentication_methods":{"private_key_jwt":{"credentials":[{"id":"cred_1"}]}},
             "default_organization":{"organization_id":"org_1"},"brand_new":{"x":1.50}}
            """
        );
        var leftOut = new List<string>();

        var copy = Auth0Resources.Clients.Copy(client, leftOut);

        Assert.Equal(["name", "callbacks", "jwt_configuration", "brand_new"], copy.Keys.Cast<string>());
        Assert.Equal(["client_authentication_methods", "default_organization"], leftOut.Order());
        Assert.Equal("""{"x":1.50}""", copy["brand_new"]!.ToString());
    }

    [Fact]
    public async Task Copy_OfAnotherObject_IsWithoutItsId()
    {
        var organization = await ReadAsync(Auth0Resources.Organizations, DocumentedObject.Organization);

        var copy = Auth0Resources.Organizations.Copy(organization);

        Assert.False(copy.Contains("id"));
        Assert.Equal("acme", copy["name"]!.ToString());
        Assert.Equal(6, ((ICollection)copy.Keys).Count);
    }
}
