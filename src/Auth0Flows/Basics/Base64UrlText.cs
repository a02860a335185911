using System.Buffers.Text;

namespace Auth0Flows.Basics;

/// <summary>Base64url as in JWTs: RFC 7515 §2.</summary>
internal static class Base64UrlText
{
    /// <summary>Whether it is base64url without padding, white space and line ends, which .NET takes too.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => Base64Url.IsValid(text) && !text.ContainsAny("= \t\r\n");
}
