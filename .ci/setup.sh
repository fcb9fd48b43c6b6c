# Sourced by the front doors (./run, ./test, .ci/run): installs what a fresh Debian 12 machine lacks, once.
# Needs root or sudo only where something is missing.

hw_build_packages=(
    g++ cmake ninja-build pkg-config ccache lld git ca-certificates
    qt6-base-dev qt6-base-dev-tools qt6-declarative-dev libqt6svg6-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools
    libgl-dev libqscintilla2-qt6-dev qtkeychain-qt6-dev
    libssl-dev libsqlite3-dev libsimdjson-dev libboost-dev zlib1g-dev libbrotli-dev libzstd-dev libseccomp-dev
    python3-fonttools fonts-inter fonts-jetbrains-mono
)
hw_test_packages=(xvfb xauth openbox xdotool curl openssl clang-format)

hw_missing() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
    done
}

# hw_install PACKAGE…: installs those that are not there.
hw_install() {
    local missing as_root=()
    mapfile -t missing < <(hw_missing "$@")
    # Any npm serves, also one that did not come from Debian.
    command -v npm >/dev/null || missing+=(npm)
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || {
            echo "Missing packages: ${missing[*]}. Install them as root, or install sudo." >&2
            return 1
        }
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# hw_configure PRESET: configures. HW_CONFIGURE holds more arguments.
hw_configure() {
    local preset=$1
    # Presets that compile alike share what they compile, wherever the clone stands.
    export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
    # shellcheck disable=SC2086 # several words on purpose
    cmake --preset "$preset" ${HW_CONFIGURE-} >"/tmp/hw-configure-$$.log" 2>&1 || {
        cat "/tmp/hw-configure-$$.log" >&2
        rm -f "/tmp/hw-configure-$$.log"
        return 1
    }
    rm -f "/tmp/hw-configure-$$.log"
}

# hw_build PRESET [TARGET…]: configures where needed and builds.
hw_build() {
    local preset=$1
    shift
    hw_configure "$preset"
    if [ $# -gt 0 ]; then
        cmake --build "build/$preset" --target "$@"
    else
        cmake --build "build/$preset"
    fi
}
