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
        var value = await RunAsync("Get-Secret", entry, static shell => shell.AddParameter("AsPlainText"), cancellationToken)
            .ConfigureAwait(false);
        return value switch
        {
            null => null,
            string text => FromText(text),
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidVaultSecret,
                $"The secret '{SecretName(entry)}' of the vault '{vault}' is a {value.GetType().Name}, not text."
            ),
        };
    }

    public override Task WriteAsync(string entry, ReadOnlyMemory<byte> value, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var text = Convert.ToBase64String(value.Span);
        return RunAsync("Set-Secret", entry, shell => shell.AddParameter("Secret", text), cancellationToken);
    }

    public override Task RemoveAsync(string entry, CancellationToken cancellationToken) =>
        RunAsync("Remove-Secret", entry, static _ => { }, cancellationToken);

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

    private async Task<object?> RunAsync(
        string command,
        string entry,
        Action<System.Management.Automation.PowerShell> complete,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(command, entry, complete), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private object? Run(string command, string entry, Action<System.Management.Automation.PowerShell> complete)
    {
        try
        {
            using var shell = System.Management.Automation.PowerShell.Create();
            shell.Runspace = OpenRunspace();
            complete(
                shell
                    .AddCommand($@"{Module}\{command}")
                    .AddParameter("Vault", vault)
                    .AddParameter("Name", SecretName(entry))
                    .AddParameter("ErrorAction", ActionPreference.Stop)
            );
            return shell.Invoke().FirstOrDefault()?.BaseObject;
        }
        catch (RuntimeException failure)
        {
            return SecretVault.FailureOf(failure, vault, SecretName(entry)) is var known && known.Code == Auth0ErrorCode.VaultSecretNotFound
                ? null
                : throw known;
        }
    }

    private Runspace OpenRunspace()
    {
        if (_runspace is null)
        {
            _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault());
            _runspace.Open();
        }

        return _runspace;
    }
}
