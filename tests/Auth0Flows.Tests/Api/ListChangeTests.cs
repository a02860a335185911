using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>What is added to the lists of an object and removed from them, while others change the object too.</summary>
public sealed class ListChangeTests : SessionTest
{
    private const string Old = "https://old.example.com/";
    private const string Mine = "https://mine.example.com/";
    private const string Other = "https://other.example.com/";

    [Fact]
    public async Task Values_AreAddedAtTheEnd_AndRemoved_InOneRequest()
    {
        var id = await CreateAsync(Old, Other);

        await UpdateAsync(id, new Auth0ListChange("callbacks") { Added = [Mine], Removed = [Old] });

        Assert.Equal([Other, Mine], await CallbacksAsync(id));
        Assert.Equal($$"""{"callbacks":["{{Other}}","{{Mine}}"]}""", Assert.Single(Changes).ReadBody());
    }

    [Fact]
    public async Task Nothing_IsSentOrAsked_WhereTheListIsAsItShouldBe()
    {
        var id = await CreateAsync(Old);

        var answer = await UpdateAsync(
            id,
            new Auth0ListChange("callbacks") { Added = [Old], Removed = [Mine] },
            _ => throw new InvalidOperationException("There is nothing to confirm.")
        );

        Assert.Empty(Changes);
        Assert.Equal([Old], Auth0Resources.Clients.Read(answer!).Callbacks!);
    }

    [Fact]
    public async Task Nothing_IsSent_ThatIsNotConfirmed()
    {
        var id = await CreateAsync(Old);
        Auth0ApiRequest? shown = null;

        var answer = await UpdateAsync(
            id,
            new Auth0ListChange("callbacks") { Added = [Mine] },
            request =>
            {
                shown = request;
                return Task.FromResult(false);
            }
        );

        Assert.Null(answer);
        Assert.Empty(Changes);
        Assert.Equal(2, ((ICollection)((IDictionary)shown!.Body!)["callbacks"]!).Count);
    }

    [Fact]
    public async Task List_IsReadAgain_WhereItTookAPersonTimeToConfirm()
    {
        var id = await CreateAsync(Old);

        await UpdateAsync(
            id,
            new Auth0ListChange("callbacks") { Added = [Mine] },
            async _ =>
            {
                await ReplaceAsync(id, Old, Other);
                Time.Advance(TimeSpan.FromSeconds(2));
                return true;
            }
        );

        Assert.Equal([Old, Other, Mine], await CallbacksAsync(id));
    }

    [Fact]
    public async Task Change_IsMadeAgain_WhereAnotherWritersListCameOnTopOfIt()
    {
        var id = await CreateAsync(Old);
        var held = new Auth0LocalTenantFault
        {
            Kind = Auth0LocalTenantFaultKind.Hold,
            Method = "GET",
            Path = $"/api/v2/clients/{id}",
            Skip = 1,
        };
        Tenant.AddFault(held);

        var update = UpdateAsync(
            id,
            new Auth0ListChange("callbacks") { Added = [Mine] },
            body: new OrderedDictionary { ["description"] = "once" }
        );
        Assert.True(SpinWait.SpinUntil(() => Changes.Any(static change => change.StatusCode == 200), TimeSpan.FromSeconds(20)));
        using (var others = Connect())
        {
            // Read before this change was there, sent after it.
            await others.UpdateAsync(
                Auth0Resources.Clients,
                id,
                new Dictionary<string, object?> { ["callbacks"] = new[] { Old, Other }, ["description"] = "theirs" },
                cancellationToken: Cancel
            );
        }

        held.Release();
        await update;

        Assert.Equal([Old, Other, Mine], await CallbacksAsync(id));
        Assert.Equal("theirs", (await Session.GetAsync(Auth0Resources.Clients, id, cancellationToken: Cancel)).Description);
    }

    [Fact]
    public async Task Change_IsGivenUp_WhereItIsLostEachTime()
    {
        var id = await CreateAsync(Old);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = $"/api/v2/clients/{id}",
                StatusCode = 200,
                Body = $$"""{"client_id":"{{id}}","callbacks":["{{Old}}"]}""",
                Times = 0,
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.ListNotTaken,
            () => UpdateAsync(id, new Auth0ListChange("callbacks") { Added = [Mine] })
        );

        Assert.Equal(3, Changes.Count());
        Assert.StartsWith(
            $"PATCH clients/{id} was answered with success 3 times, and the object still doesn't have the wanted callbacks",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(503, "{}")]
    [InlineData(200, "no JSON")]
    public async Task Change_IsSaidToBeMade_WhereTheReadAfterItFails(int status, string body)
    {
        var id = await CreateAsync(Old);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = $"/api/v2/clients/{id}",
                StatusCode = status,
                Body = body,
                Skip = 1,
                Times = 0,
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.ListNotChecked,
            () => UpdateAsync(id, new Auth0ListChange("callbacks") { Added = [Mine] })
        );

        Assert.StartsWith("The change was made, but ", failure.Message, StringComparison.Ordinal);
        Assert.Single(Changes);
        Assert.Equal([Old, Mine], await CallbacksAsync(id));
    }

    [Theory]
    [InlineData("callbacks", "{\"callbacks\":7}")]
    [InlineData("callbacks", "{\"callbacks\":true}")]
    [InlineData("callbacks", "{\"callbacks\":{\"a\":\"x\"}}")]
    [InlineData("options.domain_aliases", "{\"options\":{\"domain_aliases\":false}}")]
    [InlineData("options.domain_aliases", "{\"options\":[1]}")]
    [InlineData("options.domain_aliases", "{\"options\":\"text\"}")]
    public async Task SomethingElse_InThePlaceOfTheList_IsNotReplaced(string property, string before)
    {
        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.NotAList,
            () => SentToAsync(before, new Auth0ListChange(property) { Added = ["x"] })
        );

        Assert.Contains($"in the place of the list {property}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Changes);
    }

    [Fact]
    public async Task NameWithDots_LeadsIntoAnObject_WhoseOtherMembersGoBackAsTheyCame()
    {
        var request = await SentToAsync(
            """{"id":"con_1","options":{"client_secret":"s3cret","domain_aliases":["a.example"],"deep":{"x":1.50}}}""",
            new Auth0ListChange("options.domain_aliases") { Added = ["b.example"] }
        );

        Assert.Equal("""{"options":{"client_secret":"s3cret","domain_aliases":["a.example","b.example"],"deep":{"x":1.50}}}""", request);
    }

    [Fact]
    public async Task List_InAnObjectThatTheRequestChangesToo_IsPartOfThatObject()
    {
        var request = await SentToAsync(
            """{"id":"con_1","options":{"domain_aliases":["a.example"]}}""",
            new Auth0ListChange("options.domain_aliases") { Added = ["b.example"] },
            new OrderedDictionary
            {
                ["options"] = new OrderedDictionary
                {
                    ["domain_aliases"] = new[] { "a.example" },
                    ["set_user_root_attributes"] = "never_on_login",
                },
            }
        );

        Assert.Equal("""{"options":{"domain_aliases":["a.example","b.example"],"set_user_root_attributes":"never_on_login"}}""", request);
    }

    [Theory]
    [InlineData("""{"value":"a"}""", null)] // the name alone changes no description
    [InlineData("""{"value":"a","description":"Old"}""", null)]
    [InlineData(
        """{"value":"a","description":"New"}""",
        """{"scopes":[{"value":"a","description":"New"},{"value":"b","description":"B","extra":1}]}"""
    )]
    [InlineData(
        """{"value":"c"}""",
        """{"scopes":[{"value":"a","description":"Old"},{"value":"b","description":"B","extra":1},{"value":"c"}]}"""
    )]
    public async Task Objects_AreIdentifiedByTheirKey(string added, string? expected)
    {
        using var json = JsonDocument.Parse(added);

        var request = await SentToAsync(
            """{"id":"con_1","scopes":[{"value":"a","description":"Old"},{"value":"b","description":"B","extra":1}]}""",
            new Auth0ListChange("scopes") { Key = "value", Added = [json.RootElement.Clone()] }
        );

        Assert.Equal(expected, request);
    }

    [Fact]
    public async Task Objects_AreRemovedByTheirKey() =>
        Assert.Equal(
            """{"scopes":[{"value":"b"}]}""",
            await SentToAsync(
                """{"scopes":[{"value":"a","description":"b"},{"value":"b"}]}""",
                new Auth0ListChange("scopes") { Key = "value", Removed = ["a", "c"] }
            )
        );

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"callbacks":null}""")]
    public async Task List_ThatIsNotThere_IsMade(string before) =>
        Assert.Equal("""{"callbacks":["x"]}""", await SentToAsync(before, new Auth0ListChange("callbacks") { Added = ["x"] }));

    // Parts of what is read go back: they would replace what the object has.
    [Theory]
    [InlineData(200, "{}", "something else than the object")]
    [InlineData(200, """{"client_id":"another","callbacks":["x"]}""", "something else than the object")]
    [InlineData(200, """{"client":{"client_id":"*","callbacks":["x"]}}""", "something else than the object")]
    [InlineData(200, """{"error":"x","statusCode":500}""", "something else than the object")]
    [InlineData(202, """{"client_id":"*"}""", "the status 202 instead of 200")]
    [InlineData(200, """{"client_id":"*","callbacks":["x"],"callbacks":[]}""", "the property callbacks more than once")]
    public async Task Nothing_IsSent_WhereSomethingElseIsRead(int status, string answer, string fault)
    {
        var id = await CreateAsync(Old, Other);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/*",
                StatusCode = status,
                Body = answer.Replace("*", id, StringComparison.Ordinal),
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () => UpdateAsync(id, new Auth0ListChange("callbacks") { Added = [Mine] })
        );

        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Changes);
        Assert.Equal([Old, Other], await CallbacksAsync(id));
    }

    // Also of settings, which have no id.
    [Theory]
    [InlineData("clients/*", "callbacks", """{"client_id":"*"}""")]
    [InlineData("tenants/settings", "allowed_logout_urls", "{}")]
    public async Task List_ThatAnAnswerLacks_IsReadAgain(string path, string list, string answer)
    {
        var request = await WithAnswerAsync(path, list, answer);

        await Session.UpdateListsAsync(
            request,
            [new(list) { Added = [Mine] }],
            static _ => Task.FromResult(true),
            cancellationToken: Cancel
        );

        Assert.Equal($$"""{"{{list}}":["{{Old}}","{{Mine}}"]}""", Assert.Single(Changes).ReadBody());
    }

    // What it was given a moment ago: the list would be replaced by what was added alone.
    [Theory]
    [InlineData("clients/*", "callbacks", """{"client_id":"*"}""")]
    [InlineData("clients/*", "callbacks", """{"client_id":"*","callbacks":null}""")]
    [InlineData("tenants/settings", "allowed_logout_urls", "{}")]
    [InlineData("tenants/settings", "allowed_logout_urls", """{"ok":true}""")]
    public async Task List_ThatTheCheckAfterTheChangeLacks_IsNotSentAgain(string path, string list, string answer)
    {
        var request = await WithAnswerAsync(path, list, answer, afterReads: 1, times: 0);

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.ListNotChecked,
            () =>
                Session.UpdateListsAsync(
                    request,
                    [new(list) { Added = [Mine] }],
                    static _ => Task.FromResult(true),
                    cancellationToken: Cancel
                )
        );

        Assert.StartsWith("The change was made", failure.Message, StringComparison.Ordinal);
        Assert.Equal($$"""{"{{list}}":["{{Old}}","{{Mine}}"]}""", Assert.Single(Changes).ReadBody());
    }

    // The last id of the path is the object's; a language is none.
    [Theory]
    [InlineData("connections/con_1/scim-configuration", """{"connection_id":"con_1","mapping":[]}""", true)]
    [InlineData("connections/con_1/scim-configuration", """{"connection_id":"con_2","mapping":[]}""", false)]
    [InlineData("prompts/login/custom-text/en", """{"mapping":{"title":"A"}}""", true)]
    [InlineData("prompts/login/custom-text/en", """{"message":"upstream"}""", false)]
    [InlineData("prompts/login/partials", """{"mapping":{"form-content-start":"A"}}""", true)]
    [InlineData("prompts/login/partials", """{"message":"upstream"}""", false)]
    [InlineData("self-service-profiles/ssp_1/custom-text/en/get-started", """{"mapping":"A"}""", true)]
    [InlineData("clients/a%7Cb", """{"client_id":"a|b","mapping":[]}""", true)]
    [InlineData("clients/a%7Cb", """{"client_id":"a%7Cb","mapping":[]}""", false)]
    public async Task Object_IsReadToChange_OnlyWhereItIsThatObject(string path, string answer, bool isIt)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = answer,
            }
        );

        var reading = Session.ReadToChangeAsync(new Auth0ApiRequest { Path = path }, ["mapping"], Log, Cancel);

        if (isIt)
        {
            Assert.Equal(answer, (await reading).ReadJson().RootElement.GetRawText());
        }
        else
        {
            await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidResponse, () => reading);
        }
    }

    // Settings have no id.
    [Theory]
    [InlineData("""{"message":"upstream"}""", "an error with the status 200")]
    [InlineData("""{"timestamp":"x","status":500,"error":"x","path":"/"}""", "an error with the status 200")]
    public async Task NothingOfSettings_IsSent_WhereSomethingElseIsRead(string answer, string fault)
    {
        var settings = new Auth0ApiRequest { Method = HttpMethod.Patch, Path = "tenants/settings" };
        await Session.SendAsync(settings with { Body = """{"allowed_logout_urls":["https://old.example.com/"]}""" }, Log, Cancel);
        Tenant.ClearRequests();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/tenants/settings",
                StatusCode = 200,
                Body = answer,
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () =>
                Session.UpdateListsAsync(
                    settings,
                    [new("allowed_logout_urls") { Added = [Mine] }],
                    static _ => Task.FromResult(true),
                    cancellationToken: Cancel
                )
        );

        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Changes);
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("[1]")]
    public async Task InnerObject_ThatIsNone_IsNotReplaced(string inner)
    {
        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () =>
                SentToAsync($$"""{"options":{{inner}}}""", new Auth0ListChange("realms"), new Hashtable { ["options.import_mode"] = true })
        );

        Assert.Contains("in the place of the object options", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Changes);
    }

    // The change that is confirmed for an object; null if there is none.
    private async Task<string?> SentToAsync(string before, Auth0ListChange change, IDictionary? others = null)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body =
                    before.Contains("\"id\"", StringComparison.Ordinal) ? before
                    : before == "{}" ? """{"id":"con_1"}"""
                    : $$"""{"id":"con_1",{{before[1..]}}""",
                Times = 0,
            }
        );
        try
        {
            await Session.UpdateListsAsync(
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Patch,
                    Path = "connections/con_1",
                    Body = others,
                },
                [change],
                static _ => Task.FromResult(true),
                cancellationToken: Cancel
            );
        }
        catch (Auth0ApiException failure) when (failure.Code is Auth0ErrorCode.ListNotTaken or Auth0ErrorCode.ListNotChecked)
        {
            // This tenant always answers the same.
        }

        return Changes.FirstOrDefault()?.ReadBody();
    }

    private IEnumerable<Auth0LocalTenantRequest> Changes => Tenant.Requests.Where(static request => request.Method == "PATCH");

    // The change of an object that has one item in the list, and whose reads are answered so, after the first ones.
    private async Task<Auth0ApiRequest> WithAnswerAsync(string path, string list, string answer, int afterReads = 0, int times = 1)
    {
        var id = await CreateAsync(Old);
        var request = new Auth0ApiRequest { Method = HttpMethod.Patch, Path = path.Replace("*", id, StringComparison.Ordinal) };
        await Session.SendAsync(request with { Body = $$"""{"{{list}}":["{{Old}}"]}""" }, Log, Cancel);
        Tenant.ClearRequests();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = answer.Replace("*", id, StringComparison.Ordinal),
                Skip = afterReads, // requests, not tests
                Times = times,
            }
        );
        return request;
    }

    private async Task<string> CreateAsync(params string[] callbacks) =>
        (
            await Session.CreateAsync(
                Auth0Resources.Clients,
                new Dictionary<string, object?> { ["name"] = "web", ["callbacks"] = callbacks },
                cancellationToken: Cancel
            )
        ).ClientId!;

    private Task<Auth0ApiResponse?> UpdateAsync(
        string id,
        Auth0ListChange change,
        Func<Auth0ApiRequest, Task<bool>>? confirm = null,
        IDictionary? body = null
    ) =>
        Session.UpdateListsAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = $"clients/{id}",
                Body = body,
            },
            [change],
            confirm ?? (static _ => Task.FromResult(true)),
            cancellationToken: Cancel
        );

    private Task<Auth0Client> ReplaceAsync(string id, params string[] callbacks) =>
        Session.UpdateAsync(
            Auth0Resources.Clients,
            id,
            new Dictionary<string, object?> { ["callbacks"] = callbacks },
            cancellationToken: Cancel
        );

    private async Task<string[]> CallbacksAsync(string id)
    {
        Tenant.ClearFaults();
        return (await Session.GetAsync(Auth0Resources.Clients, id, cancellationToken: Cancel)).Callbacks!;
    }
}
