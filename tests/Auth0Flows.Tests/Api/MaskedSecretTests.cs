using System.Text;

namespace Auth0Flows.Tests.Api;

/// <summary>What a serialiser leaves of a secret doesn't overwrite the secret: nothing is sent.</summary>
public sealed class MaskedSecretTests : SessionTest
{
    [Theory]
    [InlineData("""{"options":{"client_id":"a","client_secret":{}}}""", "client_secret")] // ConvertTo-Json, Export-Clixml
    [InlineData("""{"options":{"client_secret":"********"}}""", "client_secret")] // Export-Csv, "$secret"
    [InlineData("""{"sink":{"httpAuthorization":"Bearer ********"}}""", "httpAuthorization")]
    [InlineData("""{"user_metadata":{"pin":"********"}}""", "pin")] // a SecureString under any name
    [InlineData("""{"secrets":[{"name":"A","value":"********"}]}""", "value")]
    [InlineData("""{"recovery_codes":["a",{}]}""", "recovery_codes")]
    [InlineData("""{"sink":{"httpCustomHeaders":[{"header":"X-Key","value":{}}]}}""", "value")] // hidden by what it is in
    [InlineData("""{"sink":{"httpCustomHeaders":[{"header":{},"value":{}}]}}""", "header")]
    [InlineData("""{"options":{"configuration":{"MONGO_URL":{}}}}""", "MONGO_URL")]
    [InlineData("""{"options":{"configuration":{"password":{}}}}""", "password")]
    [InlineData("""{"options":{"customHeaders":{"X-Tenant":{}}}}""", "X-Tenant")]
    [InlineData("""{"options":{"signing_key":{"key":{},"cert":"c"}}}""", "key")]
    [InlineData("""{"credentials":{"region":{}}}""", "region")]
    [InlineData("""{"secrets":[{"name":"A","value":{}}]}""", "value")]
    [InlineData("""{"client_secret":{"Length":22}}""", "client_secret")] // ConvertTo-Json of a SecureString
    [InlineData("""{"client_secret":"System.Security.SecureString"}""", "client_secret")] // "$secureString"
    [InlineData("""{"app_metadata":{"pin":"System.Security.SecureString"}}""", "pin")]
    [InlineData("""{"signing_key":"System.Collections.Specialized.OrderedDictionary"}""", "signing_key")] // -Depth 1
    [InlineData("""{"httpCustomHeaders":["System.Collections.Hashtable"]}""", "httpCustomHeaders")]
    [InlineData("""{"configuration":{"DB":"System.Object[]"}}""", "DB")]
    [InlineData("""{"app_metadata":{"refresh_token":{}}}""", "refresh_token")] // an object elsewhere, here a text
    [InlineData("""{"user_metadata":{"ftp":{"password":{}}}}""", "password")]
    [InlineData("""{"app_metadata":{"x-api-key":{}}}""", "x-api-key")]
    [InlineData("""{"actions":[{"params":{"headers":{"x-api-key":{}}}}]}""", "x-api-key")]
    [InlineData("""{"options":{"decryptionKey":{}}}""", "decryptionKey")]
    [InlineData("""{"refresh_token":{"Length":15}}""", "refresh_token")]
    [InlineData("""{"options":{"customScripts":{"change_password":{}}}}""", "change_password")]
    [InlineData("""{"app_metadata":{"a":"@{token=********; n=1}"}}""", "a")] // -Depth 2
    [InlineData("""{"app_metadata":{"a":"@{n=1; token=********}"}}""", "a")]
    [InlineData("""{"options":{"configuration":{"DB":"mongodb://u:********@h"}}}""", "DB")]
    [InlineData("name=a&client_secret=********", "client_secret")]
    [InlineData("name=a&client_secret=System.Security.SecureString", "client_secret")]
    public async Task BodyWithAMask_IsNotSent(string body, string name)
    {
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Patch,
            Path = "connections/con_1",
            Body = body,
        };

        await IsRefusedAsync(request, name);
        if (body.StartsWith('{'))
        {
            using var json = System.Text.Json.JsonDocument.Parse(body);
            await IsRefusedAsync(request with { Body = json.RootElement.Clone() }, name);
        }
    }

    [Fact]
    public async Task FieldWithAMask_IsNotSent()
    {
        var request = new Auth0ApiRequest { Method = HttpMethod.Post, Path = "jobs/users-imports" };

        await IsRefusedAsync(request with { Headers = [new("X-Api-Key", "key ********")] }, "X-Api-Key");
        await IsRefusedAsync(request with { Query = [new("any", "********")] }, "any");
        await IsRefusedAsync(request with { Path = "users?token=********" }, "token");
        await IsRefusedAsync(request with { Form = [new("password") { Text = "********" }] }, "password");
        await IsRefusedAsync(request with { Form = [new("any") { Secret = "********".ToSecret() }] }, "any");
        await IsRefusedAsync(
            request with
            {
                Form = [new("users") { Content = Encoding.UTF8.GetBytes("""[{"email":"a@b","password_hash":{}}]""") }],
            },
            "password_hash"
        );
    }

    [Fact]
    public async Task FileWithAMask_IsNotSent()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, """{"options":{"client_secret":{}}}""", new UTF8Encoding(true), Cancel);

        try
        {
            var request = new Auth0ApiRequest { Method = HttpMethod.Patch, Path = "connections/con_1" };
            await IsRefusedAsync(request with { BodyFile = file }, "client_secret");
            await IsRefusedAsync(request with { Form = [new("users") { FilePath = file }] }, "client_secret");
        }
        finally
        {
            File.Delete(file);
        }
    }

    // An empty object that is one, and texts that only look like a mask.
    [Theory]
    [InlineData("""{"options":{"authentication_methods":{"password":{},"otp":{}},"configuration":{},"customHeaders":{}}}""")]
    [InlineData("""{"refresh_token":{},"encryption_key":{},"token_encryption":{"encryption_key":{}},"credentials":{}}""")]
    [InlineData("""{"options":{"customScripts":{"change_password":"/******** ***/ log('password: ********');"}}}""")]
    [InlineData("""{"login":{"passwordPlaceholder":"********"},"config":{"placeholder":"********"},"x":"@{a=1; b=********* }"}""")]
    [InlineData("""{"configuration":{"BANNER":"**********"}}""")]
    [InlineData("""{"description":"********** for tests","code":"/********/ exports.x = 1;","name":"*********"}""")]
    [InlineData("""{"login-password":{},"signup-password":{},"stage":{"pre-change-password":{}},"reset-password":{}}""")]
    [InlineData("""{"change_password":{},"token_quota":{"client_credentials":{}},"subject_type_authorization":{}}""")]
    [InlineData("""{"options":{"federated_connections_access_tokens":{}},"authentication":{"credentials":[{}]},"length":{"Length":1}}""")]
    [InlineData("""{"type":"System.String","password":"System.","api_key":"System.Foo bar","token":"mySystem.String"}""")]
    [InlineData("a=********x&b=/********/")]
    [InlineData("/******** a script ********/")]
    public async Task OtherBody_IsSent(string body)
    {
        var answer = await Session.SendAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Uri = new Uri($"{Tenant.Domain}/echo/a"),
                Audience = Orders,
                Body = body,
                SkipsErrorCheck = true,
            },
            Log,
            Cancel
        );

        Assert.Equal(body, Tenant.Requests[^1].ReadBody());
        Assert.NotNull(answer);
    }

    private async Task IsRefusedAsync(Auth0ApiRequest request, string name)
    {
        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MaskedSecret,
            () => Session.SendAsync(request, Log, Cancel)
        );
        Assert.StartsWith($"'{name}' has what a serialiser or a text shows", failure.Message, StringComparison.Ordinal);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.MaskedSecret, () => Session.DescribeAsync(request, Log, Cancel));
        Assert.DoesNotContain(Tenant.Requests, static one => one.Path != "/oauth/token");
    }
}
