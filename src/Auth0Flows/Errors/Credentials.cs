using System.Text.RegularExpressions;

namespace Auth0Flows.Errors;

/// <summary>
/// The user name and the password in an address, such as that of a proxy, which .NET quotes in the messages of its exceptions.
/// </summary>
internal static partial class Credentials
{
    /// <summary>The text with addresses that have neither.</summary>
    public static string Remove(string text) => Pattern().Replace(text, "://");

    /// <summary>The exception, or one with its message alone if it or its causes contain them.</summary>
    public static Exception? Remove(Exception? failure) =>
        failure is null || !Pattern().IsMatch(failure.ToString()) ? failure
        : failure is HttpRequestException request
            ? new HttpRequestException(request.HttpRequestError, Remove(request.Message), inner: null, request.StatusCode)
        : new IOException(Remove(failure.Message));

    [GeneratedRegex(@"://[^/?#\s]*@")]
    private static partial Regex Pattern();
}
