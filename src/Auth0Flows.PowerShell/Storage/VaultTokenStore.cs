using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Auth0Flows.PowerShell;

/// <summary>
/// A vault of SecretManagement, through its cmdlets, in a runspace of its own: the session asks from any thread. Processes of the same
/// machine lock a file; a vault has no locks.
/// </summary>
/// <param name="vault">The vault's name.</param>
internal sealed class VaultTokenStore(string vault) : Auth0TokenStore
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private readonly Lazy<Auth0TokenStore> _locks = new(static () => Auth0TokenStores.Parse("File"));
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Runspace? _runspace;

    public override string Name => $"vault:{vault}";

    public override async Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken)
    {
        var found = await FindAsync(SecretName(entry), cancellationToken).ConfigureAwait(false);
        return found?.BaseObject switch
        {
            null => null,
            string text => FromText(text),
            var value => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidVaultSecret,
                $"The secret '{SecretName(entry)}' of the vault '{vault}' is a {value.GetType().Name}, not text."
            ),
        };
    }

    public override async Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    )
    {
        var text = Convert.ToBase64String(value.Span);
        await RunAsync("Set-Secret", SecretName(entry), shell => shell.AddParameter("Secret", text), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    // Vaults differ in what they say of a secret that isn't there.
    public override async Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken)
    {
        if (await ReadAsync(entry, cancellationToken).ConfigureAwait(false) is not null)
        {
            await RunAsync("Remove-Secret", SecretName(entry), static _ => { }, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    // The filter is the vault's business: one searches texts with it, another ignores it or has no wildcards, a third lists other names.
    public override async Task RemoveAllAsync(string entry, CancellationToken cancellationToken)
    {
        var own = SecretName(entry);
        if (await FindAsync(own, cancellationToken).ConfigureAwait(false) is not null)
        {
            await RunAsync("Remove-Secret", own, static _ => { }, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(own, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.TokenStoreUnavailable,
                    $"The vault '{vault}' still has the secret '{own}' after Remove-Secret, which reported no error."
                );
            }
        }

        var found = await RunAsync("Get-SecretInfo", $"{own}*", static _ => { }, cancellationToken).ConfigureAwait(false);
        var names = found.Select(static info => info.Properties["Name"]?.Value as string).OfType<string>();
        foreach (var name in names.Where(name => $"{name}-".StartsWith($"{own}-", StringComparison.OrdinalIgnoreCase)))
        {
            await RunAsync("Remove-Secret", name, static _ => { }, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken) =>
        _locks.Value.TryLockAsync($"{entry}.{SecretName(vault)}", patience, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _runspace?.Dispose();
            _turn.Dispose();
        }

        base.Dispose(disposing);
    }

    // A vault may allow letters, digits and dashes only.
    private static string SecretName(string entry) =>
        "Auth0Flows-" + string.Concat(entry.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    // What isn't base64 isn't from here: the session sets it aside.
    private static byte[] FromText(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : System.Text.Encoding.UTF8.GetBytes(text);
    }

    private async Task<PSObject?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await RunAsync("Get-Secret", name, static shell => shell.AddParameter("AsPlainText"), cancellationToken).ConfigureAwait(false))
            is [var found, ..]
            ? found
            : null;

    private async Task<IReadOnlyList<PSObject>> RunAsync(
        string command,
        string name,
        Action<System.Management.Automation.PowerShell> complete,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(command, name, complete, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private IReadOnlyList<PSObject> Run(
        string command,
        string name,
        Action<System.Management.Automation.PowerShell> complete,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var shell = System.Management.Automation.PowerShell.Create();
            shell.Runspace = OpenRunspace();
            complete(
                shell
                    .AddCommand($@"{Module}\{command}")
                    .AddParameter("Vault", vault)
                    .AddParameter("Name", name)
                    .AddParameter("ErrorAction", ActionPreference.Stop)
            );
            using var stopping = cancellationToken.Register(shell.Stop);
            return [.. shell.Invoke()];
        }
        catch (PipelineStoppedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RuntimeException failure)
        {
            var known = SecretVault.FailureOf(failure, vault, name);
            return known.Code == Auth0ErrorCode.VaultSecretNotFound ? [] : throw known;
        }
    }

    private Runspace OpenRunspace()
    {
        // PowerShell closes its runspaces before the end of the process, when what could not be stored before is written.
        if (_runspace?.RunspaceStateInfo.State != System.Management.Automation.Runspaces.RunspaceState.Opened)
        {
            _runspace?.Dispose();
            var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault());
            runspace.Open();
            _runspace = runspace;
        }

        return _runspace;
    }
}
