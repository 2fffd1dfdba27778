# Casement on a fresh Windows machine: installs what is missing, once, and starts the program. See installer\README.md.
# NOT YET RUN ON WINDOWS: written after installer/casement, which is tried on Debian.
#
#   powershell -ExecutionPolicy Bypass -File installer\casement.ps1 [SET-UP OPTION...] [ARGUMENT...]
#
# Set-up options, before any other argument: --wheels DIR, --set-up-only, --set-up-again, as for installer/casement.
# All other arguments go to the program: --practice, report FILE --outline ..., import FILE ..., check FILE.

. (Join-Path $PSScriptRoot 'lib.ps1')

# Read by hand: a param block would take "--out" for a wish about PowerShell's own output.
$wheels = ''
$only = $false
$again = $false
$at = 0
while ($at -lt $args.Count -and $args[$at] -in '--wheels', '--set-up-only', '--set-up-again') {
    switch ($args[$at]) {
        '--set-up-only' { $only = $true }
        '--set-up-again' { $again = $true }
        '--wheels' { $at++; $wheels = Get-Wheels $args[$at] }
    }
    $at++
}
$rest = @($args | Select-Object -Skip $at)

$root = Split-Path -Parent $PSScriptRoot
if ($root.Contains(';')) { Stop-Casement "the folder $root has a semicolon in its name, which Python cannot take: rename it." }

$place = Get-Place 'run' (Join-Path $PSScriptRoot 'requirements.lock')
$environment = Get-ReadyEnvironment $place
if ($again -or -not $environment) { $environment = New-Environment $place $wheels }
if ($only) {
    Say 'everything is there.'
    exit 0
}

# Neither the folder the user stands in nor a Python setting of theirs may put another "app" in the way.
Remove-Item -LiteralPath Env:PYTHONHOME -ErrorAction SilentlyContinue
$env:PYTHONPATH = $root
$env:PYTHONSAFEPATH = '1'
$env:PYTHONNOUSERSITE = '1'
# python.exe, not pythonw.exe: the commands print, and the passphrase is asked at the terminal.
$ErrorActionPreference = 'Continue'
& (Join-Path $environment 'Scripts\python.exe') -m app @rest
exit $LASTEXITCODE
