using System.Net;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Conventions;

/// <summary>
/// No public type has a secret that a serialiser can read. tests/Pester/Module/Serialisers.Tests.ps1 tests the serialisers.
/// </summary>
public sealed partial class SerializationTests
{
    private static readonly Type[] _openTypes =
    [
        typeof(SecureString),
        typeof(SecureString[]),
        typeof(NetworkCredential),
        typeof(ReadOnlyMemory<byte>),
        typeof(byte[]),
    ];

    // Part of an application's refresh token settings, a parameter for /authorize, a key's state, the settings of a page, a nonce that an
    // API sends in a header, whether nonces are required.
    private static readonly string[] _noSecrets =
    [
        "Auth0Client.RefreshToken",
        "AuthorizationCodeGrant.Nonce",
        "Auth0EncryptionKey.State",
        "Auth0Tenant.ChangePassword",
        "Auth0DPoPRequirements.Nonce",
        "Auth0LocalTenantOptions.RequireDPoPNonce",
    ];

    public static TheoryData<string> Types => [.. Exported().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void PublicType_HasNoSecretThatASerialiserOpens(string name)
    {
        var type = Exported().Single(type => type.FullName == name);

        Assert.True(type.IsEnum || type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length == 0);
        Assert.Empty(Properties(type).Where(property => _openTypes.Contains(property.PropertyType)).Select(property => property.Name));
        Assert.Empty(
            Properties(type)
                .Where(property =>
                    SecretName().IsMatch(property.Name)
                    && !IsSecret(property.PropertyType)
                    && !_noSecrets.Contains($"{type.Name}.{property.Name}")
                )
                .Select(property => property.Name)
        );
    }

    [Theory]
    [InlineData(typeof(Auth0Secret))]
    [InlineData(typeof(Auth0LocalTenantSecret))]
    public void Secret_HasNothingToSerialise(Type type)
    {
        Assert.DoesNotContain(type.GetMembers(BindingFlags.Public | BindingFlags.Instance), member => member is PropertyInfo or FieldInfo);
        Assert.Empty(type.GetInterfaces());
    }

    [Fact]
    public void Secret_AsText_IsAMaskOfNoLength()
    {
        Assert.Equal("********", Auth0Secret.FromPlainText("a").ToString());
        Assert.Equal("********", Auth0Secret.FromPlainText(new string('x', 70_000)).ToString());
    }

    [Fact]
    public void Secret_LongerThanASecureString_IsWholeInTheLibrary_AndSaysSoElsewhere()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"{number},"));
        var secret = Auth0Secret.FromPlainText(text);

        Assert.Equal(text, secret.Reveal());
        Assert.Contains(
            "65,536",
            Assert.Throws<InvalidOperationException>(secret.ToSecureString).Message.Replace("65536", "65,536", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(typeof(Auth0Token), new[] { "AccessToken", "RefreshToken", "IdToken", "RecoveryCode" })]
    [InlineData(typeof(Auth0MfaChallenge), new[] { "MfaToken", "OobCode" })]
    [InlineData(typeof(Auth0LocalTenantRequest), new[] { "Headers", "Form" })]
    public void DisplayedAmongOthers_WithoutWhatIsSecret(Type type, string[] secrets) =>
        Assert.Empty(Named(type, "DefaultDisplayPropertySet").Intersect(secrets));

    private static IEnumerable<Type> Exported() =>
        typeof(Auth0Session)
            .Assembly.GetExportedTypes()
            .Concat(typeof(Auth0LocalTenant).Assembly.GetExportedTypes())
            .Where(type => !type.IsInterface);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod?.IsPublic == true);

    private static bool IsSecret(Type type) =>
        (type.GetElementType() ?? type) is var inner && (inner == typeof(Auth0Secret) || inner == typeof(Auth0LocalTenantSecret));

    private static IEnumerable<string> Named(Type type, string set) =>
        XDocument
            .Load(Repository.Path("bin", "Auth0Flows.Types.ps1xml"))
            .Descendants("Type")
            .Single(element => element.Element("Name")!.Value == type.FullName)
            .Descendants("PropertySet")
            .Single(element => element.Element("Name")!.Value == set)
            .Element("ReferencedProperties")!
            .Elements("Name")
            .Select(name => name.Value);

    [GeneratedRegex(
        "(Secret|Password|(Access|Refresh|Id|Mfa|Device|Subject|Actor)Token|RecoveryCode|OobCode|BindingCode|CodeVerifier|State|Nonce|Passphrase)$"
    )]
    private static partial Regex SecretName();
}
