using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.PowerShell;

/// <summary>Calls under way at once, whose answers come out in the order in which they were made.</summary>
internal sealed class OrderedCalls
{
    private readonly Queue<Call> _calls = new();

    /// <summary>Adds one that has begun.</summary>
    public void Add(Task<Auth0ApiResponse> answer, Auth0ApiRequest request, bool isFile, object? target) =>
        _calls.Enqueue(new Call(answer, request, isFile, target));

    /// <summary>Takes the oldest one, where its answer is there or more than so many are under way.</summary>
    public bool TryTakeOldest(int mayStay, [NotNullWhen(true)] out Call? call)
    {
        call = _calls.TryPeek(out var oldest) && (_calls.Count > mayStay || oldest.Answer.IsCompleted) ? _calls.Dequeue() : null;
        return call is not null;
    }

    /// <param name="Answer">What comes of it.</param>
    /// <param name="Request">What was asked.</param>
    /// <param name="IsFile">Whether the answer went into a file, and not to the pipeline.</param>
    /// <param name="Target">What an error is about.</param>
    internal sealed record Call(Task<Auth0ApiResponse> Answer, Auth0ApiRequest Request, bool IsFile, object? Target);
}
