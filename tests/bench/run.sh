#!/usr/bin/env bash
# Runs the benchmarks of a release build: run.sh BUILD_FOLDER [NAME…]
# "peers" compares with other programs, where there are some (see peers.sh). "pauses" is the walk through the window,
# which tells how long the event loop was away at most in each of its steps.
set -euo pipefail
build=$1
shift
cd "$(dirname "$0")/../.."
if [ $# -eq 0 ]; then
    set -- $(ls "$build/bench" "$build/bin" | grep -E '^bench_[a-z]+$' | sort -u)
    set -- "$@" peers
    [ ! -x "$build/bin/tst_firstwindow" ] || set -- "$@" pauses
fi
for name in "$@"; do
    if [ "$name" = peers ]; then
        tests/bench/peers.sh "$build"
    elif [ "$name" = pauses ]; then
        QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=qt.qml.compiler=false "$build/bin/tst_firstwindow" |
            sed -n -e 's/^.*longest pause/pauses /p' -e '/^FAIL/p'
    elif [ -x "$build/bin/$name" ]; then # beside the script host
        "$build/bin/$name"
    else
        "$build/bench/$name"
    fi
done
