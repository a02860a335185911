namespace Auth0Flows.Tour;

/// <summary>A step of the tour.</summary>
/// <param name="Shows">What it shows.</param>
/// <param name="Code">What one writes for it.</param>
/// <param name="TakeAsync">Does it: what a person wants to see of it, and whether it is what it should be.</param>
internal sealed record Step(string Shows, string Code, Func<Task<(string Text, bool IsRight)>> TakeAsync)
{
    /// <summary>Takes the steps one after the other. Gives the exit code: 0 where each gave what it should.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<Step> steps)
    {
        var failed = 0;
        for (var number = 1; number <= steps.Count; number++)
        {
            var step = steps[number - 1];
            Console.WriteLine($"{number}. {step.Shows}\n\n{step.Code}\n");
            var (text, isRight) = await step.TryAsync();
            Console.WriteLine($"{text}\n");
            if (!isRight)
            {
                failed++;
                Console.WriteLine("FAILED: this is not what the step should give.\n");
            }
        }

        Console.WriteLine($"Tour: {steps.Count} steps, {steps.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    // One step that throws is one that failed; the others are still taken.
    private async Task<(string Text, bool IsRight)> TryAsync()
    {
        try
        {
            return await TakeAsync();
        }
        catch (Exception failure)
        {
            return (failure.ToString(), false);
        }
    }
}
