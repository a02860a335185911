using System.Collections.Immutable;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// Objects that are computed from their number whenever they are asked for, so that a million of them cost no memory. What is changed,
/// deleted or created is kept. Readers never wait; each of them sees one state from its beginning to its end.
/// </summary>
/// <typeparam name="T">An object; it doesn't change but by <see cref="Replace"/>.</typeparam>
/// <param name="count">How many objects there are from the start.</param>
/// <param name="compute">The object of a number.</param>
/// <param name="numberOf">The number that an id belongs to; null for the id of no seeded object.</param>
/// <param name="idOf">The id of an object.</param>
internal sealed class SeededStore<T>(int count, Func<int, T> compute, Func<string, int?> numberOf, Func<T, string> idOf)
    where T : class
{
    private readonly Lock _lock = new();
    private volatile SeededList<T> _state = new(count, compute);

    /// <summary>All objects in order: the seeded ones, then the created ones.</summary>
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

    /// <summary>Puts what <paramref name="change"/> makes of an object in its place. Null if there is no such object.</summary>
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

    /// <summary>Deletes an object. False if there is none.</summary>
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
