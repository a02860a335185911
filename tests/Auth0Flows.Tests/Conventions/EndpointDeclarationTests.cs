using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Auth0Flows.PowerShell;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Each cmdlet that calls the Management API declares the endpoints that it is there for: Find-Auth0Endpoint needs them.</summary>
public sealed partial class EndpointDeclarationTests
{
    /// <summary>The cmdlets with a session that have no endpoint of their own.</summary>
    private static readonly string[] _withoutEndpoint =
    [
        // Any endpoint.
        nameof(InvokeAuth0ApiCommand),
        // All endpoints of a tenant's configuration.
        nameof(CompareAuth0TenantCommand),
        nameof(ExportAuth0TenantCommand),
        nameof(ImportAuth0TenantCommand),
        // The Authentication API, or the session's own tokens.
        nameof(AddAuth0MfaAuthenticatorCommand),
        nameof(ClearAuth0TokenCommand),
        nameof(CompleteAuth0BrowserLoginCommand),
        nameof(CompleteAuth0PasskeyLoginCommand),
        nameof(GetAuth0MfaAuthenticatorCommand),
        nameof(GetAuth0TokenCommand),
        nameof(GetAuth0ConnectionTokenCommand),
        nameof(GetAuth0UserInfoCommand),
        nameof(NewAuth0AuthorizeUriCommand),
        nameof(NewAuth0DPoPProofCommand),
        nameof(RemoveAuth0MfaAuthenticatorCommand),
        nameof(RequestAuth0MfaChallengeCommand),
        nameof(RevokeAuth0TokenCommand),
        nameof(StartAuth0BrowserLoginCommand),
        nameof(GetAuth0SessionTransferTokenCommand),
        nameof(NewAuth0LogoutUriCommand),
        nameof(RegisterAuth0UserCommand),
        nameof(RequestAuth0PasswordResetCommand),
        nameof(StartAuth0BackchannelLoginCommand),
        nameof(StartAuth0DeviceLoginCommand),
        nameof(StartAuth0PasskeyLoginCommand),
        nameof(StartAuth0PasskeyRegistrationCommand),
        nameof(StartAuth0PasswordlessLoginCommand),
        nameof(TestAuth0TokenCommand),
        nameof(UpdateAuth0TokenCommand),
        nameof(WaitAuth0BackchannelLoginCommand),
        nameof(WaitAuth0DeviceLoginCommand),
    ];

    /// <summary>What the calls of the base classes send: the method, and whether an object's id follows the resource's path.</summary>
    private static readonly Dictionary<string, (string Method, bool HasId)> _calls = new(StringComparer.Ordinal)
    {
        ["ListAsync"] = ("GET", false),
        ["ListEachAsync"] = ("GET", false),
        ["GetEachAsync"] = ("GET", true),
        ["CreateAsync"] = ("POST", false),
        ["UpdateAsync"] = ("PATCH", true),
        ["DeleteEachAsync"] = ("DELETE", true),
    };

    public static TheoryData<Type> Cmdlets =>
        [
            .. typeof(ConnectAuth0Command)
                .Assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(SessionCmdletBase)) && type.IsSealed),
        ];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_DeclaresItsEndpoints(Type cmdlet) =>
        Assert.True(
            Declared(cmdlet).Length > 0 != _withoutEndpoint.Contains(cmdlet.Name),
            $"{cmdlet.Name} needs [ApiEndpoint(\"GET roles/{{id}}\")], or a place in the list of those without one (not both)."
        );

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Endpoint_IsInTheCatalogue_AndDeclaredOnce(Type cmdlet)
    {
        var found = Array.ConvertAll(Declared(cmdlet), endpoint => Find(endpoint) ?? throw new KeyNotFoundException(endpoint));

        Assert.Equal(found.Distinct(), found);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Endpoint_OfACmdletThatChangesNothing_IsRead_AndOthersChangeSomething(Type cmdlet)
    {
        var changes = cmdlet
            .CustomAttributes.Single(attribute => attribute.AttributeType == typeof(CmdletAttribute))
            .NamedArguments.Any(argument => argument.MemberName == "SupportsShouldProcess");
        var methods = Declared(cmdlet).Select(static endpoint => endpoint.Split(' ')[0]).ToArray();

        Assert.True(methods.Length == 0 || !changes || methods.Any(static method => method != "GET"), "It declares no change.");
        Assert.True(changes || !cmdlet.Name.StartsWith("Get", StringComparison.Ordinal) || methods.All(static method => method == "GET"));
    }

    // GetEachAsync(Auth0Resources.Roles, …) in a cmdlet's file is GET roles/{id}; with null for the id, an object that there is once.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Endpoint_OfACallThroughTheBaseClass_IsDeclared(Type cmdlet)
    {
        var text = string.Concat(
            Directory
                .GetFiles(Repository.Path("src", "Auth0Flows.PowerShell", "Commands"), cmdlet.Name + "*.cs")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
        );
        var declared = Declared(cmdlet).Select(Find).ToArray();

        Assert.All(
            Call().Matches(text),
            call =>
            {
                var (method, hasId) = _calls[call.Groups[1].Value];
                var path = PathOf(call.Groups[2].Value) + (hasId && !call.Groups[3].Success ? "/{id}" : "");

                Assert.Contains(Auth0Endpoints.Find(method, path) ?? throw new KeyNotFoundException($"{method} {path}"), declared);
            }
        );
    }

    // An id that one cmdlet completes is completed by every other. Ids of users, jobs and log entries are not listed: about_Auth0Flows.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Id_ThatAnotherCmdletCompletes_IsCompleted(Type cmdlet)
    {
        var completed = Cmdlets
            .SelectMany(row => row.Data.GetProperties())
            .Where(property => property.Name.EndsWith("Id", StringComparison.Ordinal) && IsCompleted(property))
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(
            cmdlet.GetProperties().Where(property => IsParameter(property) && completed.Contains(property.Name)),
            property => Assert.True(IsCompleted(property), $"-{property.Name} has no completer, and another cmdlet's has one.")
        );
    }

    private static bool IsParameter(PropertyInfo property) => property.IsDefined(typeof(ParameterAttribute));

    private static bool IsCompleted(PropertyInfo property) =>
        property.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(ArgumentCompleterAttribute));

    private static string[] Declared(Type cmdlet) =>
        [.. cmdlet.GetCustomAttributes<ApiEndpointAttribute>(inherit: false).Select(static attribute => attribute.Endpoint)];

    private static Auth0Endpoint? Find(string endpoint) =>
        endpoint.Split(' ') is [var method, var path] ? Auth0Endpoints.Find(method, path) : null;

    private static string PathOf(string resource)
    {
        var members = typeof(Auth0Resources).GetMember(resource, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static);
        var value = members.Single() switch
        {
            PropertyInfo property => property.GetValue(null),
            MethodInfo method => method.Invoke(null, [.. method.GetParameters().Select(static _ => "0")]),
            var other => throw new NotSupportedException(other.Name),
        };
        return (string)value!.GetType().GetProperty("Path")!.GetValue(value)!;
    }

    [GeneratedRegex(@"(?<![.\w])((?:List|ListEach|GetEach|Create|Update|DeleteEach)Async)\(\s*Auth0Resources\.(\w+)(,\s*null\b)?")]
    private static partial Regex Call();
}
