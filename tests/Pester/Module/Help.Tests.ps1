# The output of Get-Help after a build, and whether the pages describe each parameter as the cmdlet declares it.
BeforeDiscovery {
    $cmdlets = (Import-PowerShellDataFile "$PSScriptRoot/../../../Auth0Flows.psd1").CmdletsToExport
    $topics = (Get-ChildItem "$PSScriptRoot/../../../docs/help/about_*.md").BaseName
    $platyPS = Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -GE '1.0'
}

BeforeAll {
    . "$PSScriptRoot/../Helpers/Common.ps1"
    . "$PSScriptRoot/../Helpers/HelpPages.ps1"

    $cmdlets = (Import-PowerShellDataFile "$PSScriptRoot/../../../Auth0Flows.psd1").CmdletsToExport
    $common = [System.Management.Automation.Cmdlet]::CommonParameters

    # The name of a type as the pages write it.
    function Format-Type([type] $Type) { ([System.Nullable]::GetUnderlyingType($Type) ?? $Type).FullName }

    # What the pages call the objects of a noun, where it isn't the noun itself.
    $otherWords = @{ client = 'application'; server = 'api'; authenticator = 'factor'; log = 'entry'; device = 'credential' }

    # The parameter sets of a parameter with their properties, in the format of Format-HelpSet.
    function Format-ParameterSet([System.Management.Automation.ParameterMetadata] $Parameter) {
        foreach ($set in $Parameter.ParameterSets.GetEnumerator()) {
            $facts = [ordered]@{
                Name                            = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
                Position                        = $set.Value.Position -eq [int]::MinValue ? 'Named' : $set.Value.Position
                IsRequired                      = "$($set.Value.IsMandatory)".ToLowerInvariant()
                ValueFromPipeline               = "$($set.Value.ValueFromPipeline)".ToLowerInvariant()
                ValueFromPipelineByPropertyName = "$($set.Value.ValueFromPipelineByPropertyName)".ToLowerInvariant()
                ValueFromRemainingArguments     = "$($set.Value.ValueFromRemainingArguments)".ToLowerInvariant()
            }
            ($facts.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }) -join ' '
        }
    }

    # The accepted values of a parameter: those of a ValidateSet, or the names of an enumeration.
    function Get-AcceptedValue([System.Management.Automation.ParameterMetadata] $Parameter) {
        $type = $Parameter.ParameterType.IsArray ? $Parameter.ParameterType.GetElementType() : $Parameter.ParameterType
        $type = [System.Nullable]::GetUnderlyingType($type) ?? $type
        if ($type.IsEnum) { [enum]::GetNames($type) }
        else { $Parameter.Attributes.Where({ $_ -is [ValidateSet] }).ValidValues }
    }
}

Describe 'The page of <_>' -ForEach $cmdlets {
    BeforeAll {
        $name = $_
        $command = Get-Command $name
        $path = "$HelpFolder/$name.md"
        $page = (Get-Content $path -Raw).Replace("`r", '')
        $said = Get-HelpParameter $path
        $parameters = $command.Parameters.Values | Where-Object Name -NotIn $common
    }

    It 'names every parameter and no other' {
        $said.Keys | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
        @($said.Values.Words) -eq '' | Should -BeNullOrEmpty -Because 'each has its words'
    }

    It 'says the facts of each parameter' {
        foreach ($parameter in $parameters) {
            $facts = $said[$parameter.Name]
            $facts.Type | Should -Be (Format-Type $parameter.ParameterType) -Because "that is the type of -$($parameter.Name)"
            $facts.Aliases | Should -Be @($parameter.Aliases | Sort-Object) -Because "those are the aliases of -$($parameter.Name)"
            $facts.SupportsWildcards | Should -Be "$($parameter.Attributes.Where({ $_ -is [SupportsWildcards] }).Count -gt 0)" -Because "-$($parameter.Name) is marked so"
            $facts.Sets | Sort-Object | Should -Be @(Format-ParameterSet $parameter | Sort-Object) -Because "so is -$($parameter.Name) declared"
            if ($facts.AcceptedValues) {
                $facts.AcceptedValues | Should -Be @(Get-AcceptedValue $parameter | Sort-Object) -Because "-$($parameter.Name) takes these"
            }
        }
    }

    # A description that was copied from another page names that page's objects.
    It 'says of each id what it is the id of' {
        foreach ($parameter in $said.Keys -match 'Id$') {
            if ($said[$parameter].Words -notmatch '^(?:The ids? of (?:(?:the|a|an|one|each)\b )?(?<Whose>[^.,;:(]+)|The (?<Whose>[\w ]+)''s? ids?\b|Gets the (?<Whose>[\w ]+) with these ids)') { continue }
            $owner = $parameter -eq 'Id' ? ($name -replace '^.*-Auth0') : ($parameter -replace 'Id$')
            $words = ($owner -creplace '(?<=[a-z])(?=[A-Z])', ' ').ToLowerInvariant() -split ' '
            $words += $words | ForEach-Object { $otherWords[$_] }
            $Matches.Whose.ToLowerInvariant() -split '\W+' -replace 'ies$', 'y' -replace 's$' | Where-Object { $_ -in $words } |
                Should -Not -BeNullOrEmpty -Because "-$parameter of $name is not of $($Matches.Whose)"
        }
    }

    It 'shows the syntax of each set' {
        $syntax = [regex]::Match($page, '(?ms)^## SYNTAX$(.*?)^## ').Groups[1].Value
        $blocks = [regex]::Matches($syntax, '(?ms)^### (\S+)( \(Default\))?\n(?:\n<!--.*?-->)?\n+```\n(.*?)^```')
        $sets = $command.ParameterSets
        $blocks.ForEach({ $_.Groups[1].Value }) | Sort-Object | Should -Be @($sets.Name | Sort-Object)
        foreach ($block in $blocks) {
            $set = $sets | Where-Object Name -EQ $block.Groups[1].Value
            if ($sets.Count -gt 1) { $block.Groups[2].Success | Should -Be $set.IsDefault -Because "of $($set.Name)" }
            $shown = [regex]::Matches($block.Groups[3].Value, '(?<=[ \[\n])-(\w+)').ForEach({ $_.Groups[1].Value })
            $shown | Sort-Object | Should -Be @($set.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -Because "so is the set $($set.Name)"
        }
    }

    It 'has its parts, and links that lead somewhere' {
        $headings = [regex]::Matches($page, '(?m)^## (.*)$').ForEach({ $_.Groups[1].Value })
        $headings | Should -Be 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS'
        $links = [regex]::Matches($page, '(?m)^- \[(.*?)\]\((.*?)\)$')
        $links | Should -Not -BeNullOrEmpty
        $links.ForEach({ $_.Groups[2].Value }) -notmatch '^https://' | ForEach-Object { "$HelpFolder/$_" | Should -Exist }
    }

    It 'has all its code in examples, which are run' {
        $examples = Get-HelpExample $path
        @($examples.Typed) -eq '' | Should -BeNullOrEmpty -Because 'each has its code'
        Get-TypedText $page | Should -Be ($examples.Typed -join "`n")
    }

    It 'says what goes in and comes out' {
        $outputs = [regex]::Match($page, '(?ms)^## OUTPUTS$(.*?)^## ').Groups[1].Value
        foreach ($type in $command.OutputType.Name -replace '^System\.Void$', 'None') {
            $outputs | Should -Match "(?m)^### $([regex]::Escape($type))$"
        }
        [regex]::Match($page, '(?ms)^## INPUTS$(.*?)^## ').Groups[1].Value | Should -Match '(?m)^### \S+\n\n\S'
    }

    It 'is what Get-Help gives' {
        $help = Get-Help $name -Full
        $help.Synopsis | Should -Be ([regex]::Match($page, '(?ms)^## SYNOPSIS\n\n(.*?)\n\n').Groups[1].Value -replace '\n', ' ')
        $help.parameters.parameter.name | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
        @($help.examples.example.code) | Should -Be (Get-HelpExample $path).Typed
    }
}

Describe 'The descriptions of all pages' {
    # 'oidc_conformant' of an application, copied to the page of a role.
    It 'have no example in common, unless the pages are of the same noun' {
        $examples = foreach ($cmdlet in $cmdlets) {
            foreach ($words in (Get-HelpParameter "$HelpFolder/$cmdlet.md").Values.Words) {
                foreach ($example in [regex]::Matches($words, '@\{ [^}]+ \}').Value) { @{ Example = $example; Noun = $cmdlet -replace '^.*-' } }
            }
        }

        @($examples).Count | Should -BeGreaterThan 2
        $examples | Group-Object { $_.Example } | Where-Object { @($_.Group.Noun | Sort-Object -Unique).Count -gt 1 } | ForEach-Object Name | Should -BeNullOrEmpty
    }
}

Describe 'The topic <_>' -ForEach $topics {
    It 'is found by Get-Help, with its synopsis' {
        $page = Get-Content "$HelpFolder/$_.md" -Raw
        $short = [regex]::Match($page, '(?ms)^## SHORT DESCRIPTION\s+(.*?)\s+^## ').Groups[1].Value -replace '\r?\n', ' '

        Get-Help $_ | Should -Match "^TOPIC\s+$_\s+SHORT DESCRIPTION\s+$([regex]::Escape($short))"
    }
}

Describe 'The help that is kept' {
    It 'is what build.ps1 Help makes of the pages' -Skip:(-not $platyPS) {
        & "$PSScriptRoot/../../../docs/Build-Help.ps1" -OutputFolder "$TestDrive/made"

        $kept = Get-ChildItem "$PSScriptRoot/../../../en-US"
        $made = Get-ChildItem "$TestDrive/made"
        $kept.Name | Should -Be $made.Name
        foreach ($file in $made) {
            $now = Get-Content $file -Raw
            $now -ceq (Get-Content "$PSScriptRoot/../../../en-US/$($file.Name)" -Raw).Replace("`r", '') | Should -BeTrue -Because "$($file.Name) must be made anew: ./build.ps1 Help"
        }
    }
}
