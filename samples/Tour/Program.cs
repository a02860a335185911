using Auth0Flows.Engine;
using Auth0Flows.Tour;

// By default, shows the cmdlets, in PowerShell. To show the library: dotnet run --project samples/Tour -- library
if (args is not ["library"])
{
    return await PowerShellEngine.RunAsync("-NoLogo", "-NoProfile", "-NonInteractive", "-File", FindInSources("Tour.ps1"));
}

await using var tour = new LibraryTour();
return await Step.RunAsync(tour.Steps);

// The script stays in the source folder, next to the module that it shows.
static string FindInSources(string script)
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        var file = Path.Combine(folder.FullName, "samples", "Tour", script);
        if (File.Exists(file))
        {
            return file;
        }
    }

    throw new FileNotFoundException($"{script} is not above {AppContext.BaseDirectory}: run the tour from its repository.");
}
