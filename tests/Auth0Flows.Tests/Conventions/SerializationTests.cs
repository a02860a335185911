using System.Reflection;
using System.Security;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Auth0Flows.Types.ps1xml names what may be serialised; a new property is not to be forgotten there, a secret not to slip in.</summary>
public sealed class SerializationTests
{
    [Theory]
    [InlineData(typeof(Auth0Token))]
    [InlineData(typeof(Auth0Client))]
    [InlineData(typeof(Auth0Connection), nameof(Auth0Connection.Options))]
    [InlineData(typeof(Auth0Job))]
    [InlineData(typeof(Auth0JobError), nameof(Auth0JobError.User))]
    [InlineData(typeof(Auth0ResourceServer))]
    [InlineData(typeof(Auth0UserIdentity))]
    [InlineData(typeof(Auth0MfaChallenge))]
    [InlineData(typeof(Auth0MfaEnrollment))]
    [InlineData(typeof(Auth0AuthorizeRequest))]
    [InlineData(typeof(Auth0LocalTenantApplication))]
    [InlineData(typeof(Auth0LocalTenantUser))]
    public void Properties_AllButTheSecrets_AreSerialised(Type type, string? holdsSecrets = null)
        => Assert.Equal(
            type.GetProperties().Where(property => !IsSecret(property.PropertyType) && property.Name != holdsSecrets).Select(property => property.Name).Order(),
            Serialised(type).Order());

    [Fact]
    public void EveryTypeWithASecret_IsNamed()
        => Assert.All(
            typeof(Auth0Session).Assembly.GetExportedTypes().Where(type => type.GetProperties().Any(property => IsSecret(property.PropertyType) && property.GetMethod!.IsPublic) && !type.IsSubclassOf(typeof(Auth0Grant))),
            type => Serialised(type));

    [Fact]
    public void EveryDictionaryWithSecrets_StaysOutOfWhatIsSerialised()
    {
        var dictionaries = typeof(Auth0Session).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(SecretDictionaryConverter))
            .ToList();

        Assert.NotEmpty(dictionaries);
        Assert.All(dictionaries, dictionary => Assert.DoesNotContain(dictionary.Name, Serialised(dictionary.DeclaringType!)));
    }

    [Fact]
    public void LocalTenant_KeepsItsSecretToItself()
        => Assert.DoesNotContain("ClientSecret", Serialised(typeof(Auth0LocalTenant)));

    [Theory]
    [InlineData(typeof(Auth0Token), new[] { "AccessToken", "RefreshToken", "IdToken", "RecoveryCode" })]
    [InlineData(typeof(Auth0MfaChallenge), new[] { "MfaToken", "OobCode" })]
    [InlineData(typeof(Auth0LocalTenantRequest), new[] { "Headers", "Body", "Form" })]
    public void DisplayedAmongOthers_WithoutWhatIsSecret(Type type, string[] secrets)
        => Assert.Empty(Named(type, "DefaultDisplayPropertySet").Intersect(secrets));

    private static bool IsSecret(Type type) => type == typeof(SecureString) || type == typeof(SecureString[]);

    private static IEnumerable<string> Serialised(Type type) => Named(type, "PropertySerializationSet");

    private static IEnumerable<string> Named(Type type, string set)
        => XDocument.Load(Repository.Path("src", "Auth0Flows.PowerShell", "Module", "Auth0Flows.Types.ps1xml"))
            .Descendants("Type")
            .Single(element => element.Element("Name")!.Value == type.FullName)
            .Descendants("PropertySet")
            .Single(element => element.Element("Name")!.Value == set)
            .Element("ReferencedProperties")!
            .Elements("Name")
            .Select(name => name.Value);
}
