# Every example of every page, as typed at a prompt where a person sits. The first one of a page makes what the others need (a tenant,
# sessions, users); each of the others runs in a runspace of its own, with the variables and sessions that the first one left. So
# none leans on another one but the first, and pages name no tenant that isn't there.
BeforeDiscovery {
    . "$PSScriptRoot/../Helpers/HelpPages.ps1"

    # A tenant is asked every five seconds whether a device was approved, as Auth0 wants it (RFC 8628 §3.5).
    $patient = 'Start-Auth0DeviceLogin', 'Wait-Auth0DeviceLogin'

    $pages = Get-ChildItem "$HelpFolder/*.md" | ForEach-Object {
        $examples = @(Get-HelpExample $_.FullName)
        @{ Page = $_.BaseName; IsPatient = $_.BaseName -in $patient; First = $examples[0]; Others = @($examples | Select-Object -Skip 1) }
    }
}

BeforeAll {
    . "$PSScriptRoot/../Helpers/Common.ps1"
    . "$PSScriptRoot/../Helpers/ScriptedHost.ps1"

    # A runspace with the module and a person, in a folder of its own.
    function New-Desk {
        $scripted = [ScriptedHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($scripted)
        $runspace.Open()
        $desk = [pscustomobject]@{ Person = $scripted.UI; Runspace = $runspace }
        $null = Invoke-AtDesk $desk 'param($Module, $Folder) Import-Module $Module; Set-Location $Folder' -Arguments $ModulePath, "$TestDrive"
        $desk
    }

    # Begins a script; Wait-AtDesk ends it, and the test with it where an error was written.
    function Start-AtDesk($Desk, [string] $Script, [object[]] $Arguments) {
        $shell = [powershell]::Create($Desk.Runspace)
        $null = $shell.AddScript($Script)
        $Arguments | ForEach-Object { $null = $shell.AddArgument($_) }
        @{ Shell = $shell; Script = $Script; Run = $shell.BeginInvoke() }
    }

    function Wait-AtDesk($Started) {
        $shell = $Started.Shell
        try {
            if (-not $Started.Run.AsyncWaitHandle.WaitOne(30000)) { $shell.Stop(); throw "It did not end: $($Started.Script)" }
            $output = $shell.EndInvoke($Started.Run)
            $shell.Streams.Error | ForEach-Object { throw $_ }
            $output
        }
        finally { $shell.Dispose() }
    }

    function Invoke-AtDesk($Desk, [string] $Script, [object[]] $Arguments) { Wait-AtDesk (Start-AtDesk @PSBoundParameters) }

    # A desk with what the page's first example left: its variables, and its sessions, the current one last.
    function Copy-Desk($Prepared, $Before) {
        $desk = New-Desk
        Invoke-AtDesk $Prepared 'param($Before) Get-Variable | Where-Object Name -NotIn $Before' -Arguments (, $Before) |
            ForEach-Object { $desk.Runspace.SessionStateProxy.SetVariable($_.Name, $_.Value) }
        $sessions = @(Invoke-AtDesk $Prepared '$current = Get-Auth0Session; @(Get-Auth0Session -ListAvailable | Where-Object { $_ -ne $current }) + $current | Where-Object IsClosed -EQ $false')
        if ($sessions) { $null = Invoke-AtDesk $desk 'param($Sessions) $Sessions | Connect-Auth0' -Arguments (, $sessions) }
        $desk
    }

    # As a prompt shows it: a view that fails is a failure, too.
    function Start-Example($Desk, $Example) {
        @{ Desk = $Desk; Example = $Example; Running = Start-AtDesk $Desk ". {`n$($Example.Command)`n} | Out-String -Width 200" }
    }

    function Wait-Example($Started) {
        $shown = (Wait-AtDesk $Started.Running) -replace '\e\[[\d;]*m'
        $lines = @($shown -split '\r?\n' -ne '')
        $promised = $Started.Example.Answers
        if ($promised) { $lines[-$promised.Count..-1] | Should -Be $promised -Because 'the page says so' }
        $Started.Example.Names | ForEach-Object { $shown | Should -MatchExactly "(?m)(^|\s)$([regex]::Escape($_))(\s|$)" -Because 'the page shows it' }
        $Started.Desk.Person.Questions | Should -BeNullOrEmpty -Because 'an example asks nothing that the page does not say'
    }
}

Describe 'Help page <Page>' -ForEach $pages {
    BeforeAll {
        $environment = Get-Item Env:AUTH0_*
        Remove-Item Env:AUTH0_*
        $prepared = New-Desk
        $before = Invoke-AtDesk $prepared '(Get-Variable).Name'
        $begun = @{}
    }

    AfterAll {
        Invoke-AtDesk $prepared 'Stop-Auth0LocalTenant; Get-Auth0Session -ListAvailable | Disconnect-Auth0'
        $prepared.Runspace.Dispose()
        Remove-Item Env:AUTH0_*
        $environment | ForEach-Object { Set-Item "Env:$($_.Name)" $_.Value }
    }

    It '<First.Title>' {
        Wait-Example (Start-Example $prepared $First)
    }

    It '<Title>' -ForEach $Others {
        # Side by side where they do nothing but wait.
        $next = $IsPatient ? $Others : $_
        if (-not $begun[$Number]) { $next | ForEach-Object { $begun[$_.Number] = Start-Example (Copy-Desk $prepared $before) $_ } }
        try {
            Wait-Example $begun[$Number]
        }
        finally {
            $desk = $begun[$Number].Desk
            $null = Invoke-AtDesk $desk 'Stop-Auth0LocalTenant'
            $desk.Runspace.Dispose()
        }
    }
}
