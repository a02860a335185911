namespace Auth0Flows.Tour;

/// <summary>A step of the tour.</summary>
/// <param name="Shows">The purpose of the step.</param>
/// <param name="Code">The code that a user writes.</param>
/// <param name="TakeAsync">Runs the step, and returns the text to show and whether the result is correct.</param>
internal sealed record Step(string Shows, string Code, Func<Task<(string Text, bool IsRight)>> TakeAsync)
{
    /// <summary>Runs the steps in order. Returns the exit code: 0 if each step gave the correct result.</summary>
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

    // A step that throws has failed; the other steps still run.
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
