using System.Text;

namespace Auth0Flows.Tests.Storage;

/// <summary>
/// Sessions that share a token store and nothing else, like those of several processes: a session on a test's clock keeps its tokens to
/// itself.
/// </summary>
public abstract class StoreTest : LoginTest
{
    private protected MemoryContent Content { get; } = new();

    private protected IEnumerable<byte> Bytes => Content.Entries.Values.SelectMany(static entry => entry);

    private protected IEnumerable<string> Warnings => Log.Messages(Auth0ActivityKind.Warning);

    /// <summary>A session of the application "Automation", as another process would have it.</summary>
    private protected Auth0Session NewProcess(MemoryTokenStore? store = null) => Connect(store: store ?? new MemoryTokenStore(Content));

    /// <summary>A session of the public application, whose refresh tokens rotate without leeway.</summary>
    private protected Auth0Session NewMobileProcess(MemoryTokenStore? store = null) =>
        Connect(
            Auth0ClientAuthentication.None(MobileApplication.ClientId),
            store: store ?? new MemoryTokenStore(Content),
            cacheKey: "a key of the user's own"
        );

    private protected Task<Auth0Token> SignInGraceAsync(
        Auth0Session session,
        IReadOnlyList<string>? scope = null,
        CancellationToken? cancellationToken = null
    )
    {
        var grace = Tenant.GetUser("grace");
        var grant = new PasswordGrant(grace.Username!, grace.Password, Orders, scope ?? ["openid"]) { Realm = "employees" };
        return session.GetTokenAsync(grant, Log, cancellationToken: cancellationToken ?? Cancel).AsTask();
    }

    private protected Task<Auth0Token> UseAsync(Auth0Session session) =>
        session.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel).AsTask();

    /// <summary>Asserts that none of these texts are in the bytes, as UTF-8, UTF-16, hex or base64 at any offset.</summary>
    private protected static void AssertHidden(IEnumerable<byte> where, params Auth0Secret?[] secrets)
    {
        var bytes = where.ToArray();
        var text = Encoding.Latin1.GetString(bytes);
        foreach (var secret in secrets)
        {
            var plain = secret!.Reveal();
            var utf8 = Encoding.UTF8.GetBytes(plain);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(utf8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(plain)));
            Assert.DoesNotContain(Convert.ToHexString(utf8), text, StringComparison.OrdinalIgnoreCase);
            foreach (var skip in new[] { 0, 1, 2 })
            {
                var part = Convert.ToBase64String(utf8[skip..^(3 - skip)]).TrimEnd('=')[..^2];
                Assert.DoesNotContain(part, text, StringComparison.Ordinal);
            }
        }
    }
}
