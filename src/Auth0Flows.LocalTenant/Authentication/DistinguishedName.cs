using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>Compares the subject that is registered as text with that of a certificate: attribute by attribute, in either order.</summary>
internal static class DistinguishedName
{
    public static bool AreEqual(string? text, X500DistinguishedName subject)
    {
        try
        {
            // RFC 4514 writes the parts of a name backwards; people and tools write both.
            var (registered, presented) = (PartsOf(new X500DistinguishedName(text ?? "")), PartsOf(subject));
            return registered.Length > 0 && (registered.SequenceEqual(presented) || registered.Reverse().SequenceEqual(presented));
        }
        catch (CryptographicException)
        {
            return false; // the text is no name, or a part has several attributes: none of them may be left out
        }
    }

    private static (string? Type, string? Value)[] PartsOf(X500DistinguishedName name) =>
        [
            .. name.EnumerateRelativeDistinguishedNames()
                .Select(static part =>
                    part.HasMultipleElements
                        ? throw new CryptographicException("A part with several attributes (CN=…+OU=…) is not supported.")
                        : (part.GetSingleElementType().Value, part.GetSingleElementValue())
                ),
        ];
}
