using System.Collections.Concurrent;

namespace Auth0Flows.Tests;

/// <summary>Records the activities that the library reports.</summary>
internal sealed class ActivityLog : IProgress<Auth0Activity>
{
    private readonly ConcurrentQueue<Auth0Activity> _reports = new();

    public IEnumerable<Auth0Activity> Reports => _reports;

    public void Report(Auth0Activity value) => _reports.Enqueue(value);

    public string[] Messages(Auth0ActivityKind kind) => [.. _reports.Where(report => report.Kind == kind).Select(report => report.Message)];
}
