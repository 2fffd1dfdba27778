# Shared parts of casement.ps1 and test.ps1: dot-sourced, never run. Windows PowerShell 5.1 or later.
# NOT YET RUN ON WINDOWS: written after lib.sh, which says what an environment and its pointer are.

$ErrorActionPreference = 'Stop'

# A known obstacle: told in a sentence, without PowerShell's own account of where it happened.
function Stop-Casement([string] $Sentence) {
    [Console]::Error.WriteLine("Casement: $Sentence")
    exit 1
}

function Say([string] $Sentence) {
    [Console]::Error.WriteLine("Casement: $Sentence")
}

# The full name of the folder that follows --wheels.
function Get-Wheels([string] $Folder) {
    if (-not $Folder -or -not (Test-Path -LiteralPath $Folder -PathType Container)) {
        Stop-Casement '--wheels needs the name of a folder with the parts in it.'
    }
    return (Resolve-Path -LiteralPath $Folder).ProviderPath
}

# Where one kind of environment (run or test) is kept for one lock.
function Get-Place([string] $Kind, [string] $Lock) {
    if (-not $env:LOCALAPPDATA) { Stop-Casement 'there is no folder for the program''s parts: LOCALAPPDATA is not set.' }
    $environments = Join-Path $env:LOCALAPPDATA 'Casement\environments'
    # Git may have given the lock Windows line ends: the hash names the environment here and is compared with no other.
    $hash = (Get-FileHash -Algorithm SHA256 -LiteralPath $Lock).Hash.Substring(0, 16).ToLowerInvariant()
    return @{
        Kind         = $Kind
        Lock         = $Lock
        Hash         = $hash
        Environments = $environments
        Pointer      = Join-Path $environments "$Kind-$hash"
        Log          = Join-Path $environments 'set-up.log'
    }
}

# The folder of the environment that is ready, or nothing.
function Get-ReadyEnvironment([hashtable] $Place) {
    if (-not (Test-Path -LiteralPath $Place.Pointer -PathType Leaf)) { return $null }
    $name = ([IO.File]::ReadAllText($Place.Pointer)).Trim()
    $folder = Join-Path $Place.Environments $name
    if (-not (Test-Path -LiteralPath (Join-Path $folder 'Scripts\python.exe') -PathType Leaf)) { return $null }
    # An environment leans on the Python it was made with; where that one was removed, a new one is needed.
    $settings = Join-Path $folder 'pyvenv.cfg'
    $line = [IO.File]::ReadAllLines($settings) | Where-Object { $_ -match '^home\s*=' } | Select-Object -First 1
    if ($line -and -not (Test-Path -LiteralPath ($line -replace '^home\s*=\s*', ''))) { return $null }
    return $folder
}

# Path and version of the first Python that will do: the one named, then the py launcher's, newest first, then the path's.
function Find-Python {
    $asks = @()
    if ($env:CASEMENT_PYTHON) { $asks += , @($env:CASEMENT_PYTHON) }
    if (Get-Command py -CommandType Application -ErrorAction SilentlyContinue) {
        foreach ($version in '3.14', '3.13', '3.12', '3.11') { $asks += , @('py', "-$version") }
    }
    foreach ($name in 'python', 'python3') {
        $command = Get-Command $name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
        # Without Python, Windows answers to its name with a stub that opens the Store.
        if ($command -and $command.Source -notlike '*\Microsoft\WindowsApps\*') { $asks += , @($command.Source) }
    }
    foreach ($ask in $asks) {
        $program, $options = $ask
        $answer = Invoke-Quietly $program (@($options) + @((Join-Path $PSScriptRoot 'machine.py'), 'python'))
        if ($answer -match '^(\d+\.\d+) ready (.+)$') { return @{ Version = $Matches[1]; Path = $Matches[2].Trim() } }
    }
    Stop-Casement 'no Python from 3.11 to 3.14 was found. Install one for this user (no administrator needed), then start again, or name it in CASEMENT_PYTHON.'
}

# The last line a program prints, or nothing when it fails. Its complaints are not ours: another Python may still do.
function Invoke-Quietly([string] $Program, [string[]] $Arguments) {
    $before = $ErrorActionPreference
    # With 'Stop', Windows PowerShell takes the first line on standard error for an exception.
    $ErrorActionPreference = 'Continue'
    try { $lines = & $Program @($Arguments | Where-Object { $_ }) 2>$null } catch { return $null } finally { $ErrorActionPreference = $before }
    if ($LASTEXITCODE -ne 0) { return $null }
    return @($lines)[-1]
}

# Run a program with all it prints going to the log; true when it succeeded.
function Invoke-Logged([hashtable] $Place, [string] $Program, [string[]] $Arguments) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try { & $Program @Arguments 2>&1 | ForEach-Object { "$_" } | Out-File -LiteralPath $Place.Log -Append -Encoding utf8 } finally { $ErrorActionPreference = $before }
    return $LASTEXITCODE -eq 0
}

# A new environment beside the old: filled, tried, and only then pointed to. Gives its folder.
function New-Environment([hashtable] $Place, [string] $Wheels) {
    New-Item -ItemType Directory -Force -Path $Place.Environments | Out-Null
    # Held open, the file keeps a second set-up away; Windows lets go of it when this process ends, however it ends.
    $turn = Join-Path $Place.Environments 'setting-up'
    try { $held = [IO.File]::Open($turn, 'OpenOrCreate', 'ReadWrite', 'None') } catch { Stop-Casement 'another set-up is under way: wait for it, then start again.' }
    Say "setting up, once for this version (log: $($Place.Log))"
    Set-Content -LiteralPath $Place.Log -Value '' -Encoding utf8
    $python = Find-Python
    $name = '{0}-{1}-py{2}-{3:yyyyMMddHHmmss}-{4}' -f $Place.Kind, $Place.Hash, $python.Version, (Get-Date), $PID
    $folder = Join-Path $Place.Environments $name
    $done = $false
    try {
        foreach ($setting in 'PYTHONHOME', 'PYTHONPATH', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_USER', 'PIP_REQUIRE_VIRTUALENV') {
            Remove-Item -LiteralPath "Env:$setting" -ErrorAction SilentlyContinue
        }
        if (-not (Invoke-Logged $Place $python.Path @('-m', 'venv', $folder))) { Stop-SetUp $Place "the environment could not be made with $($python.Path)" $Wheels }
        $own = Join-Path $folder 'Scripts\python.exe'
        Say 'fetching and checking the parts (about 100 MB the first time)'
        $arguments = @('-m', 'pip', 'install', '--require-hashes', '--only-binary=:all:', '--no-input', '--disable-pip-version-check', '-r', $Place.Lock)
        if ($Wheels) { $arguments += @('--no-index', '--find-links', $Wheels) }
        if (-not (Invoke-Logged $Place $own $arguments)) { Stop-SetUp $Place 'the parts could not be installed' $Wheels }
        $check = Join-Path $PSScriptRoot 'environment_check.py'
        if (-not (Invoke-Logged $Place $own @($check, 'commands', 'offscreen'))) { Stop-SetUp $Place 'the program''s parts did not pass their check' $Wheels }
        $previous = ''
        if (Test-Path -LiteralPath $Place.Pointer) { $previous = ([IO.File]::ReadAllText($Place.Pointer)).Trim() }
        $new = "$($Place.Pointer).new"
        [IO.File]::WriteAllText($new, "$name`n")
        Move-Item -LiteralPath $new -Destination $Place.Pointer -Force
        $done = $true
        Remove-Old $Place @($name, $previous)
    }
    finally {
        if (-not $done -and (Test-Path -LiteralPath $folder)) { Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue }
        $held.Close()
        Remove-Item -LiteralPath $turn -Force -ErrorAction SilentlyContinue
    }
    return $folder
}

# Remove environments of this kind that nothing points to. The last one stays: a window may still be open on it.
function Remove-Old([hashtable] $Place, [string[]] $Kept) {
    $pointers = Get-ChildItem -LiteralPath $Place.Environments -File | Where-Object { $_.Name -match "^$($Place.Kind)-[0-9a-f]{16}$" }
    $Kept += @($pointers | ForEach-Object { ([IO.File]::ReadAllText($_.FullName)).Trim() })
    Get-ChildItem -LiteralPath $Place.Environments -Directory |
        Where-Object { $_.Name -like "$($Place.Kind)-*-py*" -and $Kept -notcontains $_.Name } |
        ForEach-Object { Remove-Item -LiteralPath $_.FullName -Recurse -Force -ErrorAction SilentlyContinue }
}

# Say in a sentence what the log says in many lines, and leave; the finally block above removes what was half made.
function Stop-SetUp([hashtable] $Place, [string] $What, [string] $Wheels) {
    $text = [IO.File]::ReadAllText($Place.Log)
    Say "$What; nothing was changed."
    if ($text -match 'DO NOT MATCH THE HASHES') { Stop-Casement 'a part is not the one this version was checked with. Try again; if it happens again, do not use that source.' }
    if ($text -match 'No space left|not enough space on the disk') { Stop-Casement "the disk is full: about 1 GB is needed in $($Place.Environments)." }
    if ($Wheels -and $text -match 'No matching distribution found for (\S+)') { Stop-Casement "the folder $Wheels lacks a part, or has it for another system or Python: $($Matches[1])" }
    if ($text -match 'from versions: none|CERTIFICATE|SSLError|ProxyError|ConnectionError|timed out') {
        Say 'it is the network or a certificate: the source of the parts cannot be reached, or a proxy''s certificate is not known here (PIP_CERT names a file of certificates).'
        Stop-Casement 'without a network: fetch the parts elsewhere and start with --wheels DIR (see installer\README.md).'
    }
    Get-Content -LiteralPath $Place.Log -Tail 12 | ForEach-Object { [Console]::Error.WriteLine($_) }
    Stop-Casement "the whole story is in $($Place.Log)"
}
