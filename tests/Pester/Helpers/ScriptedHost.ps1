# A host that simulates a user: it answers questions from a queue, and records all output and questions. Its methods run in the runspace
# that asks, not in the one that created it, which waits meanwhile.

[NoRunspaceAffinity()]
class ScriptedUserInterface : System.Management.Automation.Host.PSHostUserInterface {
    [System.Collections.Concurrent.BlockingCollection[string]] $Answers = [System.Collections.Concurrent.BlockingCollection[string]]::new()
    [System.Collections.Concurrent.ConcurrentQueue[string]] $Questions = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    [System.Collections.Concurrent.ConcurrentQueue[string]] $Lines = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    [System.Collections.Concurrent.ConcurrentQueue[string]] $Choices = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    [bool] $IsMute
    hidden [string] $Line = ''

    hidden [string] Answer([string] $Question) {
        if ($this.IsMute) { throw [System.Management.Automation.Host.HostException]::new('Nobody can be asked here.') }
        $this.Questions.Enqueue($Question)
        $answer = ''
        if (-not $this.Answers.TryTake([ref] $answer, 20000)) { throw "Nobody answered: $Question" }
        return $answer
    }

    hidden [string] TakeLine() {
        $begun = $this.Line
        $this.Line = ''
        return $begun
    }

    [System.Management.Automation.Host.PSHostRawUserInterface] get_RawUI() { return $null }
    [string] ReadLine() { return $this.Answer($this.TakeLine()) }
    [securestring] ReadLineAsSecureString() { return [System.Net.NetworkCredential]::new('', $this.Answer($this.TakeLine())).SecurePassword }
    [void] Write([string] $value) { $this.Line += $value }
    [void] Write([System.ConsoleColor] $foreground, [System.ConsoleColor] $background, [string] $value) { $this.Line += $value }
    [void] WriteLine([string] $value) { $this.Lines.Enqueue($this.TakeLine() + $value) }
    [void] WriteErrorLine([string] $value) { }
    [void] WriteDebugLine([string] $value) { }
    [void] WriteVerboseLine([string] $value) { }
    [void] WriteWarningLine([string] $value) { }
    [void] WriteProgress([long] $sourceId, [System.Management.Automation.ProgressRecord] $record) { }

    [int] PromptForChoice([string] $caption, [string] $message, [System.Collections.ObjectModel.Collection[System.Management.Automation.Host.ChoiceDescription]] $options, [int] $default) {
        foreach ($option in $options) { $this.Choices.Enqueue($option.Label) }
        return [int] $this.Answer($message)
    }

    [System.Collections.Generic.Dictionary[string, psobject]] Prompt([string] $caption, [string] $message, [System.Collections.ObjectModel.Collection[System.Management.Automation.Host.FieldDescription]] $fields) {
        throw [System.NotImplementedException]::new()
    }

    [pscredential] PromptForCredential([string] $caption, [string] $message, [string] $user, [string] $target) { throw [System.NotImplementedException]::new() }

    [pscredential] PromptForCredential([string] $caption, [string] $message, [string] $user, [string] $target, [System.Management.Automation.PSCredentialTypes] $types, [System.Management.Automation.PSCredentialUIOptions] $options) {
        throw [System.NotImplementedException]::new()
    }
}

[NoRunspaceAffinity()]
class ScriptedHost : System.Management.Automation.Host.PSHost {
    hidden [ScriptedUserInterface] $Person = [ScriptedUserInterface]::new()
    hidden [guid] $Id = [guid]::NewGuid()

    [string] get_Name() { return 'ScriptedHost' }
    [version] get_Version() { return [version] '1.0' }
    [guid] get_InstanceId() { return $this.Id }
    [System.Management.Automation.Host.PSHostUserInterface] get_UI() { return $this.Person }
    [cultureinfo] get_CurrentCulture() { return [cultureinfo]::InvariantCulture }
    [cultureinfo] get_CurrentUICulture() { return [cultureinfo]::InvariantCulture }
    [void] SetShouldExit([int] $exitCode) { }
    [void] EnterNestedPrompt() { throw [System.NotImplementedException]::new() }
    [void] ExitNestedPrompt() { throw [System.NotImplementedException]::new() }
    [void] NotifyBeginApplication() { }
    [void] NotifyEndApplication() { }
}

# Starts a script as an interactive user, in a runspace with the module. More answers can be added while it runs.
function Start-AtPrompt([string] $Script, [hashtable] $Variables, [string[]] $Answers = @(), [switch] $Mute) {
    $scripted = [ScriptedHost]::new()
    $person = $scripted.UI
    $person.IsMute = $Mute
    $Answers | ForEach-Object { $person.Answers.Add($_) }
    $runspace = [runspacefactory]::CreateRunspace($scripted)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddCommand('Import-Module').AddParameter('Name', $ModulePath).Invoke()
    $shell.Commands.Clear()
    $Variables.GetEnumerator() | ForEach-Object { $runspace.SessionStateProxy.SetVariable($_.Key, $_.Value) }
    $null = $shell.AddScript($Script)
    [pscustomobject]@{ Person = $person; Shell = $shell; Invocation = $shell.BeginInvoke() }
}

# Waits for its end: the output, the error, and everything that the user saw and was asked.
function Wait-AtPrompt($Started) {
    $shell, $person = $Started.Shell, $Started.Person
    try {
        [pscustomobject]@{
            Output    = @($shell.EndInvoke($Started.Invocation))
            Failure   = $shell.Streams.Error | Select-Object -First 1
            Lines     = @($person.Lines)
            Questions = @($person.Questions)
            Choices   = @($person.Choices)
            Progress  = @($shell.Streams.Progress)
            Warnings  = @($shell.Streams.Warning)
        }
    }
    finally {
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }
}

function Invoke-AtPrompt([string] $Script, [hashtable] $Variables, [string[]] $Answers = @(), [switch] $Mute) { Wait-AtPrompt (Start-AtPrompt @PSBoundParameters) }
