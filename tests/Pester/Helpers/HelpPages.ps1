# Reads the pages of docs/help: their examples, and their descriptions of parameters. Doesn't need PlatyPS.
$HelpFolder = (Resolve-Path "$PSScriptRoot/../../../docs/help").Path

# The lines of PowerShell in a text, including prompts.
function Get-TypedText([string] $Text) {
    [regex]::Matches($Text, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value.Replace("`r", '').TrimEnd() }) -join "`n"
}

# The commands typed at those prompts: the text after 'PS> ' and, if a statement continues, after '>> '.
function Get-TypedCommand([string] $Text) {
    $lines = (Get-TypedText $Text) -split '\n'
    $strange = @($lines -notmatch '^(PS> |>>( |$))')
    if ($strange) { throw "Neither typed at a prompt nor output: $($strange[0])" }
    $lines -replace '^(PS> |>> ?)' -join "`n"
}

# The last output lines of an example, if its text promises them: 'Answers `True` and `0`.'
function Get-PromisedLine([string] $Text) {
    $promise = [regex]::Match($Text, '(?m)^Answers (`[^`]+`(?: and )?)+').Value
    [regex]::Matches($promise, '(?<=`)[^`]+(?=`( |$))').ForEach({ $_.Value }) | Where-Object { $_ -ne ' and ' }
}

# The columns of a table, or the labels of a list, if the page shows output.
function Get-ShownName([string] $Text) {
    foreach ($block in [regex]::Matches($Text, '(?ms)^```Output\r?\n(.*?)^```')) {
        $lines = @($block.Groups[1].Value -split '\r?\n' -ne '')
        $rule = [array]::FindIndex($lines, [Predicate[string]] { param($line) $line -match '^-[- ]*$' })
        if ($rule -gt 0) { $lines[$rule - 1] -split ' +' -ne '' } else { $lines -match '^\w+ +: ' -replace ' +: .*' }
    }
}

# The examples of a page, in order: by heading for a cmdlet, by block for a topic.
function Get-HelpExample([string] $Path) {
    $page = Get-Content $Path -Raw
    $isTopic = [System.IO.Path]::GetFileName($Path) -like 'about_*'
    $pattern = $isTopic ? '(?ms)()^```powershell.*?^```' : '(?ms)^### (Example [^\r\n]*)(.*?)(?=^### |^## )'
    $number = 0
    foreach ($found in [regex]::Matches($page, $pattern)) {
        $number++
        @{
            Title   = $isTopic ? "block $number" : $found.Groups[1].Value
            Number  = $number
            Command = Get-TypedCommand $found.Value
            Typed   = Get-TypedText $found.Value
            Answers = @(Get-PromisedLine $found.Value)
            Names   = @(Get-ShownName $found.Value)
        }
    }
}

# The description of each parameter on a page, by name: the block under '### -Name'.
function Get-HelpParameter([string] $Path) {
    $section = [regex]::Match((Get-Content $Path -Raw), '(?ms)^## PARAMETERS$(.*?)^## ').Groups[1].Value -replace '\r'
    $parameters = @{}
    foreach ($found in [regex]::Matches($section, '(?ms)^### -(\w+)\n\n(.*?)\n```yaml\n(.*?)^```')) {
        $name, $words, $yaml = $found.Groups[1..3].Value
        if ($parameters.ContainsKey($name)) { throw "-$name is there twice." }
        $parameters[$name] = [pscustomobject]@{
            Words             = $words.Trim()
            Type              = Get-Fact $yaml 'Type'
            SupportsWildcards = Get-Fact $yaml 'SupportsWildcards'
            Aliases           = Get-FactList $yaml 'Aliases'
            AcceptedValues    = Get-FactList $yaml 'AcceptedValues'
            Sets              = @([regex]::Matches($yaml, '(?ms)^- (Name: .*?)(?=^- |^\S)').ForEach({ Format-HelpSet $_.Groups[1].Value }))
        }
    }
    $parameters
}

function Get-Fact([string] $Yaml, [string] $Name) { [regex]::Match($Yaml, "(?m)^ *${Name}: *(.*?)$").Groups[1].Value.Trim("'") }

# A list in brackets on one line, or with one item per line.
function Get-FactList([string] $Yaml, [string] $Name) {
    $items = [regex]::Match($Yaml, "(?m)^${Name}:(?: \[(.*?)\])?\n((?:- .*\n)*)")
    , @(($items.Groups[1].Value -split ', *') + ($items.Groups[2].Value -split '\n' -replace '^- ') -ne '' | ForEach-Object { $_.Trim("'") } | Sort-Object)
}

function Format-HelpSet([string] $Yaml) {
    $facts = 'Name', 'Position', 'IsRequired', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName', 'ValueFromRemainingArguments'
    ($facts | ForEach-Object { "$_=$(Get-Fact $Yaml $_)" }) -join ' '
}
