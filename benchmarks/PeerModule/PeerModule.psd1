@{
    RootModule        = 'PeerModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '8a0f2f0e-2b33-4d0e-8a52-5f6b6f7d9c21'
    CmdletsToExport   = @('Get-PeerToken')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
