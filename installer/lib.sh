# Shared parts of installer/casement and installer/test: sourced, never run. POSIX sh; tried with dash and bash.
#
# An environment is a folder with a Python of its own and the wheels of one lock. It is built beside any older one,
# tried, and only then named by the pointer file that the scripts follow, so that whatever goes wrong leaves the old
# one working. The folder's name holds the lock's hash and the Python version; the pointer's only the lock's, so that
# a later start needs to ask neither Python nor the system.
#
# The sourcing script sets here (this folder), system (uname -s) and wheels (a folder of wheels, or nothing).
# shellcheck disable=SC2154

say() { printf 'Casement: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# Where environments are kept, and everything about one kind (run or test) for one lock: sets environments, pointer.
locate() {
    kind=$1 lock=$2
    case ${XDG_DATA_HOME:-} in
        /*) environments=$XDG_DATA_HOME/casement/environments ;;
        *)
            [ -n "${HOME:-}" ] || stop "there is no home folder to keep the program's parts in: set HOME and start again."
            environments=$HOME/.local/share/casement/environments
            ;;
    esac
    if command -v sha256sum >/dev/null 2>&1; then hash=$(sha256sum <"$lock"); else hash=$(shasum -a 256 <"$lock"); fi
    hash=${hash%"${hash#????????????????}"}
    pointer=$environments/$kind-$hash
    log=$environments/set-up.log
}

# Follow the pointer; succeed when the environment is there and was seen to work for all the tiers named.
is_ready() {
    environment=
    [ -r "$pointer" ] || return 1
    IFS= read -r environment <"$pointer" || return 1
    environment=$environments/$environment
    [ -x "$environment/bin/python" ] || return 1
    for tier in "$@"; do [ -e "$environment/works-$tier" ] || return 1; done
}

# Which libraries this start needs. Sets tiers. Without an X or Wayland display, and on macOS, no window libraries.
choose_tiers() {
    tiers=commands
    [ "$1" = window ] || return 0
    case ${QT_QPA_PLATFORM:-} in
        '' | xcb* | wayland*) ;;
        *)
            tiers='commands offscreen'
            return 0
            ;;
    esac
    if [ "$system" = Darwin ]; then
        tiers='commands offscreen'
    elif [ -n "${WAYLAND_DISPLAY:-}" ] && [ "${QT_QPA_PLATFORM:-}" != xcb ]; then
        tiers='commands offscreen wayland'
        # Qt takes the X display where the Wayland one won't have it, so both are made to work where both are there.
        [ -z "${DISPLAY:-}" ] || tiers="$tiers x11"
    elif [ -n "${DISPLAY:-}" ]; then
        tiers='commands offscreen x11'
    fi
}

# Make an environment that works for the tiers: one at a time, whoever comes second waits and then finds it made.
# "once" does nothing where all is there, "parts" looks for missing packages all the same, "again" builds anew.
set_up() {
    kind_of_set_up=$1
    take_turn
    if [ "$kind_of_set_up" != once ] || ! is_ready $tiers; then
        say "setting up, once for this version (log: $log)"
        find_python
        find_missing
        install_missing
        [ "$python_state" = ready ] || stop "no Python from 3.11 to 3.14 with venv was found. Install one and start again, or name it: CASEMENT_PYTHON=/path/to/python3"
        if [ "$kind_of_set_up" = again ] || ! is_ready; then build_environment; fi
        is_ready $tiers || check_environment "$environment"
    fi
    give_turn_back
}

take_turn() {
    mkdir -p "$environments" 2>/dev/null && [ -w "$environments" ] || stop "cannot write to $environments, where the program's parts are kept."
    turn=$environments/setting-up building=
    waited=0
    until mkdir "$turn" 2>/dev/null; do
        owner=
        { read -r owner <"$turn/owner"; } 2>/dev/null || :
        if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || { [ -z "$owner" ] && [ "$waited" -ge 10 ]; }; then
            rm -rf "$turn"
            continue
        fi
        [ "$waited" -gt 0 ] || say "another set-up is under way: waiting for it"
        [ "$waited" -lt 900 ] || stop "the other set-up does not end. If none is running, remove the folder $turn and start again."
        waited=$((waited + 1))
        sleep 1
    done
    echo $$ >"$turn/owner"
    : >"$log"
    trap give_turn_back EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

give_turn_back() {
    trap - EXIT INT TERM HUP
    [ -z "$building" ] || rm -rf "$building"
    rm -rf "$turn"
}

# The first interpreter that will do; failing that, the first whose only want is the venv package. Sets python,
# python_version and python_state (ready, no-venv, old-system or none).
find_python() {
    python='' python_version='' python_state=none
    for candidate in ${CASEMENT_PYTHON:+"$CASEMENT_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        candidate=$(command -v "$candidate") || continue
        # Without Apple's developer tools this one is a stub that opens a window to install them.
        if [ "$system" = Darwin ] && [ "$candidate" = /usr/bin/python3 ] && ! xcode-select -p >/dev/null 2>&1; then continue; fi
        answer=$(PYTHONPATH='' "$candidate" "$here/machine.py" python 2>/dev/null) || continue
        version=${answer%% *} answer=${answer#* }
        state=${answer%% *} path=${answer#* }
        case $state:$python_state in
            ready:* | no-venv:none | no-venv:old-system | old-system:none)
                python=$path python_version=$version python_state=$state
                ;;
        esac
        [ "$state" != ready ] || return 0
    done
    [ "$python_state" != old-system ] || stop "this system is too old: Casement needs one with glibc 2.34 or later, such as Debian 12 or Ubuntu 24.04."
}

# What is missing on Linux: sets missing (for people) and packages (for apt; names in doubt as a|b).
find_missing() {
    missing='' packages=''
    [ "$system" = Linux ] || return 0
    case $python_state in
        none) want python3 python3 && want venv python3-venv ;;
        no-venv) want venv "python$python_version-venv|python3-venv" ;;
    esac
    if [ -z "$wheels" ] && [ -z "${PIP_CERT:-}${SSL_CERT_FILE:-}" ] && [ ! -s /etc/ssl/certs/ca-certificates.crt ] && [ -d /etc/apt ]; then
        want certificates ca-certificates
    fi
    lines=$(missing_libraries $tiers) || stop "the system's libraries could not be tried."
    while read -r library names; do
        [ -z "$library" ] || want "$library" "$names"
    done <<END
$lines
END
    [ "$kind" != test ] || find_missing_parts
}

# The libraries of some tiers that do not load, one a line: name, packages.
missing_libraries() {
    if [ "$python_state" != none ]; then
        PYTHONPATH='' "$python" "$here/machine.py" missing "$@"
        return
    fi
    # Nothing to try them with: name all; apt leaves alone what is there.
    while read -r tier library names; do
        case " $* " in *" $tier "*) echo "$library $names" ;; esac
    done <"$here/libraries.txt"
}

want() {
    missing="$missing $1"
    case " $packages " in *" $2 "*) ;; *) packages="$packages $2" ;; esac
}

# Install through apt, or say exactly what to run. Programs that only some tests use may stay missing.
install_missing() {
    optional=${optional:-}
    [ -n "$packages$optional" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        [ -n "$packages" ] || return 0
        stop "this system lacks:$missing. It has no apt: install them its own way and start again."
    fi
    if ! may_install; then
        [ -n "$packages" ] || return 0
        explain_packages
    fi
    say "renewing the list of the system's packages"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >>"$log" 2>&1 || say "the list of packages could not be renewed; trying with the one that is there"
    name_packages $packages
    if [ -n "$named" ]; then
        say "installing packages:$named"
        if ! apt_install $named; then
            tail -n 5 "$log" >&2
            explain_packages
        fi
    fi
    name_packages $optional
    if [ -n "$named" ]; then
        say "installing packages for some of the tests:$named"
        # If they can't be had together, then one by one: one that is missing must not keep the others away.
        apt_install $named || for package in $named; do apt_install "$package" || say "$package could not be installed"; done
    fi
    [ "$python_state" = ready ] || find_python
    tried_again
}

apt_install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; }

# Whatever still does not load after apt is named: its package changed its name or its contents.
tried_again() {
    [ -n "$packages" ] && [ "$python_state" = ready ] || return 0
    still=$(missing_libraries $tiers | cut -d ' ' -f 1 | tr '\n' ' ')
    [ -z "$still" ] || stop "these libraries still do not load: ${still}(see $log)"
}

# Root, or sudo that needs no password or can ask for it. Sets as_root.
may_install() {
    as_root=
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=sudo
    sudo -n true 2>/dev/null && return 0
    [ -n "$packages" ] && [ -t 0 ] && [ -t 2 ] || return 1
    say "some of the system's packages are missing:$packages"
    say "sudo asks for your password to install them."
    sudo -v
}

# Settle names in doubt by asking apt which it can install. Sets named.
name_packages() {
    named=
    for choice in "$@"; do
        while case $choice in *'|'*) ;; *) false ;; esac do
            first=${choice%%'|'*}
            case $(LC_ALL=C apt-cache policy "$first" 2>/dev/null) in
                *'Candidate: (none)'* | '') choice=${choice#*'|'} ;;
                *) choice=$first ;;
            esac
        done
        case " $named " in *" $choice "*) ;; *) named="$named $choice" ;; esac
    done
}

explain_packages() {
    name_packages $packages
    sudo=
    if command -v sudo >/dev/null 2>&1; then sudo='sudo '; fi
    say "this system lacks:$missing"
    say "as administrator (root), run this line and start again:"
    printf '\n    %sapt-get update && %sapt-get install -y --no-install-recommends%s\n\n' "$sudo" "$sudo" "$named" >&2
    exit 1
}

# A new environment beside the old: filled, tried, and only then pointed to.
build_environment() {
    name=$kind-$hash-py$python_version-$(date +%Y%m%d%H%M%S)-$$
    building=$environments/$name
    unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV
    "$python" -m venv "$building" >>"$log" 2>&1 || explain_failure "the environment could not be made with $python"
    say "fetching and checking the parts (about 100 MB the first time)"
    set -- --require-hashes --only-binary=:all: --no-input --disable-pip-version-check -r "$lock"
    [ -z "$wheels" ] || set -- --no-index --find-links "$wheels" "$@"
    "$building/bin/python" -m pip install "$@" >>"$log" 2>&1 || explain_failure "the parts could not be installed"
    check_environment "$building"
    previous=
    if [ -r "$pointer" ]; then IFS= read -r previous <"$pointer" || :; fi
    printf '%s\n' "$name" >"$pointer.new" && mv -f "$pointer.new" "$pointer" || explain_failure "the new environment could not be switched to"
    building='' environment=$environments/$name
    clear_old
}

# Try an environment, and leave a mark in it for each tier it was tried for.
check_environment() {
    "$1/bin/python" "$here/environment_check.py" $tiers >>"$log" 2>&1 || explain_failure "the program's parts did not pass their check"
    for tier in $tiers; do : >"$1/works-$tier"; done
}

# Remove environments of this kind that nothing points to. The last one stays: a window may still be open on it.
clear_old() {
    for folder in "$environments/$kind"-*-py*; do
        [ -d "$folder" ] || continue
        base=${folder##*/}
        if [ "$base" = "$name" ] || [ "$base" = "$previous" ]; then continue; fi
        if grep -q -x -F -e "$base" "$environments/$kind"-???????????????? 2>/dev/null; then continue; fi
        rm -rf "$folder"
    done
}

# Say in a sentence what the log says in many lines, and leave.
explain_failure() {
    say "$1; nothing was changed."
    if grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        stop "a part is not the one this version was checked with. Try again; if it happens again, do not use that source."
    elif grep -q -i -E 'no space left|disk quota' "$log"; then
        stop "the disk is full: about 1 GB is needed in $environments."
    elif [ -n "$wheels" ] && grep -q -E 'from versions: |No matching distribution' "$log"; then
        stop "the folder $wheels lacks a part, or has it for another system or Python: $(sed -n 's/.*No matching distribution found for \([^ ]*\).*/\1/p' "$log" | head -n 1)"
    elif grep -q -i -E 'from versions: none|CERTIFICATE|SSLError|ProxyError|NewConnectionError|ConnectionError|resolution|timed out' "$log"; then
        say "it is the network or a certificate: the source of the parts cannot be reached, or a proxy's certificate is not known here (PIP_CERT=/path/to/certificates.pem names it)."
        stop "without a network: fetch the parts elsewhere and start with --wheels DIR (see installer/README.md)."
    fi
    tail -n 12 "$log" >&2
    stop "the whole story is in $log"
}
