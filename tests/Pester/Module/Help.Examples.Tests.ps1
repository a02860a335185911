# Every example of every page, as an interactive user types it. The first example of a page creates what the others need (a tenant,
# sessions, users). Each other example runs in a separate runspace, with the variables and sessions of the first one. So examples depend
# only on the first one, and pages don't name tenants that don't exist.
BeforeDiscovery {
    . "$PSScriptRoot/../Helpers/HelpPages.ps1"

    # The tenant is polled every five seconds for the approval of a device, as Auth0 requires (RFC 8628 §3.5).
    # So is it for a backchannel login (OpenID Connect CIBA Core §7.3).
    $patient = 'Start-Auth0DeviceLogin', 'Wait-Auth0DeviceLogin', 'Start-Auth0BackchannelLogin', 'Wait-Auth0BackchannelLogin'

    $pages = Get-ChildItem "$HelpFolder/*.md" | ForEach-Object {
        $examples = @(Get-HelpExample $_.FullName)
        @{ Page = $_.BaseName; IsPatient = $_.BaseName -in $patient; First = $examples[0]; Others = @($examples | Select-Object -Skip 1) }
    }
}

BeforeAll {
    . "$PSScriptRoot/../Helpers/Common.ps1"
    . "$PSScriptRoot/../Helpers/ScriptedHost.ps1"

    # Creates a runspace with the module and a user, in a separate folder.
    function New-Desk {
        $scripted = [ScriptedHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($scripted)
        $runspace.Open()
        $desk = [pscustomobject]@{ Person = $scripted.UI; Runspace = $runspace }
        $null = Invoke-AtDesk $desk 'param($Module, $Folder) Import-Module $Module; Set-Location $Folder' -Arguments $ModulePath, "$TestDrive"
        $desk
    }

    # Starts a script; Wait-AtDesk waits for it, and fails the test if it wrote an error.
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

    # Creates a desk with the results of the page's first example: its variables and sessions, the current session last.
    function Copy-Desk($Prepared, $Before) {
        $desk = New-Desk
        Invoke-AtDesk $Prepared 'param($Before) Get-Variable | Where-Object Name -NotIn $Before' -Arguments (, $Before) |
            ForEach-Object { $desk.Runspace.SessionStateProxy.SetVariable($_.Name, $_.Value) }
        $sessions = @(Invoke-AtDesk $Prepared '$current = Get-Auth0Session; @(Get-Auth0Session -ListAvailable | Where-Object { $_ -ne $current }) + $current | Where-Object IsClosed -EQ $false')
        if ($sessions) { $null = Invoke-AtDesk $desk 'param($Sessions) $Sessions | Connect-Auth0' -Arguments (, $sessions) }
        $desk
    }

    # With formatting, as at a prompt: a view that fails is also a failure.
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
        # In parallel if they only wait.
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
