namespace Auth0Flows.Tests.Configuration;

/// <summary>What isn't in a list of members is removed, so something else in its place is an error before anything is requested.</summary>
public sealed class MemberListTests : ConfigurationTest
{
    public static TheoryData<string, string, string> Lists
    {
        get
        {
            var lists = new TheoryData<string, string, string>();
            foreach (
                var (file, place, content) in new[]
                {
                    ("triggers/triggers.json", "bindings of 'post-login'", "{\"post-login\":HERE}"),
                    ("roles/a.json", "permissions of 'a'", "{\"name\":\"a\",\"permissions\":HERE}"),
                    ("connections/a.json", "enabled_clients of 'a'", "{\"name\":\"a\",\"strategy\":\"oidc\",\"enabled_clients\":HERE}"),
                    (
                        "database-connections/a/database.json",
                        "enabled_clients of 'a'",
                        "{\"name\":\"a\",\"strategy\":\"auth0\",\"enabled_clients\":HERE}"
                    ),
                    ("organizations/a.json", "connections of 'a'", "{\"name\":\"a\",\"connections\":HERE}"),
                    ("organizations/a.json", "client_grants of 'a'", "{\"name\":\"a\",\"client_grants\":HERE}"),
                    ("organizations/a.json", "discovery_domains of 'a'", "{\"name\":\"a\",\"discovery_domains\":HERE}"),
                    ("guardian/policies.json", "policies", "{\"policies\":HERE}"),
                    ("prompts/partials.json", "login.login", "{\"login\":[{\"login\":HERE}]}"),
                }
            )
            {
                foreach (
                    var (value, name) in new[]
                    {
                        ("null", "null"),
                        ("\"x\"", "a text"),
                        ("7", "a number"),
                        ("false", "true or false"),
                        ("{\"name\":\"x\"}", "an object"),
                        ("[7]", "a number"),
                        ("[null]", "null"),
                        ("[[]]", "a list"),
                        ("[{}]", "an object"),
                    }
                )
                {
                    lists.Add(file, content.Replace("HERE", value, StringComparison.Ordinal), $"has {name} as |{place}");
                }

                if (!content.Contains("enabled_clients", StringComparison.Ordinal) && !place.Contains("policies", StringComparison.Ordinal))
                {
                    lists.Add(file, content.Replace("HERE", "[\"x\"]", StringComparison.Ordinal), $"has a text as |{place}");
                }
            }

            lists.Add("clients/a.json", "{\"name\":\"a\",\"client_metadata\":\"x\"}", "has a text as |client_metadata of 'a'");
            lists.Add("organizations/a.json", "{\"name\":\"a\",\"metadata\":[1]}", "has a list as |metadata of 'a'");
            lists.Add("prompts/custom-text.json", "{\"en\":null}", "has null as |en");
            lists.Add("prompts/custom-text.json", "{\"en\":{\"login\":[]}}", "has a list as |en.login");
            lists.Add("prompts/custom-text.json", "{\"en\":{\"login\":{\"login\":\"x\"}}}", "has a text as |en.login.login");
            lists.Add("prompts/partials.json", "{\"login\":{}}", "has an object as |login");
            lists.Add("prompts/partials.json", "{\"login\":null}", "has null as |login");
            lists.Add("prompts/partials.json", "{\"login\":[{},{}]}", "has a list as |login");
            lists.Add("prompts/partials.json", "{\"login\":[\"x\"]}", "has a list as |login");
            return lists;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void SomethingElse_InThePlaceOfAList_IsAnError_ThatNamesFileAndPlace(string file, string content, string message)
    {
        Write(file, content);

        var failure = Assert.Throws<Auth0ConfigurationException>(() => ReadFolder());

        Assert.Equal(Auth0ErrorCode.InvalidConfiguration, failure.Code);
        Assert.StartsWith($"The file {PathOf(file)} {message.Split('|')[0]}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message.Split('|')[1], failure.Message, StringComparison.Ordinal);
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData("roles/a.json", "{\"name\":\"a\",\"permissions\":[]}")]
    [InlineData("roles/a.json", "{\"name\":\"a\"}")]
    [InlineData("clients/a.json", "{\"name\":\"a\",\"client_metadata\":[]}")] // as programs in PHP write {}
    [InlineData("triggers/triggers.json", "{\"post-login\":[]}")]
    [InlineData("prompts/partials.json", "{\"login\":[]}")]
    public void EmptyList_AndNone_AreNoError(string file, string content)
    {
        Write(file, content);

        Assert.Equal(1, ReadFolder().Count);
    }

    [Fact]
    public async Task ListThatTheFileDoesNotHave_StaysAsItIs()
    {
        await ExportAsync(null, "roles");
        Edit("roles/editor.json", "description", "changed");
        var file = System.Text.Json.Nodes.JsonNode.Parse(Read("roles/editor.json"))!.AsObject();
        file.Remove("permissions");
        Write("roles/editor.json", file.ToJsonString());
        Tenant.ClearRequests();

        Assert.Equal(["Update roles editor"], await ImportAsync());

        Assert.Single(Tenant.Requests, static request => request.Method != "GET");
    }
}
