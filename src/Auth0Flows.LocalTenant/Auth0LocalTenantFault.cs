using System.Collections;
using System.Globalization;

namespace Auth0Flows.LocalTenant;

/// <summary>A simulated fault: something that goes wrong with the requests that match it.</summary>
/// <example><c>[Auth0LocalTenantFault]@{ Path = '/api/v2/*'; StatusCode = 429; Headers = @{ 'Retry-After' = '1' }; Times = 2
/// }</c></example>
public sealed class Auth0LocalTenantFault
{
    // Set once released: later requests aren't held any more.
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The HTTP method to match, case-insensitive; null for all methods.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// The path to match, as sent and without the query. A trailing <c>*</c> matches all paths with this prefix. Null for all paths.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// How many requests the fault affects. Default: 1. If 0 or less, it affects all requests until the faults are cleared. Read when the
    /// fault is added.
    /// </summary>
    public int Times { get; set; } = 1;

    /// <summary>How many matching requests the fault skips first. Default: 0. Read when the fault is added.</summary>
    public int Skip { get; set; }

    /// <summary>The kind of fault. Default: <see cref="Auth0LocalTenantFaultKind.Response"/>.</summary>
    public Auth0LocalTenantFaultKind Kind { get; set; }

    /// <summary>How long the tenant waits before anything else happens, with every kind. Default: zero.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>
    /// The HTTP status of the response. Default: 0. A <see cref="Auth0LocalTenantFaultKind.Response"/> is then a 500, or the tenant's own
    /// response if the fault has a delay and no body.
    /// </summary>
    public int StatusCode { get; set; }

    /// <summary>The body of the response; null or empty for none.</summary>
    public string? Body { get; set; }

    /// <summary>The media type of <see cref="Body"/>. Default: <c>application/json</c>.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>
    /// The response headers by name, such as <c>Retry-After</c>. They replace the headers that the tenant would send. Accepts a hashtable
    /// or a dictionary of strings.
    /// </summary>
    public IDictionary Headers
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal Task Released => _released.Task;

    /// <summary>Whether the tenant sends its own response in the end.</summary>
    internal bool AnswersNormally =>
        Kind switch
        {
            Auth0LocalTenantFaultKind.Response => StatusCode == 0 && string.IsNullOrEmpty(Body) && Delay > TimeSpan.Zero,
            Auth0LocalTenantFaultKind.Truncate => StatusCode == 0 && string.IsNullOrEmpty(Body),
            Auth0LocalTenantFaultKind.Hold or Auth0LocalTenantFaultKind.Delay => true,
            _ => false,
        };

    /// <summary>Releases the requests that <see cref="Auth0LocalTenantFaultKind.Hold"/> holds, and all later ones.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>The fault's kind, and the requests that it matches.</summary>
    public override string ToString()
    {
        var status = StatusCode == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {StatusCode}");
        var times = Times <= 0 ? "until cleared" : string.Create(CultureInfo.InvariantCulture, $"{Times}×");
        return $"{Kind}{status} on {Method ?? "any method"} {Path ?? "any path"}, {times}";
    }
}
