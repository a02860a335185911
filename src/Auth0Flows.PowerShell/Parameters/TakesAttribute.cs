using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The types of this module's objects that can be piped to a cmdlet, besides that of its noun: the type of an object decides, because a
/// name such as <c>RoleId</c> also is a property of other objects, and would delete another object than the piped one. Objects without a
/// type of this module, and text, bind by PowerShell's rules.
/// </summary>
/// <param name="types">The names of the types.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesAttribute(params string[] types) : Attribute
{
    private const string Namespace = "Auth0Flows.";

    // PowerShell keeps the current object of the pipeline to itself. Without this property, only its own rules would apply.
    private static readonly PropertyInfo? _current = typeof(Cmdlet).BaseType?.GetProperty(
        "CurrentPipelineObject",
        BindingFlags.Instance | BindingFlags.NonPublic
    );

    private static readonly string[] _users = ["Auth0User", "Auth0OrganizationMember"];
    private const string LocalUser = "Auth0Flows.LocalTenant.Auth0LocalTenantUser";

    /// <summary>The parameter set that removes everything of a user: of objects, only a user can mean that.</summary>
    public string? AllOfAUser { get; init; }

    /// <summary>Checks the object that was piped to a cmdlet.</summary>
    /// <exception cref="Auth0ConfigurationException">The cmdlet doesn't take it.</exception>
    public static void Check(PSCmdlet cmdlet)
    {
        if (!cmdlet.MyInvocation.ExpectingInput || cmdlet.GetType().GetCustomAttribute<TakesAttribute>() is not { } takes)
        {
            return;
        }

        var piped = _current?.GetValue(cmdlet) is { } value ? PSObject.AsPSObject(value) : null;
        if (piped is null || piped.BaseObject is string or char or Guid)
        {
            return;
        }

        var (name, noun) = (cmdlet.MyInvocation.MyCommand.Name, NounOf(cmdlet));
        var type = TypeOf(piped);
        if (type is not null && type != noun && !takes.Contains(type))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.WrongInputObject,
                $"{name} does not take an object of the type {type}, which has the id of another object. It takes {takes.Names(noun)}, and ids as text."
            );
        }

        if (takes.AllOfAUser == cmdlet.ParameterSetName && !piped.TypeNames.Contains(LocalUser) && (type is null || !_users.Contains(type)))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.WrongInputObject,
                $"The object that was piped to {name} has no id of its own, only its user's. To remove all that the user has, pipe the user, or the user's id as text."
            );
        }
    }

    private bool Contains(string type) => types.Contains(type) || (AllOfAUser is not null && _users.Contains(type));

    private string Names(string noun) =>
        string.Join(", ", new[] { noun }.Concat(types).Concat(AllOfAUser is null ? [] : _users).Distinct().Order(StringComparer.Ordinal));

    private static string NounOf(PSCmdlet cmdlet) => cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()!.NounName;

    // Deserialized.Auth0Flows.Auth0Role, from a job or a file; Selected.Auth0Flows.Auth0Role, from Select-Object.
    private static string? TypeOf(PSObject piped) =>
        piped
            .TypeNames.Select(static type =>
                type.Split(Namespace, 2) is [.., var last] && type.Contains(Namespace, StringComparison.Ordinal) ? last : ""
            )
            .FirstOrDefault(static type =>
                type.StartsWith("Auth0", StringComparison.Ordinal) && !type.Contains('.', StringComparison.Ordinal)
            );
}
