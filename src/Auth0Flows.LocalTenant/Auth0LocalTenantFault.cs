using System.Collections;
using System.Globalization;

namespace Auth0Flows.LocalTenant;

/// <summary>A fault on order: something that goes wrong with the requests that match it.</summary>
/// <example><c>[Auth0LocalTenantFault]@{ Path = '/api/v2/*'; StatusCode = 429; Headers = @{ 'Retry-After' = '1' }; Times = 2
/// }</c></example>
public sealed class Auth0LocalTenantFault
{
    // Set once released: a request that comes later isn't held any more.
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The method that a request must have, in any case of letters; null for every method.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// The path that a request must have, as sent and without the query. It may end with <c>*</c>: then it is a prefix. Null for every
    /// path.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// How many requests meet the fault. 1 unless set; 0 or less: all, until the faults are cleared. Read when the fault is added.
    /// </summary>
    public int Times { get; set; } = 1;

    /// <summary>How many matching requests pass first. 0 unless set. Read when the fault is added.</summary>
    public int Skip { get; set; }

    /// <summary>What happens. <see cref="Auth0LocalTenantFaultKind.Response"/> unless set.</summary>
    public Auth0LocalTenantFaultKind Kind { get; set; }

    /// <summary>How long the tenant waits before anything else happens, with every kind. Zero unless set.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>
    /// The HTTP status of the answer. 0 unless set: a <see cref="Auth0LocalTenantFaultKind.Response"/> is then a 500, or, where the fault
    /// has
    /// a delay and no body, the tenant's own answer.
    /// </summary>
    public int StatusCode { get; set; }

    /// <summary>The body of the answer; null or empty for none.</summary>
    public string? Body { get; set; }

    /// <summary>The media type of <see cref="Body"/>. <c>application/json</c> unless set.</summary>
    public string ContentType { get; set; } = "application/json";

    /// <summary>
    /// Headers of the answer by name, such as <c>Retry-After</c>. They replace those that the tenant would send.
    /// A hashtable will do as well as a dictionary of strings.
    /// </summary>
    public IDictionary Headers
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal Task Released => _released.Task;

    /// <summary>Whether the tenant's own answer comes in the end.</summary>
    internal bool AnswersNormally =>
        Kind switch
        {
            Auth0LocalTenantFaultKind.Response => StatusCode == 0 && string.IsNullOrEmpty(Body) && Delay > TimeSpan.Zero,
            Auth0LocalTenantFaultKind.Truncate => StatusCode == 0 && string.IsNullOrEmpty(Body),
            Auth0LocalTenantFaultKind.Hold or Auth0LocalTenantFaultKind.Delay => true,
            _ => false,
        };

    /// <summary>Lets the requests go that <see cref="Auth0LocalTenantFaultKind.Hold"/> holds, and all that come later.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>The fault's kind, and what it applies to.</summary>
    public override string ToString()
    {
        var status = StatusCode == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {StatusCode}");
        var times = Times <= 0 ? "until cleared" : string.Create(CultureInfo.InvariantCulture, $"{Times}×");
        return $"{Kind}{status} on {Method ?? "any method"} {Path ?? "any path"}, {times}";
    }
}
