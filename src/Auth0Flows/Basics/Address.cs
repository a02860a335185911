using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Basics;

/// <summary>Reading addresses that somebody else wrote.</summary>
internal static class Address
{
    /// <summary>
    /// Reads an absolute address. <see cref="Uri.TryCreate(string, UriKind, out Uri)"/> throws where it should say no, for some texts that
    /// are none.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Uri? address)
    {
        try
        {
            return Uri.TryCreate(text, UriKind.Absolute, out address);
        }
        // The latter: "//" and a mark of direction.
        catch (Exception failure) when (failure is UriFormatException or IndexOutOfRangeException)
        {
            address = null;
            return false;
        }
    }

    /// <summary>Where it leads, without what may be secret: a user's name and password, the query and the fragment.</summary>
    public static string Place(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
