#!/usr/bin/env bash
# Runs the benchmarks of a release build: run.sh BUILD_FOLDER [NAME…]
set -euo pipefail
build=$1
shift
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- $(cd "$build/bench" && ls | grep -E '^bench_[a-z]+$')
for name in "$@"; do
    "$build/bench/$name"
done
