using System.Collections.Immutable;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// Objects that are computed from their number when needed, so that a million of them use no memory. Changes, deletions and new objects are
/// stored. Readers never wait, and each sees one consistent state.
/// </summary>
/// <typeparam name="T">The type of the objects, which change only through <see cref="Replace"/>.</typeparam>
/// <param name="count">The number of objects at the start.</param>
/// <param name="compute">Computes the object with a number.</param>
/// <param name="numberOf">Gets the number in an id; null if the id isn't one of a seeded object.</param>
/// <param name="idOf">Gets the id of an object.</param>
internal sealed class SeededStore<T>(int count, Func<int, T> compute, Func<string, int?> numberOf, Func<T, string> idOf)
    where T : class
{
    private readonly Lock _lock = new();
    private volatile SeededList<T> _state = new(count, compute);

    /// <summary>All objects in order: seeded ones, then created ones.</summary>
    public SeededList<T> Snapshot() => _state;

    public T? Find(string id)
    {
        var state = _state;
        return state.AddedById.TryGetValue(id, out var added) ? added
            : numberOf(id) is { } number && number >= 0 && number < count && !state.IsRemoved(number) ? state.AtNumber(number)
            : null;
    }

    public void Add(T created)
    {
        lock (_lock)
        {
            _state = _state.With(added: _state.Added.Add(created), addedById: _state.AddedById.Add(idOf(created), created));
        }
    }

    /// <summary>Replaces an object with the result of <paramref name="change"/>. Returns null if there is no such object.</summary>
    public T? Replace(string id, Func<T, T> change)
    {
        lock (_lock)
        {
            if (Find(id) is not { } old)
            {
                return null;
            }

            var changed = change(old);
            if (ReferenceEquals(changed, old))
            {
                return old;
            }

            var state = _state;
            _state = state.AddedById.ContainsKey(id)
                ? state.With(added: state.Added.Replace(old, changed), addedById: state.AddedById.SetItem(id, changed))
                : state.With(changed: state.Changed.SetItem(numberOf(id)!.Value, changed));
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

            var state = _state;
            if (state.AddedById.ContainsKey(id))
            {
                _state = state.With(added: state.Added.Remove(found), addedById: state.AddedById.Remove(id));
                return true;
            }

            var number = numberOf(id)!.Value;
            var at = ~state.Removed.BinarySearch(number);
            _state = state.With(removed: state.Removed.Insert(at, number), changed: state.Changed.Remove(number));
            return true;
        }
    }
}
