using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>
/// A kind of object that the tenant only keeps: its path, its properties, its refusals. <see cref="KindEndpoints"/> serves it: list, read,
/// create, change and delete.
/// </summary>
internal sealed class Kind
{
    /// <param name="path">The path of its list, such as <c>log-streams</c>.</param>
    /// <param name="prefix">What its ids start with, such as <c>lst_</c>; empty for UUIDs.</param>
    /// <param name="properties">The properties of a body: see <see cref="Property"/>.</param>
    public Kind(string path, string prefix, params string[] properties)
    {
        (Path, Prefix, Properties) = (path, prefix, Schema.Of(properties));
        Noun = path.Split('/')[^1].Replace('-', '_');
        Singular = Noun[..^1];
        ListName = Noun;
    }

    public string Path { get; }

    public string Prefix { get; }

    public Schema Properties { get; }

    /// <summary>The noun in its scopes: <c>read:log_streams</c>. Default: the last segment of the path.</summary>
    public string Noun { get; init; }

    /// <summary>The scope of a creation. Default: <c>create:</c> and the noun.</summary>
    public string? CreateScope { get; init; }

    /// <summary>The name of one in error codes: <c>inexistent_log_stream</c>. Default: the noun without its s.</summary>
    public string Singular { get; init; }

    /// <summary>The name of a list in a response that contains more than it. Default: the noun.</summary>
    public string ListName { get; init; }

    public ListForm List { get; init; } = ListForm.Pages;

    /// <summary>The name of the property with its id.</summary>
    public string IdName { get; init; } = "id";

    /// <summary>The property that no two of them may share; null for none.</summary>
    public string? Unique { get; init; }

    /// <summary>The message of a 404; null for the usual one with its error code.</summary>
    public string? NotFound { get; init; }

    /// <summary>Whether a deletion of what doesn't exist is a 404. Most are 204.</summary>
    public bool DeletesOnlyExisting { get; init; }

    /// <summary>Whether it has <c>created_at</c> and <c>updated_at</c>.</summary>
    public bool HasTimes { get; init; }

    public int CreatedStatus { get; init; } = 201;

    /// <summary>The method of a change. PATCH keeps what the body doesn't name; PUT doesn't.</summary>
    public IReadOnlyList<string> ChangeMethods { get; init; } = ["PATCH"];

    /// <summary>The properties that a change merges one level deep.</summary>
    public string[] Merged { get; init; } = [];

    /// <summary>Properties that a response never has.</summary>
    public IReadOnlyList<string> WriteOnly { get; init; } = [];

    /// <summary>The properties that a query can filter by.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>What a new one has in addition to its body; it may also complete or refuse the body.</summary>
    public Action<JsonObject>? Complete { get; init; }

    /// <summary>What is changed in the properties whenever they are written, such as secrets that aren't kept.</summary>
    public Action<JsonObject>? Clean { get; init; }

    /// <summary>Refuses a body for a reason that types don't cover.</summary>
    public Action<BodyReader>? Check { get; init; }

    public ApiException Inexistent(string id) =>
        NotFound is null
            ? ApiException.Inexistent(Singular)
            : new ApiException(404, "Not Found", NotFound.Replace("{id}", id, StringComparison.Ordinal), NotFoundCode);

    /// <summary>The error code of a 404 with its own message; null for none.</summary>
    public string? NotFoundCode { get; init; }

    public ApiException Conflict(string value) =>
        ApiException.Conflict($"A {Singular.Replace('_', ' ')} with the {Unique} {value} already exists.", $"{Singular}_conflict");
}
