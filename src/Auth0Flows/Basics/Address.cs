using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Basics;

/// <summary>Parses URLs from other sources.</summary>
internal static class Address
{
    /// <summary>
    /// Parses an absolute URL. For some invalid texts, <see cref="Uri.TryCreate(string, UriKind, out Uri)"/> throws instead of returning
    /// false.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Uri? address)
    {
        try
        {
            return Uri.TryCreate(text, UriKind.Absolute, out address) && IsHostUsable(address);
        }
        // IndexOutOfRangeException: "//" and a directional mark.
        catch (Exception failure) when (failure is UriFormatException or IndexOutOfRangeException)
        {
            address = null;
            return false;
        }
    }

    /// <summary>
    /// Whether HTTP could name the host: an international one that IDNA doesn't allow throws only when it is asked for its Punycode.
    /// </summary>
    public static bool IsHostUsable(Uri address)
    {
        try
        {
            return address.IdnHost is not null;
        }
        catch (Exception failure) when (failure is UriFormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The URL's target, without possible secrets: user name, password, query and fragment.</summary>
    public static string Place(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
