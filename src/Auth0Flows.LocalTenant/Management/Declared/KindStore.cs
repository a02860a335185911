using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>The objects of a declared kind, in order of creation.</summary>
internal sealed class KindStore(Kind kind, TenantClock clock)
{
    private readonly Lock _lock = new();
    private volatile ImmutableList<JsonResource> _all = [];

    public Kind Kind => kind;

    public IReadOnlyList<JsonResource> Snapshot() => _all;

    public JsonResource? Find(string id) => _all.FirstOrDefault(one => one.Id == id);

    public JsonResource FindOrThrow(string id) => Find(id) ?? throw kind.Inexistent(id);

    /// <summary>Adds an object with a new id.</summary>
    /// <param name="json">Its properties. They must not change afterwards.</param>
    /// <exception cref="ApiException">Another one has the same name.</exception>
    public JsonResource Add(JsonObject json)
    {
        var id = kind.Prefix.Length == 0 ? Guid.NewGuid().ToString() : SeededId.New(kind.Prefix);
        json.Insert(0, kind.IdName, id);
        kind.Complete?.Invoke(json);
        kind.Clean?.Invoke(json);
        if (kind.HasTimes)
        {
            json["created_at"] = Timestamp.Of(clock.UtcNow);
            json["updated_at"] = Timestamp.Of(clock.UtcNow);
        }

        var created = new JsonResource(id, json);
        lock (_lock)
        {
            ThrowIfTaken(created);
            _all = _all.Add(created);
        }

        return created;
    }

    /// <summary>Changes an object; null removes a property.</summary>
    /// <exception cref="ApiException">There is no such object, or another one has the same name.</exception>
    public JsonResource Change(string id, JsonObject changes) => Replace(id, old => old.With(changes, kind.Merged).Json);

    /// <summary>Replaces the properties of an object.</summary>
    /// <exception cref="ApiException">There is no such object, or another one has the same name.</exception>
    public JsonResource Replace(string id, Func<JsonResource, JsonObject> change)
    {
        lock (_lock)
        {
            var old = FindOrThrow(id);
            var json = change(old);
            kind.Clean?.Invoke(json);
            if (kind.HasTimes)
            {
                json["updated_at"] = Timestamp.Of(clock.UtcNow);
            }

            var changed = new JsonResource(id, json);
            ThrowIfTaken(changed);
            _all = _all.Replace(old, changed);
            return changed;
        }
    }

    /// <summary>Deletes an object. Returns false if there is none.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            if (Find(id) is not { } found)
            {
                return false;
            }

            _all = _all.Remove(found);
            return true;
        }
    }

    private void ThrowIfTaken(JsonResource one)
    {
        if (
            kind.Unique is { } unique
            && one.Json[unique]?.ToString() is { } value
            && _all.Any(other => other.Id != one.Id && other.Json[unique]?.ToString() == value)
        )
        {
            throw kind.Conflict(value);
        }
    }
}
