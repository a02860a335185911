# A small module with the name and the cmdlets of SecretManagement, whose vault Ops is a folder: processes share it. It catches errors only to
# throw them as the real cmdlets do, with an id.
function New-TestVault {
    $modules = "$TestDrive/modules"
    $module = New-Item "$modules/Microsoft.PowerShell.SecretManagement" -ItemType Directory
    $env:TEST_VAULT_FOLDER = (New-Item "$TestDrive/vault" -ItemType Directory).FullName
    Set-Content "$module/Microsoft.PowerShell.SecretManagement.psm1" @'
function Find-Secret([string] $Name, [string] $Vault) {
    if ($Vault -ne 'Ops') { $id, $text = 'GetSecretVaultNotFound', "Vault '$Vault' was not found." }
    elseif (Test-Path "$env:TEST_VAULT_FOLDER/locked") { $id, $text = 'VaultLocked', 'The vault is locked.' }
    elseif (-not (Test-Path "$env:TEST_VAULT_FOLDER/$Name")) { $id, $text = 'GetSecretNotFound', "The secret '$Name' was not found." }
    else { return "$env:TEST_VAULT_FOLDER/$Name" }
    throw [System.Management.Automation.ErrorRecord]::new([System.Management.Automation.ItemNotFoundException]::new($text), $id, 'ObjectNotFound', $Name)
}

function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault, [switch] $AsPlainText)
    try { $path = Find-Secret $Name $Vault } catch { $PSCmdlet.ThrowTerminatingError($_) }
    $text = Get-Content $path -Raw
    $text -eq '42' ? 42 : $text
}

function Set-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault, [object] $Secret)
    if ($Vault -eq 'Ops' -and $Name -notmatch '^[A-Za-z0-9-]+$') { throw "The name '$Name' has characters that a vault may refuse." }
    # A new secret isn't there yet.
    try { $null = Find-Secret $Name $Vault } catch { if ($_.FullyQualifiedErrorId -notlike 'GetSecretNotFound*') { $PSCmdlet.ThrowTerminatingError($_) } }
    Set-Content "$env:TEST_VAULT_FOLDER/$Name" $Secret -NoNewline
}

function Get-SecretInfo {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)
    if ($Vault -ne 'Ops') { throw "Vault '$Vault' was not found." }
    if (Test-Path "$env:TEST_VAULT_FOLDER/lists-nothing") { return }
    $filter = switch ($true) {
        (Test-Path "$env:TEST_VAULT_FOLDER/ignores-filters") { '*' }
        (Test-Path "$env:TEST_VAULT_FOLDER/has-no-wildcards") { $Name -replace '\*', '[*]' }
        default { $Name }
    }
    $prefix = (Test-Path "$env:TEST_VAULT_FOLDER/lists-other-names") ? 'team/' : ''
    Get-ChildItem $env:TEST_VAULT_FOLDER | Where-Object Name -like $filter | ForEach-Object { [pscustomobject]@{ Name = $prefix + $_.Name; VaultName = $Vault } }
}

function Remove-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)
    try { $path = Find-Secret $Name $Vault } catch { throw 'Some vaults say only that this is invalid.' }
    if (-not (Test-Path "$env:TEST_VAULT_FOLDER/removes-nothing")) { Remove-Item $path }
}
'@
    $modules
}
