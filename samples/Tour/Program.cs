using Auth0Flows.Tour;

if (await PowerShellOnPath.FindAsync() is { } pwsh)
{
    return await pwsh.RunAsync("Tour.ps1");
}

Console.WriteLine($"No PowerShell {PowerShellOnPath.Needed} on the PATH: this tour drives the library; install PowerShell to see the cmdlets.");
Console.WriteLine();
await using var tour = new LibraryTour();
return await Step.RunAsync(tour.Steps);
