#Requires -Version 7.6
#Requires -Modules @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; ModuleVersion = '1.0.0' }
<#
.SYNOPSIS
Makes what Get-Help reads, en-US, of the pages in docs/help.
.DESCRIPTION
What it makes is kept in the repository, so that Get-Help works after a build where PlatyPS isn't installed. It holds a hash of the
pages, by which a test sees that it is stale.
#>
[CmdletBinding()]
param([string] $OutputFolder = "$PSScriptRoot/../en-US")

$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS

# PlatyPS puts this character where a line stays empty.
$emptyLine = [string][char] 0x80
$maml = 'http://schemas.microsoft.com/maml/2004/10'
$command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'

# In ordinal order and, for the hash, with line ends of one kind: what is made is the same on every machine.
$names = [string[]] (Get-ChildItem "$PSScriptRoot/help/*.md").Name
[array]::Sort($names, [System.StringComparer]::Ordinal)

function Get-PageHash {
    $text = $names | ForEach-Object { "$_`n" + (Get-Content "$PSScriptRoot/help/$_" -Raw).Replace("`r`n", "`n") } | Join-String
    [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes($text)))
}

# Paragraphs are wrapped by the window that shows them, not as in the page. Lists, tables and code keep their lines, code goes in.
function Join-Paragraph([string] $Text) {
    $lines = [System.Collections.Generic.List[string]]::new()
    $isCode = $false
    foreach ($line in $Text -split '\r?\n') {
        if ($line -match '^```') { $isCode = -not $isCode }
        elseif ($isCode) { $lines.Add("    $line") }
        elseif ($line -match '^($|[|#]|- )' -or -not $lines.Count -or $lines[-1] -match '^($|[|#]|    )') { $lines.Add($line) }
        else { $lines[-1] += " $line" }
    }
    $lines -join "`n"
}

# PlatyPS leaves an example's code among its words, fences and all. Get-Help has a place for it.
function Edit-Example([System.Xml.XmlElement] $Example, [System.Xml.XmlNamespaceManager] $Spaces) {
    $paragraphs = @($Example.SelectNodes('maml:introduction/maml:para', $Spaces).InnerText).Where({ $_ -ne $emptyLine })
    $code, $words = $paragraphs.Where({ $_ -match '^```powershell' }, 'Split')
    $Example.SelectSingleNode('dev:code', $Spaces).InnerText = ($code -replace '(?m)^```.*\n?').TrimEnd() -join "`n"
    $Example.SelectSingleNode('maml:introduction', $Spaces).InnerXml = ''
    $remarks = $Example.SelectSingleNode('dev:remarks', $Spaces)
    foreach ($text in @($words) + '') {
        $remarks.AppendChild($Example.OwnerDocument.CreateElement('maml', 'para', $maml)).InnerText = Join-Paragraph $text
    }
}

function Edit-Maml([xml] $Help) {
    $spaces = [System.Xml.XmlNamespaceManager]::new($Help.NameTable)
    $spaces.AddNamespace('maml', $maml)
    $spaces.AddNamespace('command', $command)
    $spaces.AddNamespace('dev', $dev)
    $Help.SelectNodes('//command:example', $spaces) | ForEach-Object { Edit-Example $_ $spaces }
    $Help.SelectNodes('//maml:para[not(ancestor::command:example)]', $spaces) | ForEach-Object { $_.InnerText = Join-Paragraph $_.InnerText }
    # Addresses that lead nowhere: the page's file, and the online version that isn't there.
    $Help.SelectNodes('//maml:uri[contains(., ".md")]', $spaces) | ForEach-Object { $_.InnerText = '' }
    $Help.SelectNodes('//maml:navigationLink[maml:linkText = "Online Version" and maml:uri = ""]', $spaces) |
        ForEach-Object { $null = $_.ParentNode.RemoveChild($_) }
    $null = $Help.InsertBefore($Help.CreateComment(" Made by build.ps1 Help of docs/help. Pages: $(Get-PageHash) "), $Help.DocumentElement)
}

# A topic as text, in the form that Get-Help knows: its fifth line is the synopsis.
function ConvertTo-AboutText([string] $Path) {
    $text = (Get-Content $Path -Raw) -replace '\[([^]]+)\]\([^)]+\.md\)', '$1' -replace '^# .*\s+'
    $lines = foreach ($line in (Join-Paragraph $text.TrimEnd()) -split "`n" -replace '^(## .*)', "`$1`n" -replace '^## ' -split "`n") {
        if ($line -match '^$|^[A-Z ,]+$') { $line }
        elseif ($line -match '^(    |\|)') { "    $line" }
        else { $line -replace '(.{1,72})(?:\s+|$)', "    `$1`n" -split "`n" | Where-Object { $_ } }
    }
    $page = "TOPIC`n    $([System.IO.Path]::GetFileNameWithoutExtension($Path))`n`n" + ($lines -join "`n") + "`n"
    $short = [regex]::Match($text, '## SHORT DESCRIPTION\s+([^#]+?)\s+##').Groups[1].Value -replace '\s+', ' '
    $page -creplace '(?m)^([A-Z ,]+)\n\n+', "`$1`n" -replace '\n{3,}', "`n`n" -replace '(?sm)(?<=^SHORT DESCRIPTION\n).*?(?=\n\n)', "    $short"
}

$null = New-Item $OutputFolder -ItemType Directory -Force
$made = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
try {
    $pages = $names -notlike 'about_*' | ForEach-Object { Import-MarkdownCommandHelp -Path "$PSScriptRoot/help/$_" }
    $file = $pages | Export-MamlCommandHelp -OutputFolder $made
    $help = [xml]::new()
    $help.PreserveWhitespace = $false
    $help.Load($file.FullName)
    Edit-Maml $help
    $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create((Join-Path (Resolve-Path $OutputFolder) $file.Name), $settings)
    $help.Save($writer)
    $writer.Dispose()
}
finally {
    Remove-Item $made -Recurse -ErrorAction Ignore
}

Get-ChildItem "$PSScriptRoot/help/about_*.md" | ForEach-Object {
    ConvertTo-AboutText $_.FullName | Set-Content (Join-Path $OutputFolder "$($_.BaseName).help.txt") -NoNewline -Encoding utf8NoBOM
}
