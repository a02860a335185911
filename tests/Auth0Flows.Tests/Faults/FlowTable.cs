namespace Auth0Flows.Tests.Faults;

/// <summary>All kinds of requests to the tenant.</summary>
internal static partial class FlowTable
{
    private const string Orders = "https://orders.example.com/";
    private const string Token = "POST /oauth/token";

    public static IReadOnlyList<Flow> All { get; } = [.. Grants, .. Logins, .. SecondFactors, .. Calls, .. Lists, .. Jobs];

    public static Flow Named(string name) => All.Single(flow => flow.Name == name);

    // A flow without preparation.
    private static Func<Flow.Visit, Task<Func<Task<string>>>> Just(Func<Flow.Visit, Task<string>> act) =>
        visit => Task.FromResult<Func<Task<string>>>(() => act(visit));

    // Every Management API call first gets a token.
    private static Func<Flow.Visit, Task<Func<Task<string>>>> WithToken(Func<Flow.Visit, Task<string>> act) =>
        async visit =>
        {
            await visit.Session.GetTokenAsync(visit.Session.ManagementAudience, cancellationToken: visit.Cancel);
            return () => act(visit);
        };

    private static async Task<string> AskAsync(Flow.Visit visit, Auth0Grant grant) =>
        (await visit.Session.GetTokenAsync(grant, force: true, cancellationToken: visit.Cancel)).AccessToken.Reveal();

    private static async Task<string> JoinAsync<T>(IAsyncEnumerable<T> items, Func<T, string?> text)
    {
        var all = new List<string?>();
        await foreach (var item in items)
        {
            all.Add(text(item));
        }

        return string.Join(',', all);
    }
}
