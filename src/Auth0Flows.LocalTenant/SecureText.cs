using System.Runtime.InteropServices;
using System.Security;

namespace Auth0Flows.LocalTenant;

/// <summary>Text in and out of a <see cref="SecureString"/>.</summary>
internal static class SecureText
{
    public static SecureString ReadOnly(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }

    public static string Read(SecureString secure)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            return Marshal.PtrToStringUni(pointer, secure.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
