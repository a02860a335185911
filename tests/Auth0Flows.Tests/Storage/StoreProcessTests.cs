using System.Globalization;
using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// Real processes with one folder of tokens: they cost one request, renew a rotating token without ending its family, and can be killed at
/// any moment.
/// </summary>
public sealed class StoreProcessTests : LoginTest
{
    private const string Key = "a key of the user's own";

    // 200 for the record: AUTH0FLOWS_KILLS.
    private static readonly int _kills = int.Parse(
        Environment.GetEnvironmentVariable("AUTH0FLOWS_KILLS") ?? "20",
        CultureInfo.InvariantCulture
    );

    private readonly TemporaryFolder _folder = new();

    public StoreProcessTests() => Start(static options => options.TimeProvider = TimeProvider.System);

    private StoreWork Application =>
        new(
            Tenant.Domain,
            Tenant.ClientId,
            new NetworkCredential("", Tenant.ClientSecret.ToSecureString()).Password,
            null,
            _folder.Path,
            Orders,
            IsEndless: false
        );

    private StoreWork MobileWork => new(Tenant.Domain, MobileApplication.ClientId, null, Key, _folder.Path, Orders, IsEndless: false);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task TenProcesses_ThatStartTogether_CostOneRequest()
    {
        var said = await RunAsync(Application, 10);

        Assert.Single(said.Distinct());
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task TenProcesses_ThatRenewARotatingToken_SendItOnce()
    {
        Tenant.TokenLifetime = TimeSpan.FromSeconds(1); // due for renewal a tenth before that
        using var session = NewProcess();
        var login = await SignInForLongAsync(session);
        Assert.True(SpinWait.SpinUntil(() => login.IsDueForRenewal, TimeSpan.FromSeconds(20)));
        Tenant.TokenLifetime = TimeSpan.FromHours(1);

        var said = await RunAsync(MobileWork, 10);

        Assert.Single(said.Distinct());
        Assert.NotEqual(login.RefreshToken!.Reveal(), said[0]!.Split(' ')[1]);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task TenProcesses_ThatRenewAtOnceByForce_KeepTheFamilyAlive()
    {
        using var session = NewProcess();
        await SignInForLongAsync(session);
        var processes = await StartAsync(MobileWork with { IsEndless = true }, 10);

        processes.ForEach(static process => process.Begin());
        var said = await Task.WhenAll(processes.Select(static process => process.ReadAsync(Cancel)));
        await Task.WhenAll(processes.Select(static process => process.ReadAsync(Cancel)));
        await EndAsync(processes);

        Assert.DoesNotContain(said, static line => line!.StartsWith("Invalid", StringComparison.Ordinal));
        Assert.Equal(10, said.Distinct().Count());
    }

    [Fact]
    public async Task KilledWhileItStores_LeavesTheOldStateOrTheNew() =>
        await KillAsync(
            Application with
            {
                IsEndless = true,
            },
            async session =>
                Assert.NotNull(await session.GetTokenAsync(new ClientCredentialsGrant(Orders), Log, cancellationToken: Cancel)),
            Connect
        );

    [Fact]
    public async Task KilledWhileItRotates_LosesNoRefreshToken()
    {
        Tenant.ConfigureApplication(MobileApplication.ClientId, """{"refresh_token": {"rotation_type": "rotating", "leeway": 600}}""");
        using var session = NewProcess();
        await SignInForLongAsync(session);

        await KillAsync(
            MobileWork with
            {
                IsEndless = true,
            },
            async next =>
            {
                await next.LoadTokensAsync(Log, Cancel);
                Assert.NotNull(Assert.Single(next.Tokens).RefreshToken);
                await next.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel);
            },
            NewProcess
        );
    }

    // The tenant has rotated the refresh token already: without the answer, the login is lost.
    [Fact]
    public async Task ToldToEndWhileItRotates_WaitsForTheAnswer_AndStoresIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        using var session = NewProcess();
        var login = await SignInForLongAsync(session);
        var answer = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(answer);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tenant.RequestReceived += (_, request) => asked.TrySetResult();
        using var process = await StoreProcess.StartAsync(MobileWork with { IsEndless = true }, Cancel);
        process.Begin();
        await asked.Task.WaitAsync(Cancel);

        Assert.True(await process.StaysAfterSigTermAsync(TimeSpan.FromSeconds(1), Cancel));
        answer.Release();
        await process.WaitForExitAsync(Cancel);

        using var next = NewProcess();
        await next.LoadTokensAsync(Log, Cancel);
        Assert.NotEqual(login.RefreshToken!.Reveal(), Assert.Single(next.Tokens).RefreshToken!.Reveal());
        await next.GetTokenAsync(Orders, activity: Log, force: true, cancellationToken: Cancel);
    }

    private Auth0Session Connect() => Connect(time: new SameTime(), store: Auth0TokenStores.InFolder(_folder.Path));

    private Auth0Session NewProcess() =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            time: new SameTime(),
            store: Auth0TokenStores.InFolder(_folder.Path),
            cacheKey: Key
        );

    // Kills a process that requests tokens again and again, each time at another moment; then somebody else goes on.
    private async Task KillAsync(StoreWork work, Func<Auth0Session, Task> goOn, Func<Auth0Session> connect)
    {
        var random = new Random(20261129);
        var whole = 0;
        for (var i = 0; i < _kills; i++)
        {
            using var process = await StoreProcess.StartAsync(work, Cancel);
            process.Begin();
            for (var read = random.Next(4); read > 0; read--)
            {
                await process.ReadAsync(Cancel);
            }

            SpinWait.SpinUntil(static () => false, random.Next(40));
            await process.KillAsync(Cancel);
            using var session = connect();
            await goOn(session);
            whole++;
            Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
        }

        TestContext.Current.SendDiagnosticMessage($"{whole} kills of {_kills}, each left a whole state.");
        await SweepAsync();
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), static file => file.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count()); // the entry and its lock: nothing half
    }

    // What a killed process left half written goes with the next lock.
    private async Task SweepAsync()
    {
        var entry = Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(_folder.Path, "*.tokens").Single());
        using var store = Auth0TokenStores.InFolder(_folder.Path);
        await using var held = await store.TryLockAsync(entry, TimeSpan.FromSeconds(10), Cancel);
    }

    private static async Task<string?[]> RunAsync(StoreWork work, int count)
    {
        var processes = await StartAsync(work, count);
        processes.ForEach(static process => process.Begin());
        var said = await Task.WhenAll(processes.Select(static process => process.ReadAsync(Cancel)));
        processes.ForEach(static process => process.Dispose());
        return said;
    }

    private static async Task<List<StoreProcess>> StartAsync(StoreWork work, int count)
    {
        var processes = new List<StoreProcess>();
        for (var i = 0; i < count; i++)
        {
            processes.Add(await StoreProcess.StartAsync(work, Cancel));
        }

        return processes;
    }

    private static async Task EndAsync(List<StoreProcess> processes)
    {
        foreach (var process in processes)
        {
            await process.KillAsync(Cancel);
            process.Dispose();
        }
    }
}
