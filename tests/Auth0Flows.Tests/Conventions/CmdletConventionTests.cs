using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auth0Flows.PowerShell;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Checks every cmdlet against Microsoft's cmdlet guidelines and this project's rules, from the assembly.</summary>
public sealed partial class CmdletConventionTests
{
    private static readonly string[] _changing =
    [
        "Register",
        "New",
        "Set",
        "Add",
        "Remove",
        "Update",
        "Clear",
        "Revoke",
        "Import",
        "Start",
        "Stop",
        "Disconnect",
        "Invoke",
        "Reset",
        "Enable",
        "Disable",
        "Publish",
        "Block",
        "Unblock",
        "Send",
    ];

    public static TheoryData<Type> Cmdlets =>
        [.. typeof(ConnectAuth0Command).Assembly.GetExportedTypes().Where(type => Attribute<CmdletAttribute>(type) is not null)];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_HasAnApprovedVerb_AndASingularNounOfOurs(Type cmdlet)
    {
        var (verb, noun) = NameOf(cmdlet);

        Assert.Contains(verb, ApprovedVerbs());
        Assert.StartsWith("Auth0", noun, StringComparison.Ordinal);
        Assert.False(noun.EndsWith('s'), $"{noun} is a plural.");
        Assert.Equal($"{verb}{noun}Command", cmdlet.Name);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_IsSealed_AndSaysWhatItGives(Type cmdlet)
    {
        Assert.True(cmdlet.IsSealed);
        Assert.NotNull(Attribute<OutputTypeAttribute>(cmdlet));
        Assert.True(cmdlet.IsSubclassOf(typeof(Auth0CmdletBase)));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_ThatChangesSomething_CanBeAskedWhatIf(Type cmdlet)
    {
        var supports = Attribute<CmdletAttribute>(cmdlet)!
            .NamedArguments.Any(argument => argument.MemberName == "SupportsShouldProcess" && (bool)argument.TypedValue.Value!);

        // Export-Auth0Tenant -Prune removes files; Request-Auth0PasswordReset sends an e-mail.
        Type[] others = [typeof(ExportAuth0TenantCommand), typeof(RequestAuth0PasswordResetCommand)];
        Assert.Equal(_changing.Contains(NameOf(cmdlet).Verb) || others.Contains(cmdlet), supports);
    }

    // Without the attribute, PowerShell creates no PagingParameters, and the list would fail when it is run.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_ThatLists_HasFirstAndSkip_AndNoOther(Type cmdlet)
    {
        var supports = Attribute<CmdletAttribute>(cmdlet)!
            .NamedArguments.Any(argument => argument.MemberName == "SupportsPaging" && (bool)argument.TypedValue.Value!);

        Assert.Equal(SourceOf(cmdlet).Any(Listing().IsMatch), supports);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_IsThin(Type cmdlet)
    {
        var files = Directory.GetFiles(Repository.Path("src", "Auth0Flows.PowerShell", "Commands"), cmdlet.Name + "*.cs");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(line => !BracketsOrComment().IsMatch(line)), 1, 80));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_HaveNoSecretsInPlainText_AndNoBooleans(Type cmdlet)
    {
        foreach (var parameter in Parameters(cmdlet))
        {
            Assert.NotEqual(typeof(bool), parameter.PropertyType);
            Assert.False(
                SecretName().IsMatch(parameter.Name) && parameter.PropertyType == typeof(string),
                $"{parameter.Name} would be a secret in plain text."
            );
        }
    }

    // RoleId is a property of a permission, too: by its name alone, the wrong object would be deleted.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_ThatDeletes_DecidesByTheTypeOfWhatIsPiped(Type cmdlet) =>
        Assert.True(
            !cmdlet.IsSubclassOf(typeof(RemoveCmdletBase)) || Attribute<TakesAttribute>(cmdlet) is not null,
            $"{cmdlet.Name} has no [Takes]."
        );

    // PowerShell itself reads 300 as ticks, and '3' as days.
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_ThatAreDurations_TakeSeconds(Type cmdlet)
    {
        var durations = Parameters(cmdlet)
            .Where(parameter => parameter.PropertyType.ToString().Contains("TimeSpan", StringComparison.Ordinal));

        Assert.All(
            durations,
            parameter => Assert.Contains(parameter.CustomAttributes, static one => one.AttributeType == typeof(SecondsOrDurationAttribute))
        );
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_HasAHelpPage_WithEveryParameter_AndThreeExamples(Type cmdlet)
    {
        var (verb, noun) = NameOf(cmdlet);
        var page = Repository.Read("docs", "help", $"{verb}-{noun}.md");

        foreach (var parameter in Parameters(cmdlet))
        {
            Assert.Contains($"### -{parameter.Name}\n", page, StringComparison.Ordinal);
        }

        Assert.InRange(Example().Count(page), 3, 30);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal); // platyPS's placeholders
    }

    [Fact]
    public void Manifest_ExportsExactlyTheCmdlets()
    {
        var manifest = Repository.Read("Auth0Flows.psd1");
        var exported = ExportedCmdlet().Matches(manifest).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(Cmdlets.Select(row => NameOf(row.Data)).Select(name => $"{name.Verb}-{name.Noun}").Order(), exported);
    }

    [Fact]
    public void Manifest_HasTheVersionOfTheAssemblies()
    {
        var manifest = ManifestVersion().Match(Repository.Read("Auth0Flows.psd1")).Groups[1].Value;

        Assert.Equal(manifest, typeof(ConnectAuth0Command).Assembly.GetName().Version!.ToString(3));
        Assert.Equal(manifest, typeof(Auth0Session).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void Views_AreThereForEveryTypeThatCmdletsGive()
    {
        var views = Repository.Read("bin", "Auth0Flows.Format.ps1xml");
        var given = Cmdlets
            .SelectMany(row => Attribute<OutputTypeAttribute>(row.Data)!.ConstructorArguments)
            .SelectMany(argument => (IReadOnlyCollection<CustomAttributeTypedArgument>)argument.Value!)
            .Select(argument => (Type)argument.Value!)
            .Where(type => type.Namespace!.StartsWith("Auth0Flows", StringComparison.Ordinal));

        Assert.All(given, type => Assert.Contains($"<TypeName>{type.FullName}</TypeName>", views, StringComparison.Ordinal));
        Assert.DoesNotMatch(
            @"(AccessToken|RefreshToken|IdToken|ClientSecret|MfaToken|OobCode|Secret|BarcodeUri|RecoveryCodes?|State|Nonce|CodeVerifier|FrontChannelAccessToken)</PropertyName>",
            views
        );
    }

    [Fact]
    public void Views_AreATableAndAList_ForEveryPublicType()
    {
        var views = XDocument.Parse(Repository.Read("bin", "Auth0Flows.Format.ps1xml")).Descendants("View").ToArray();
        // PowerShell shows errors in its own way, and masks secrets in all of them.
        var shown = TypeAccelerators
            .Types()
            .Where(type =>
                type.IsClass
                && !type.IsAbstract
                && !type.IsSubclassOf(typeof(Exception))
                && !type.Name.EndsWith("Secret", StringComparison.Ordinal)
            );

        Assert.All(
            shown,
            type =>
                Assert.Subset(
                    views
                        .Where(view => view.Descendants("TypeName").Any(name => name.Value == type.FullName))
                        .SelectMany(view => view.Elements())
                        .Select(element => element.Name.LocalName)
                        .ToHashSet(),
                    new HashSet<string> { "TableControl", "ListControl" }
                )
        );
    }

    [Fact]
    public void Views_NameOnlyPropertiesThatThereAre()
    {
        var types = TypeAccelerators.Types().ToDictionary(type => type.FullName!);
        var missing =
            from view in XDocument.Parse(Repository.Read("bin", "Auth0Flows.Format.ps1xml")).Descendants("View")
            from type in view.Descendants("TypeName")
            from property in view.Descendants("PropertyName")
            where types[type.Value].GetProperty(property.Value) is null
            select $"{type.Value}.{property.Value}";

        Assert.Empty(missing);
    }

    private static IEnumerable<PropertyInfo> Parameters(Type cmdlet) =>
        cmdlet
            .GetProperties()
            .Where(property => property.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(ParameterAttribute)));

    // Only read, not instantiated: PowerShellStandard has the attributes' signatures without their code.
    private static CustomAttributeData? Attribute<T>(Type type) =>
        type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(T));

    private static (string Verb, string Noun) NameOf(Type cmdlet)
    {
        var arguments = Attribute<CmdletAttribute>(cmdlet)!.ConstructorArguments;
        return ((string)arguments[0].Value!, (string)arguments[1].Value!);
    }

    // With the base classes that are only for some cmdlets.
    private static IEnumerable<string> SourceOf(Type cmdlet)
    {
        for (
            var type = cmdlet;
            type is not null && type.Name is not (nameof(ResourceCmdletBase) or nameof(SessionCmdletBase));
            type = type.BaseType
        )
        {
            foreach (
                var file in Directory.GetFiles(
                    Repository.Path("src", "Auth0Flows.PowerShell"),
                    type.Name.Split('`')[0] + "*.cs",
                    SearchOption.AllDirectories
                )
            )
            {
                yield return File.ReadAllText(file);
            }
        }
    }

    private static IEnumerable<string> ApprovedVerbs() =>
        new[]
        {
            typeof(VerbsCommon),
            typeof(VerbsCommunications),
            typeof(VerbsData),
            typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle),
            typeof(VerbsOther),
            typeof(VerbsSecurity),
        }
            .SelectMany(verbs => verbs.GetFields().Where(field => field.IsLiteral))
            .Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex("Secret(?!Name)|Password(?![A-Za-z]*Policy)|Token$|PrivateKey$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<!\.)\bList(Each)?Async\(|\bnew ListPaging\(|\bPagingParameters\b")]
    private static partial Regex Listing();

    [GeneratedRegex(@"^\s*(///?.*|[\]\[{}(),;]*)$")]
    private static partial Regex BracketsOrComment();

    [GeneratedRegex("^### Example ", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\s+'([A-Z][A-Za-z]+-Auth0\w*)'", RegexOptions.Multiline)]
    private static partial Regex ExportedCmdlet();

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([\d.]+)'")]
    private static partial Regex ManifestVersion();
}
