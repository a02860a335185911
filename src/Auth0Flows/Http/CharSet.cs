using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows.Http;

/// <summary>The charset that a response's <c>Content-Type</c> names.</summary>
internal static class CharSet
{
    /// <summary>The encoding; null if there is none, or if it is unknown.</summary>
    public static Encoding? Of(MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.CharSet?.Trim('"') is { Length: > 0 } name
                ? CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)
                : null;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null; // an unknown charset, or one that .NET no longer supports: probably UTF-8
        }
    }

    /// <summary>The encoding, unless it is UTF-8.</summary>
    public static Encoding? OtherThanUtf8(MediaTypeHeaderValue? type) =>
        Of(type) is { } encoding && encoding.CodePage != Encoding.UTF8.CodePage ? encoding : null;
}
