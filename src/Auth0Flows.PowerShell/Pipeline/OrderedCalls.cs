using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.PowerShell;

/// <summary>Concurrent calls whose responses are returned in the order of the calls.</summary>
internal sealed class OrderedCalls
{
    private readonly Queue<Call> _calls = new();

    /// <summary>Adds a call that was started.</summary>
    public void Add(Task<Auth0ApiResponse> answer, Auth0ApiRequest request, bool isFile, object? target) =>
        _calls.Enqueue(new Call(answer, request, isFile, target));

    /// <summary>Takes the oldest call, if its response has arrived or more than this number of calls are in progress.</summary>
    public bool TryTakeOldest(int mayStay, [NotNullWhen(true)] out Call? call)
    {
        call = _calls.TryPeek(out var oldest) && (_calls.Count > mayStay || oldest.Answer.IsCompleted) ? _calls.Dequeue() : null;
        return call is not null;
    }

    /// <param name="Answer">The response.</param>
    /// <param name="Request">The request.</param>
    /// <param name="IsFile">Whether the response was written to a file, and not to the pipeline.</param>
    /// <param name="Target">The target object of errors.</param>
    internal sealed record Call(Task<Auth0ApiResponse> Answer, Auth0ApiRequest Request, bool IsFile, object? Target);
}
