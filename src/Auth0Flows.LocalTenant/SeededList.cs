using System.Collections;
using System.Collections.Immutable;

namespace Auth0Flows.LocalTenant;

/// <summary>An immutable state of a <see cref="SeededStore{T}"/>.</summary>
internal sealed class SeededList<T>(int seeded, Func<int, T> compute) : IReadOnlyList<T>
    where T : class
{
    public int Count => seeded - Removed.Length + Added.Count;

    /// <summary>The numbers of the deleted seeded objects, in order.</summary>
    public ImmutableArray<int> Removed { get; private init; } = [];

    public ImmutableDictionary<int, T> Changed { get; private init; } = ImmutableDictionary<int, T>.Empty;

    public ImmutableList<T> Added { get; private init; } = [];

    public ImmutableDictionary<string, T> AddedById { get; private init; } = ImmutableDictionary.Create<string, T>(StringComparer.Ordinal);

    /// <summary>The stored objects: changed ones, then created ones.</summary>
    public IEnumerable<T> Kept => Changed.OrderBy(pair => pair.Key).Select(pair => pair.Value).Concat(Added);

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            var left = seeded - Removed.Length;
            return index < left ? AtNumber(NumberAt(index)) : Added[index - left];
        }
    }

    public T AtNumber(int number) => Changed.TryGetValue(number, out var changed) ? changed : compute(number);

    public bool IsRemoved(int number) => Removed.BinarySearch(number) >= 0;

    public SeededList<T> With(
        ImmutableArray<int>? removed = null,
        ImmutableDictionary<int, T>? changed = null,
        ImmutableList<T>? added = null,
        ImmutableDictionary<string, T>? addedById = null
    ) =>
        new(seeded, compute)
        {
            Removed = removed ?? Removed,
            Changed = changed ?? Changed,
            Added = added ?? Added,
            AddedById = addedById ?? AddedById,
        };

    public IEnumerator<T> GetEnumerator()
    {
        var removed = 0;
        for (var number = 0; number < seeded; number++)
        {
            if (removed < Removed.Length && Removed[removed] == number)
            {
                removed++;
            }
            else
            {
                yield return AtNumber(number);
            }
        }

        foreach (var added in Added)
        {
            yield return added;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // The number of the object at an index: the index plus the number of deleted objects before it.
    private int NumberAt(int index)
    {
        int low = 0,
            high = Removed.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Removed[middle] - middle <= index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return index + low;
    }
}
