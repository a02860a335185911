using System.Collections;
using System.Globalization;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A simulated fault: ID tokens that a client must reject. It affects the next ID tokens, for any grant, application and user.
/// </summary>
/// <example><c>[Auth0LocalTenantIdTokenFault]@{ Claims = @{ nonce = 'another'; aud = $null } }</c></example>
/// <example><c>[Auth0LocalTenantIdTokenFault]@{ Kind = 'AlgorithmNone'; Times = 2 }</c></example>
public sealed class Auth0LocalTenantIdTokenFault
{
    /// <summary>The kind of fault. Default: <see cref="Auth0LocalTenantIdTokenFaultKind.Changed"/>.</summary>
    public Auth0LocalTenantIdTokenFaultKind Kind { get; set; }

    /// <summary>
    /// How many ID tokens the fault affects. Default: 1. If 0 or less, it affects all ID tokens until the faults are cleared. Read when the
    /// fault is added.
    /// </summary>
    public int Times { get; set; } = 1;

    /// <summary>How many ID tokens the fault skips first. Default: 0. Read when the fault is added.</summary>
    public int Skip { get; set; }

    /// <summary>
    /// Header members by name. They replace the tenant's own before it signs, after <see cref="Kind"/> has set <c>alg</c> and <c>kid</c>;
    /// null removes a member. Values are as in <see cref="Claims"/>.
    /// </summary>
    public IDictionary Header
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>
    /// Claims by name. They replace the tenant's own before it signs; null removes a claim. A value is text, a number, true or false, a
    /// point in time (which becomes unix seconds), a list, a dictionary, or a <see cref="System.Text.Json.Nodes.JsonNode"/>. Accepts a
    /// hashtable or a dictionary of objects.
    /// </summary>
    public IDictionary Claims
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The fault's kind, the names that it sets, and how often it occurs.</summary>
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
