# The README and the guides are correct: their code blocks run, their commands exist, their links lead somewhere. A block fenced
# `powershell` is run as it is, all blocks of a page in one runspace; a first line `# Name.ps1` means that it is that file. A block fenced
# `Output` after it is its output, in which `…` stands for anything. A block fenced `pwsh` needs a build, a cloud, a tenant on the internet
# or a person, and isn't run.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../../..").Path
    $files = @(Get-Item "$root/README.md", "$root/docs/architecture.md", "$root/docs/cmdlets.md") + @(Get-ChildItem "$root/docs/guides" -Filter *.md)
    $pages = foreach ($file in $files) {
        $blocks = [System.Collections.Generic.List[hashtable]]::new()
        $current = $null
        $prose = [System.Text.StringBuilder]::new()
        $number = 0
        foreach ($line in Get-Content $file) {
            $number++
            if ($line -match '^\s*```(\S*)') {
                if ($current) {
                    $blocks.Add($current)
                    $current = $null
                }
                else { $current = @{ Language = $Matches[1]; Line = $number; Text = [System.Collections.Generic.List[string]]::new() } }
            }
            elseif ($current) { $current.Text.Add($line) }
            else { $null = $prose.AppendLine($line) }
        }
        $runs = for ($i = 0; $i -lt $blocks.Count; $i++) {
            if ($blocks[$i].Language -eq 'powershell') {
                $expected = $i + 1 -lt $blocks.Count -and $blocks[$i + 1].Language -eq 'Output' ? @($blocks[$i + 1].Text) : $null
                @{ Line = $blocks[$i].Line; Text = @($blocks[$i].Text); Expected = $expected }
            }
        }
        @{ Name = [System.IO.Path]::GetRelativePath($root, $file).Replace('\', '/'); Folder = $file.DirectoryName; Prose = "$prose"; Blocks = @($blocks); Runs = @($runs) }
    }
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $cmdlets = (Get-Module Auth0Flows).ExportedCommands
    $outside = Get-Item Env:AUTH0_*
    Remove-Item Env:AUTH0_*

    # The output of a block, as lines.
    function Invoke-Block([powershell] $Shell, [string] $Text) {
        $Shell.Commands.Clear()
        $Shell.Streams.ClearStreams()
        $output = $Shell.AddScript($Text).AddCommand('Out-String').AddParameter('Stream').AddParameter('Width', 200).Invoke()
        $Shell.Streams.Error | Should -BeNullOrEmpty
        @($output | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ })
    }

    # The module's cmdlets in a piece of PowerShell, with their parameters.
    function Find-NamedCommand([string] $Text) {
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $null)
        $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -match '^[A-Z]\w+-Auth0\w*$' }, $true) | ForEach-Object {
            [pscustomobject]@{
                Name       = $_.GetCommandName()
                Parameters = @($_.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object ParameterName)
            }
        }
    }
}

AfterAll { $outside | ForEach-Object { Set-Item "Env:$($_.Name)" $_.Value } }

Describe '<Name>' -ForEach $pages {
    BeforeAll {
        $place = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $place) Import-Module $module; Set-Location $place; $PSStyle.OutputRendering = ''PlainText''').AddArgument($ModulePath).AddArgument($place.FullName).Invoke()
    }

    AfterAll {
        $shell.Runspace.Dispose()
        $shell.Dispose()
        Remove-Item Env:AUTH0_*
    }

    if ($Runs) {
        It 'runs from line <Line>' -ForEach $Runs {
            if ($Text[0] -match '^# ([\w.-]+\.ps1)$') {
                Set-Content (Join-Path $place $Matches[1]) $Text
                return
            }

            $written = @(Invoke-Block $shell ($Text -join "`n"))

            if ($null -ne $Expected) {
                $written.Count | Should -Be $Expected.Count -Because "it wrote:`n$($written -join "`n")"
                for ($i = 0; $i -lt $Expected.Count; $i++) {
                    $written[$i] | Should -BeLike ([wildcardpattern]::Escape($Expected[$i].TrimEnd()).Replace('…', '*'))
                }
            }
        }
    }

    It 'says of each block what it is, and leaves few of them untried' {
        $Blocks.ForEach{ $_.Language } | Where-Object { $_ -cnotin 'powershell', 'pwsh', 'Output', 'text', 'sh', 'yaml', 'mermaid' } | Should -BeNullOrEmpty
        $Blocks.Where{ $_.Language -eq 'pwsh' }.Count | Should -BeLessOrEqual ($Runs.Count / 2)
    }

    It 'names cmdlets and parameters that there are' {
        # Each piece separately: a table cell isn't a whole script, and one that can't be parsed must not hide the next.
        $untried = $Blocks.Where{ $_.Language -eq 'pwsh' }.ForEach{ $_.Text -join "`n" }
        $inline = [regex]::Matches($Prose, '`([^`\r\n]+)`').ForEach{ $_.Groups[1].Value.Replace('\|', '|') }
        $wrong = foreach ($command in @($untried) + $inline | Where-Object { $_ -match '-Auth0' } | ForEach-Object { Find-NamedCommand $_ }) {
            $found = $cmdlets[$command.Name]
            if ($found) { $command.Parameters | Where-Object { $_ -notin $found.Parameters.Keys } | ForEach-Object { "$($command.Name) -$_" } }
            else { $command.Name }
        }

        $wrong | Should -BeNullOrEmpty
    }

    It 'links to what there is' {
        $links = [regex]::Matches($Prose, '\]\(([^)#\s]+)(?:#[^)]*)?\)').ForEach{ $_.Groups[1].Value } | Where-Object { $_ -notmatch '^https?:' }

        $links | Where-Object { -not (Test-Path (Join-Path $Folder $_)) } | Should -BeNullOrEmpty
    }
}

Describe 'The list of cmdlets' {
    BeforeAll {
        # Each topic with its cmdlets, in their order.
        $topics = [ordered]@{}
        foreach ($line in Get-Content "$PSScriptRoot/../../../docs/cmdlets.md") {
            if ($line -match '^## (.+)$') { $topics[($topic = $Matches[1])] = [System.Collections.Generic.List[string]]::new() }
            elseif ($line -match '^\| \[`([A-Z]\w+-Auth0\w*)`\]\(help/\1\.md\) \| \S.{5,} \|$') { $topics[$topic].Add($Matches[1]) }
        }
    }

    It 'names every cmdlet once, with its page and a sentence' {
        $topics.Values | ForEach-Object { $_ } | Sort-Object | Should -Be ($cmdlets.Keys | Sort-Object)
    }

    It 'has its topics in the README, each with some of its cmdlets' {
        $rows = @(Get-Content "$PSScriptRoot/../../../README.md" | Where-Object { $_ -match '\]\(docs/cmdlets\.md#' })
        $rows.Count | Should -Be $topics.Count

        foreach ($row in $rows) {
            $row | Should -Match '^\| \[(?<Topic>.+?)\]\(docs/cmdlets\.md#(?<Anchor>.+?)\) \| (?<Names>.+) \|$'
            $null = $row -match '^\| \[(?<Topic>.+?)\]\(docs/cmdlets\.md#(?<Anchor>.+?)\) \| (?<Names>.+) \|$'
            $row = $Matches
            # As GitHub makes it of the heading.
            $row.Anchor | Should -BeExactly ($row.Topic.ToLowerInvariant() -replace '[^\w\- ]' -replace ' ', '-')
            $names = [regex]::Matches($row.Names, '`([^`]+)`').ForEach{ $_.Groups[1].Value }
            $names | Should -Not -BeNullOrEmpty
            $names | Where-Object { $_ -notin $topics[$row.Topic] } | Should -BeNullOrEmpty -Because "they are not of '$($row.Topic)'"
        }
    }
}

Describe 'The page of errors' {
    BeforeAll {
        $rows = @(Get-Content "$PSScriptRoot/../../../docs/guides/troubleshooting.md" | Where-Object { $_ -match '^\| `([A-Z]\w+)` \|' } | ForEach-Object { $Matches[1] })
    }

    It 'has a line for each id, and for no other' {
        $rows | Sort-Object | Should -Be ([enum]::GetNames([Auth0ErrorCode]) | Sort-Object)
    }
}
