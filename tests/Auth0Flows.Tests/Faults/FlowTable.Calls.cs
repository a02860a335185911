using System.Text;
using System.Text.Json;

namespace Auth0Flows.Tests.Faults;

// The Management API and other APIs.
internal static partial class FlowTable
{
    private static readonly Dictionary<string, object> _properties = new() { ["name"] = "One" };

    private static Flow[] Calls =>
        [
            new(
                "api-get",
                "GET /api/v2/clients/c1",
                WithToken(async visit =>
                    (await visit.Session.GetAsync(Auth0Resources.Clients, "c1", cancellationToken: visit.Cancel)).ClientId!
                )
            )
            {
                Expected = "c1",
                IsRepeated = true,
            },
            new(
                "api-post",
                "POST /api/v2/clients",
                WithToken(async visit =>
                    (await visit.Session.CreateAsync(Auth0Resources.Clients, _properties, cancellationToken: visit.Cancel)).ClientId!
                )
            )
            {
                Expected = "c1",
            },
            new(
                "api-patch",
                "PATCH /api/v2/clients/c1",
                WithToken(async visit =>
                    (await visit.Session.UpdateAsync(Auth0Resources.Clients, "c1", _properties, cancellationToken: visit.Cancel)).ClientId!
                )
            )
            {
                Expected = "c1",
            },
            new(
                "api-put",
                "PUT /api/v2/clients/c1",
                WithToken(async visit =>
                    await CallAsync(
                        visit,
                        new Auth0ApiRequest
                        {
                            Method = HttpMethod.Put,
                            Path = "clients/c1",
                            Body = _properties,
                        },
                        "client_id"
                    )
                )
            )
            {
                Expected = "c1",
                IsRepeated = true,
            },
            new("api-delete", "DELETE /api/v2/clients/c1", WithToken(DeleteAsync))
            {
                Expected = "deleted",
                IsRepeated = true,
                IgnoresBody = true,
            },
            new("own-api", "GET /orders", BeginOwnAsync) { Expected = "[1,2]", IsRepeated = true },
            new("own-api-post", "POST /orders", BeginOwnPostAsync) { Expected = "[1,2]" },
        ];

    private static Flow[] Lists =>
        [
            new("list-pages", "GET /api/v2/roles", WithToken(RolesAsync)) { Expected = "r1,r2,r3,r4", IsRepeated = true },
            new("list-second-page", "GET /api/v2/roles?page=1", WithToken(RolesAsync)) { Expected = "r1,r2,r3,r4", IsRepeated = true },
            new("list-checkpoints", "GET /api/v2/organizations", WithToken(OrganizationsAsync))
            {
                Expected = "org_1,org_2,org_3",
                IsRepeated = true,
            },
            new("list-second-checkpoint", "GET /api/v2/organizations?from=c2", WithToken(OrganizationsAsync))
            {
                Expected = "org_1,org_2,org_3",
                IsRepeated = true,
            },
            new(
                "log",
                "GET /api/v2/logs",
                WithToken(visit => JoinAsync(visit.Session.ReadLogAsync("0", cancellationToken: visit.Cancel), static entry => entry.LogId))
            )
            {
                Expected = "1",
                IsRepeated = true,
            },
        ];

    private static Flow[] Jobs =>
        [
            new(
                "export-start",
                "POST /api/v2/jobs/users-exports",
                WithToken(async visit => (await visit.Session.StartUserExportAsync(cancellationToken: visit.Cancel)).Id!)
            )
            {
                Expected = "job_1",
            },
            new("import-start", "POST /api/v2/jobs/users-imports", WithToken(ImportAsync)) { Expected = "job_1" },
            new(
                "job-wait",
                "GET /api/v2/jobs/job_1",
                WithToken(async visit =>
                    (await visit.Session.WaitJobAsync("job_1", TimeSpan.FromMinutes(2), cancellationToken: visit.Cancel)).Id!
                )
            )
            {
                Expected = "job_1",
                IsRepeated = true,
                IsPolled = true,
                Also = [Auth0ErrorCode.JobTimeout],
            },
            new(
                "export-read",
                "GET /export.json.gz",
                WithToken(visit =>
                    JoinAsync(visit.Session.ReadUserExportAsync("job_1", cancellationToken: visit.Cancel), static line => line)
                )
            )
            {
                Expected = """{"user_id":"auth0|1"},{"user_id":"auth0|2"}""",
                IsRepeated = true,
            },
            new("export-save", "GET /export.json.gz", WithToken(SaveAsync))
            {
                Expected = "{\"user_id\":\"auth0|1\"}\n{\"user_id\":\"auth0|2\"}\n",
                IsRepeated = true,
            },
        ];

    private static async Task<string> CallAsync(Flow.Visit visit, Auth0ApiRequest request, string property)
    {
        var response = await visit.Session.SendAsync(request, cancellationToken: visit.Cancel);
        using var json = response.ReadJson();
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(property, out var value)
            ? value.ToString()
            : $"{response.ContentType} without {property}";
    }

    private static async Task<string> DeleteAsync(Flow.Visit visit)
    {
        await visit.Session.DeleteAsync(Auth0Resources.Clients, "c1", cancellationToken: visit.Cancel);
        return "deleted";
    }

    private static async Task<Func<Task<string>>> BeginOwnAsync(Flow.Visit visit)
    {
        await visit.Session.GetTokenAsync(Orders, cancellationToken: visit.Cancel);
        return () => CallAsync(visit, new Auth0ApiRequest { Uri = new Uri(visit.Server.Address + "/orders"), Audience = Orders }, "orders");
    }

    private static async Task<Func<Task<string>>> BeginOwnPostAsync(Flow.Visit visit)
    {
        await visit.Session.GetTokenAsync(Orders, cancellationToken: visit.Cancel);
        return () =>
            CallAsync(
                visit,
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Post,
                    Uri = new Uri(visit.Server.Address + "/orders"),
                    Audience = Orders,
                    Body = _properties,
                },
                "orders"
            );
    }

    private static Task<string> RolesAsync(Flow.Visit visit) =>
        JoinAsync(
            visit.Session.ListAsync(Auth0Resources.Roles, new Auth0ListOptions { PageSize = 2 }, cancellationToken: visit.Cancel),
            static role => role.Id
        );

    private static Task<string> OrganizationsAsync(Flow.Visit visit) =>
        JoinAsync(
            visit.Session.ListAsync(
                Auth0Resources.Organizations,
                new Auth0ListOptions { PageSize = 2, From = "c1" },
                cancellationToken: visit.Cancel
            ),
            static organization => organization.Id
        );

    private static async Task<string> ImportAsync(Flow.Visit visit) =>
        (
            await visit.Session.StartUserImportAsync(
                new Auth0UserImportOptions { ConnectionId = "con_1" },
                Encoding.UTF8.GetBytes("""[{"email":"a@example.com"}]"""),
                TimeSpan.FromMinutes(1),
                cancellationToken: visit.Cancel
            )
        ).Id!;

    // If the file can't be downloaded, nothing is left of it: no part, and no empty file.
    private static async Task<string> SaveAsync(Flow.Visit visit)
    {
        var folder = Directory.CreateTempSubdirectory("auth0flows-");
        try
        {
            var path = Path.Combine(folder.FullName, "users.json");
            try
            {
                await visit.Session.SaveUserExportAsync("job_1", path, cancellationToken: visit.Cancel);
            }
            catch
            {
                Assert.Empty(folder.GetFiles());
                throw;
            }

            return await File.ReadAllTextAsync(path, visit.Cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
