using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>The state of a runspace: its sessions, the current one, and the local tenants that it started.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> _states = [];

    private readonly List<Auth0Session> _sessions = [];

    // Created here, including those that were replaced in the list.
    private readonly ConditionalWeakTable<Auth0Session, Auth0Session> _ours = [];
    private readonly List<Auth0LocalTenant> _tenants = [];
    private Auth0Session? _current;
    private EnvironmentSession? _environment;

    /// <summary>The state of this thread's runspace.</summary>
    public static RunspaceState Current => _states.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The sessions of the runspace in the order of their creation; the environment's is last, if it is the current one.</summary>
    public IReadOnlyList<Auth0Session> Sessions =>
        Session is { } current && !_sessions.Contains(current) ? [.. _sessions, current] : _sessions;

    /// <summary>The default session: the one that was connected last, or the one from the environment variables.</summary>
    public Auth0Session? Session => _current is { IsClosed: false } ? _current : FromEnvironment();

    /// <summary>
    /// The session of this name; else one that is made of the profile of this name, without becoming the current one. Null if there is
    /// neither.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">The profile can't be used, or its secret is missing.</exception>
    public Auth0Session? Find(string name)
    {
        if (_sessions.Find(session => IsNamed(session, name)) is { } known)
        {
            return known;
        }

        if (!Auth0ProfileStore.OfUser().Contains(name))
        {
            return Sessions.FirstOrDefault(session => IsNamed(session, name)); // the environment's
        }

        var session = ProfileSession.Create(name);
        _ours.Add(session, session);
        _sessions.Add(session);
        return session;
    }

    /// <summary>
    /// The session that a copy from another process stands for, connected again by its profile. Null if there is no such profile.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">The profile can't be used, or is of another application by now.</exception>
    public Auth0Session? FindAgain(string profile, string? domain, string? clientId, string? audience, string? organization)
    {
        var session = Find(profile);
        if (session is null || (session.Audience == audience && session.Organization == organization && IsOf(session, domain, clientId)))
        {
            return session;
        }

        if (!IsOf(session, domain, clientId))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientMismatch,
                $"The session belongs to {clientId} at {domain}; on this machine, the profile '{profile}' is for {session.ClientId} at {session.Domain}."
            );
        }

        session = ProfileSession.Create(profile, audience, organization);
        _ours.Add(session, session);
        return session;
    }

    /// <summary>The name of a session that has none: the tenant's domain, with the client id if another client has that name.</summary>
    public string NameFor(string domain, string clientId) =>
        _sessions.Any(session => IsNamed(session, domain) && session.ClientId != clientId) ? $"{domain} {clientId}" : domain;

    /// <summary>
    /// Makes a session the current one. It replaces a session with the same name in the list; the replaced one can still be used until that
    /// name is disconnected.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="isOurs">Whether the session was created in this runspace, and is closed when the module is removed here.</param>
    public void Connect(Auth0Session session, bool isOurs)
    {
        if (isOurs)
        {
            _ours.Add(session, session);
        }

        _sessions.RemoveAll(other => IsNamed(other, session.Name));
        _sessions.Add(session);
        _current = session;
    }

    /// <summary>Closes a session, and sessions of this runspace that it replaced under the same name.</summary>
    public void Disconnect(Auth0Session session)
    {
        _sessions.Remove(session);
        _current = ReferenceEquals(_current, session) ? null : _current;
        session.Dispose();
        foreach (var (replaced, _) in _ours)
        {
            if (IsNamed(replaced, session.Name))
            {
                replaced.Dispose();
            }
        }
    }

    /// <summary>The sessions that were connected, without the environment's.</summary>
    public IReadOnlyList<Auth0Session> Connected => _sessions;

    /// <summary>The runspace's running local tenants.</summary>
    public IReadOnlyList<Auth0LocalTenant> Tenants => _tenants;

    /// <summary>
    /// The server certificate of a local tenant's endpoints for client certificates, if this runspace started it: nobody else can hand it
    /// over. Null for any other tenant.
    /// </summary>
    public X509Certificate2? MtlsCertificateOf(Auth0Domain domain) =>
        _tenants.Find(tenant => tenant.Domain == domain.ToString())?.MtlsCertificate;

    public void Add(Auth0LocalTenant tenant) => _tenants.Add(tenant);

    public void Stop(Auth0LocalTenant tenant)
    {
        _tenants.Remove(tenant);
        tenant.Dispose();
    }

    /// <summary>Removes the module from the runspace: closes its sessions, and stops its tenants.</summary>
    public static void Remove()
    {
        if (Runspace.DefaultRunspace is not { } runspace || !_states.TryGetValue(runspace, out var state))
        {
            return;
        }

        _states.Remove(runspace);
        foreach (var (session, _) in state._ours)
        {
            session.Dispose();
        }

        state._tenants.ToList().ForEach(state.Stop);
        state._environment?.Session.Dispose();
    }

    private static bool IsOf(Auth0Session session, string? domain, string? clientId) =>
        session.Domain.ToString() == domain && session.ClientId == clientId;

    private static bool IsNamed(Auth0Session session, string name) => session.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private Auth0Session? FromEnvironment()
    {
        if (_environment is { Session.IsClosed: false } && _environment.IsCurrent())
        {
            return _environment.Session;
        }

        _environment?.Session.Dispose();
        _environment = EnvironmentSession.Create();
        return _environment?.Session;
    }
}
