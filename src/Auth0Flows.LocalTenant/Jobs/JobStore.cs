using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Management;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>The jobs. Their duration is measured by the time provider.</summary>
internal sealed class JobStore(TenantClock clock, TimeSpan duration)
{
    // Auth0, "Bulk User Imports": at most two at once, which "Bulk User Exports" doesn't say. A job's data is deleted after a day.
    private const int MaximumActiveImports = 2;
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, UserJob> _jobs = new(StringComparer.Ordinal);

    private DateTimeOffset Now => clock.TimeProvider.GetUtcNow();

    public UserJob Add(JsonObject settings, UserExport export) => Add(settings, export, import: null);

    /// <summary>Adds an import, unless too many are active.</summary>
    /// <exception cref="ApiException">Two imports are active.</exception>
    public UserJob Add(JsonObject settings, Func<UserImport> import)
    {
        lock (_lock)
        {
            if (_jobs.Values.Count(job => job.Import is not null && Progress(job) < 1) >= MaximumActiveImports)
            {
                throw new ApiException(
                    429,
                    "Too Many Requests",
                    $"There are {MaximumActiveImports} active import users jobs, please wait until some of them are finished and try again",
                    "too_many_requests"
                );
            }

            return Add(settings, export: null, import());
        }
    }

    /// <summary>Adds the job of a message to a user.</summary>
    public UserJob AddMessage() => Add([], export: null, import: null);

    public UserJob? Find(string id)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(id, out var job) && Now < job.CreatedAt + _lifetime ? job : null;
        }
    }

    public bool IsDone(UserJob job) => Progress(job) >= 1;

    /// <summary>A job as the Management API shows it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="locate">Creates the address of a finished export's file.</param>
    public JsonObject Show(UserJob job, Func<UserJob, string> locate)
    {
        var json = (JsonObject)job.Settings.DeepClone();
        var progress = Progress(job);
        json["type"] = job.Type;
        json["status"] =
            job.Import?.Failure is not null && progress >= 1 ? "failed"
            : progress >= 1 ? "completed"
            : progress > 0 ? "processing"
            : "pending";
        json["created_at"] = Timestamp.Of(job.CreatedAt);
        json["id"] = job.Id;
        if (progress is > 0 and < 1)
        {
            json["percentage_done"] = (int)(progress * 100);
            json["time_left_seconds"] = (int)Math.Ceiling((job.CreatedAt + duration - Now).TotalSeconds);
        }
        else if (progress >= 1)
        {
            Complete(job, json, locate);
        }

        return json;
    }

    private static void Complete(UserJob job, JsonObject json, Func<UserJob, string> locate)
    {
        json["percentage_done"] = 100;
        if (job.Export is not null)
        {
            json["location"] = locate(job);
        }
        else if (job.Import is { Failure: { } failure })
        {
            json["status_details"] = failure;
        }
        else if (job.Import is { } import)
        {
            json["summary"] = new JsonObject
            {
                ["failed"] = import.Failed,
                ["updated"] = import.Updated,
                ["inserted"] = import.Inserted,
                ["total"] = import.Failed + import.Updated + import.Inserted,
            };
        }
    }

    private UserJob Add(JsonObject settings, UserExport? export, UserImport? import)
    {
        lock (_lock)
        {
            var job = new UserJob(SeededId.New("job_"), settings, Now, export, import);
            _jobs.Add(job.Id, job);
            return job;
        }
    }

    private double Progress(UserJob job) => duration <= TimeSpan.Zero ? 1 : Math.Min(1, (Now - job.CreatedAt) / duration);
}
