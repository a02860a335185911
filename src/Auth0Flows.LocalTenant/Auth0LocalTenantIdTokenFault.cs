using System.Collections;
using System.Globalization;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A fault on order: ID tokens that a client must not take. The next ones issued meet it, of whatever grant, application and user.
/// </summary>
/// <example><c>[Auth0LocalTenantIdTokenFault]@{ Claims = @{ nonce = 'another'; aud = $null } }</c></example>
/// <example><c>[Auth0LocalTenantIdTokenFault]@{ Kind = 'AlgorithmNone'; Times = 2 }</c></example>
public sealed class Auth0LocalTenantIdTokenFault
{
    /// <summary>What is wrong. <see cref="Auth0LocalTenantIdTokenFaultKind.Changed"/> unless set.</summary>
    public Auth0LocalTenantIdTokenFaultKind Kind { get; set; }

    /// <summary>
    /// How many ID tokens meet the fault. 1 unless set; 0 or less: all, until the faults are cleared. Read when the fault is added.
    /// </summary>
    public int Times { get; set; } = 1;

    /// <summary>How many ID tokens pass first. 0 unless set. Read when the fault is added.</summary>
    public int Skip { get; set; }

    /// <summary>
    /// Members of the header by name, put in the place of the tenant's own before it signs, after what <see cref="Kind"/> does to
    /// <c>alg</c> and <c>kid</c>; null takes a member away. Values are as in <see cref="Claims"/>.
    /// </summary>
    public IDictionary Header
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>
    /// Claims by name, put in the place of the tenant's own before it signs; null takes a claim away. A value is text, a number, true or
    /// false,
    /// a point in time (which becomes unix seconds), a list, a dictionary, or a <see cref="System.Text.Json.Nodes.JsonNode"/>. A hashtable
    /// will do
    /// as well as a dictionary of objects.
    /// </summary>
    public IDictionary Claims
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The fault's kind, the names that it sets, and how often it comes.</summary>
    public override string ToString()
    {
        var names = string.Join(
            ", ",
            Header
                .Keys.Cast<object>()
                .Concat(Claims.Keys.Cast<object>())
                .Select(name => Convert.ToString(name, CultureInfo.InvariantCulture))
        );
        var times = Times <= 0 ? "until cleared" : string.Create(CultureInfo.InvariantCulture, $"{Times}×");
        return $"{Kind}{(names.Length > 0 ? $" ({names})" : "")} on ID tokens, {times}";
    }
}
