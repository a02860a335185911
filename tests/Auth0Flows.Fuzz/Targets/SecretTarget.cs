using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>A secret of any text: it comes out as it went in, and is never shown.</summary>
internal sealed class SecretTarget : FuzzTarget
{
    private const int LongestSecureString = 65_536;

    public override string Name => "secrets";

    public override IReadOnlyList<string> Words { get; } = ["\0", "\uD83D\uDE00", "\u00E9", "********", "secret"];

    protected override string Read(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input) + (input.Length % 3 == 0 ? "\uD800" : "");
        var secret = Auth0Secret.FromPlainText(text);
        Must.Hold(secret.Reveal() == text && secret.Length == text.Length, "The secret is another one.");
        Must.Hold(secret.ToString() == Auth0Secret.FromPlainText("").ToString(), "The secret is in what is shown.");
        Must.Hold(secret.ToUtf8().AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)), "The secret's bytes are others.");
        if (text.Length <= LongestSecureString)
        {
            using var copy = secret.ToSecureString();
            Must.Hold(copy.Length == text.Length && Auth0Secret.FromSecureString(copy).Reveal() == text, "The copy is another one.");
        }

        return $"{text.Length > LongestSecureString}";
    }
}
