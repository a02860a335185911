using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads what users specify as -AuthorizationDetails (RFC 9396): hashtables, objects such as those of ConvertFrom-Json, or JSON text.
/// </summary>
internal static class AuthorizationDetailsInput
{
    /// <summary>The details; null if none were specified.</summary>
    /// <param name="values">The parameter's value. A list inside the list counts as its items.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// They are not details (<see cref="Auth0ErrorCode.InvalidAuthorizationDetails"/>).
    /// </exception>
    public static Auth0AuthorizationDetails? Of(object[]? values) =>
        values is null
            ? null
            : Auth0AuthorizationDetails.Parse($"[{string.Join(',', values.Select(static value => Read(value).ToJson()[1..^1]))}]");

    private static Auth0AuthorizationDetails Read(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string json => Auth0AuthorizationDetails.Parse(json),
            object[] several when several.Length > 0 => Of(several)!,
            IList { Count: > 0 } list => Of([.. list.Cast<object>()])!,
            _ => Auth0AuthorizationDetails.From(new[] { Plain(value) }),
        };

    private static object? Plain(object? value)
    {
        try
        {
            return PlainObject.Of(value);
        }
        catch (Auth0ConfigurationException failure) when (failure.Code == Auth0ErrorCode.InvalidRequestBody)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidAuthorizationDetails,
                $"The authorization details can't be used: {failure.Message}"
            );
        }
    }
}
