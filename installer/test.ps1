# The whole test suite on Windows: installs what is missing, once, then lints, tests and measures coverage.
# NOT YET RUN ON WINDOWS: written after installer/test, which is tried on Debian.
#
#   powershell -ExecutionPolicy Bypass -File installer\test.ps1 [--strict-parts] [--wheels DIR] [PYTEST ARGUMENT...]
#
# Tests with a real X display have no counterpart here and never run; those with LibreOffice, the sqlcipher shell or
# pdftoppm run where these are on the path. With pytest arguments only pytest runs, with those.

. (Join-Path $PSScriptRoot 'lib.ps1')

$wheels = ''
$strict = $env:CI -eq 'true'
$at = 0
while ($at -lt $args.Count -and $args[$at] -in '--strict-parts', '--wheels') {
    switch ($args[$at]) {
        '--strict-parts' { $strict = $true }
        '--wheels' { $at++; $wheels = Get-Wheels $args[$at] }
    }
    $at++
}
$rest = @($args | Select-Object -Skip $at)

$root = Split-Path -Parent $PSScriptRoot
$place = Get-Place 'test' (Join-Path $PSScriptRoot 'requirements-test.lock')
$environment = Get-ReadyEnvironment $place
if (-not $environment) { $environment = New-Environment $place $wheels }
$python = Join-Path $environment 'Scripts\python.exe'

$absent = @('xvfb')
$absences = @()
foreach ($pair in @(@('soffice', 'libreoffice'), @('pdftoppm', 'libreoffice'), @('sqlcipher', 'sqlcipher_shell'))) {
    if (-not (Get-Command $pair[0] -CommandType Application -ErrorAction SilentlyContinue)) {
        $absences += $pair[0]
        if ($absent -notcontains $pair[1]) { $absent += $pair[1] }
    }
}

$scratch = Join-Path ([IO.Path]::GetTempPath()) ('casement-test-' + [Guid]::NewGuid().ToString('N'))
New-Item -ItemType Directory -Path $scratch | Out-Null
$failed = @()
$status = 0
$closing = $null
# From here on programs may print to standard error without that being an exception.
$ErrorActionPreference = 'Continue'
Push-Location -LiteralPath $root
try {
    $env:COVERAGE_FILE = Join-Path $scratch 'coverage'
    $env:QT_QPA_PLATFORM = 'offscreen'
    $env:PYTHONPATH = $root
    $env:PYTHONUTF8 = '1'
    $report = Join-Path $scratch 'coverage.json'
    $pytest = @('-m', 'pytest', '-p', 'no:cacheprovider')
    if ($rest.Count -gt 0) {
        $pytest += $rest
    }
    else {
        foreach ($check in @(
                @('ruff', '-m', 'ruff', 'check', '--no-cache', 'app', 'tests', 'installer'),
                @('pyright', '-m', 'pyright', '--pythonpath', $python),
                # lint-imports is a program, not a module: its function is called as its program would.
                @('import-linter', '-c', 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())', '--no-cache'))) {
            Say $check[0]
            & $python $check[1..($check.Count - 1)]
            if ($LASTEXITCODE -ne 0) { $failed += $check[0] }
        }
        $selection = 'not benchmark'
        foreach ($marker in $absent) { $selection += " and not $marker" }
        $pytest += @('-n', 'auto', '--maxprocesses', '8', '-m', $selection, '--cov', '--cov-report=', "--cov-report=json:$report")
    }
    Say 'pytest'
    & $python $pytest | ForEach-Object { if ($_ -match '^=+ .* in [0-9.]+s.* =+$') { $closing = $_ }; $_ }
    $status = $LASTEXITCODE
    if (Test-Path -LiteralPath $report) {
        & $python (Join-Path $PSScriptRoot 'coverage_gate.py') $report
        if ($LASTEXITCODE -ne 0) { $failed += 'coverage' }
    }
}
finally {
    Pop-Location
    Remove-Item -LiteralPath $scratch -Recurse -Force -ErrorAction SilentlyContinue
}

Say "not here: X display $absences. Tests with these marks did not run: $absent"
if ($strict -and $absences.Count -gt 0) { $failed += 'missing-parts' }
if ($failed.Count -gt 0) { Say "found something: $failed" }
# Pytest's own last line again, so that it stands at the end.
if ($closing) { Write-Output $closing }
if ($status -eq 0 -and $failed.Count -gt 0) { $status = 1 }
exit $status
