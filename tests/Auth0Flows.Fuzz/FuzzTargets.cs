namespace Auth0Flows.Fuzz;

/// <summary>All that reads what others write.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new TokenTarget(),
        new ClaimTarget(),
        new KeySetTarget(),
        new TokenAnswerTarget(),
        new RefreshTokenTarget(),
        new TokenRefusalTarget(),
        new ApiRefusalTarget(),
        new AnswerHeaderTarget(),
        new RequestHeaderTarget(),
        new DomainTarget(),
        new PathTarget(),
        new TemplateTarget(),
        new BrowserAnswerTarget(),
        new DeviceCodeTarget(),
        new AuthenticatorTarget(),
        new PageTarget(),
        new ObjectTarget<Auth0Client>("client", Auth0Resources.Clients),
        new ObjectTarget<Auth0ClientGrant>("client-grant", Auth0Resources.ClientGrants),
        new ObjectTarget<Auth0Connection>("connection", Auth0Resources.Connections),
        new ObjectTarget<Auth0Job>("job", Auth0Resources.Jobs),
        new ObjectTarget<Auth0JobError>("job-error", Auth0Resources.JobErrors("job_1")),
        new ObjectTarget<Auth0Log>("log", Auth0Resources.Logs),
        new ObjectTarget<Auth0Organization>("organization", Auth0Resources.Organizations),
        new ObjectTarget<Auth0OrganizationMember>("organization-member", Auth0Resources.OrganizationMembers("org_1")),
        new ObjectTarget<Auth0ResourceServer>("resource-server", Auth0Resources.ResourceServers),
        new ObjectTarget<Auth0Role>("role", Auth0Resources.Roles),
        new ObjectTarget<Auth0User>("user", Auth0Resources.Users),
        new ObjectTarget<Auth0UserInfo>("user-info", new("userinfo", "users", Auth0JsonContext.Default.Auth0UserInfo)),
        new JsonValueTarget(),
        new HiddenValueTarget(),
        new ChangeTextTarget(),
        new ExportTarget(),
        new UserFileTarget(),
        new PrivateKeyTarget(),
        new PemTextTarget(),
        new StoredEntryTarget(),
        new StoredTokensTarget(),
        new StoreAddressTarget(),
        new ConfigurationFileTarget(),
        new SecretTarget(),
        new ScopeTarget(),
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static FuzzTarget Find(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"There is no target {name}: {string.Join(", ", All.Select(static target => target.Name))}.");
}
