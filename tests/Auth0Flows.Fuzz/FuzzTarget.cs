using System.Diagnostics;

namespace Auth0Flows.Fuzz;

/// <summary>
/// A part of the product that reads what others write, and what must be true of it whatever that is: it ends in time, it takes no more
/// memory than the input warrants, and it says what is wrong by an error of its own.
/// </summary>
internal abstract class FuzzTarget
{
    private const int MostTimes = 4;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    /// <summary>What it is called on the command line, and its folder in the corpus.</summary>
    public abstract string Name { get; }

    /// <summary>What such inputs are made of: names, values, marks.</summary>
    public abstract IReadOnlyList<string> Words { get; }

    /// <summary>Inputs to begin with, beside those in the corpus: what can't lie in a file, such as a key.</summary>
    public virtual IEnumerable<byte[]> Seeds => [];

    /// <summary>
    /// How many bytes may be allocated for one byte of input. What is kept, is read again and again for every value that doesn't fit.
    /// </summary>
    protected virtual long BytesForByte => 2_000;

    /// <summary>What may be allocated for any input, however small.</summary>
    protected virtual long BytesForAny => 4 << 20;

    /// <summary>Reads an input.</summary>
    /// <returns>Its outcome in a few words: a new one makes the input worth keeping.</returns>
    /// <exception cref="FuzzFinding">Something is wrong.</exception>
    public string Try(byte[] input)
    {
        var outcome = TryOnce(input, out var time);
        // Another program may have had the processor; what is slow is slow every time.
        for (var times = 1; time > _longest; times++)
        {
            Must.Hold(times < MostTimes, $"It takes long: {time.TotalSeconds:0.0} s");
            outcome = TryOnce(input, out time);
        }

        return outcome;
    }

    /// <summary>Reads it, and checks what must be true of what came of it.</summary>
    /// <returns>The outcome in a few words.</returns>
    protected abstract string Read(byte[] input);

    /// <summary>
    /// What a reader that may be asynchronous gives. It blocks: nothing here waits for a network or a clock, and what is allocated is
    /// counted on this thread, which an await could leave.
    /// </summary>
    protected static T Await<T>(Task<T> reading) => reading.GetAwaiter().GetResult();

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    protected static void Await(Task reading) => reading.GetAwaiter().GetResult();

    private string TryOnce(byte[] input, out TimeSpan time)
    {
        var (start, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        string outcome;
        try
        {
            outcome = Read(input);
        }
        catch (Auth0Exception failure)
        {
            Must.BeDocumented(failure);
            outcome = Outcome.Of(failure);
        }
        catch (Exception failure) when (failure is not (FuzzFinding or OutOfMemoryException))
        {
            throw new FuzzFinding($"{failure.GetType().Name}: {failure.Message}{Environment.NewLine}{failure.StackTrace}", failure);
        }

        time = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Must.Hold(
            allocated <= BytesForAny + (BytesForByte * input.Length),
            $"It takes more memory than the input warrants: {allocated / 1024:N0} KB for {input.Length} bytes"
        );
        return outcome;
    }
}
