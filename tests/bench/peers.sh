#!/usr/bin/env bash
# Compares `headwater-cli serve` with a program that does less of the same job by hand, in the same run and on the same
# load: peers.sh BUILD_FOLDER. HEADWATER_BENCH_PEERS names a folder that is set up for it (harness.py, run_node.sh and what
# they need). SECONDS_EACH is the length of each measurement.
set -euo pipefail
build=$(cd "$1" && pwd)
if [ -z "${HEADWATER_BENCH_PEERS-}" ]; then
    echo "peers: skipped: HEADWATER_BENCH_PEERS names no folder with programs to compare with"
    exit 0
fi
peers=$(cd "$HEADWATER_BENCH_PEERS" && pwd)
seconds=${SECONDS_EACH:-8}
secret=whsec_peerbench_0123456789abcdef # the harness signs with it

# A home of its own: no keychain, no settings of the person who runs this.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
own=(env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR "HOME=$scratch" "XDG_CONFIG_HOME=$scratch/.config"
    "XDG_DATA_HOME=$scratch/.local" "XDG_CACHE_HOME=$scratch/.cache")
cli=("${own[@]}" "$build/bin/headwater-cli" --workspace "$scratch/ws")

make_workspace() {
    rm -rf "$scratch/ws"
    "${own[@]}" "$build/bin/headwater-cli" init "$scratch/ws"
    "${cli[@]}" source add stripe --key stripe-billing
    # One body is sent again and again, its signature made once.
    "${cli[@]}" source set stripe-billing signing.toleranceSeconds=900 enforceIdempotency=false
    printf %s "$secret" | "${cli[@]}" secret set STRIPE_BILLING_SIGNING_SECRET
    cat >"$scratch/ws/sources/stripe-billing/mappings.json" <<'JSON'
{"format":1,"mappings":[{"eventType":"customer.created","action":"users_identify","parameters":{"id":{"path":"body.data.object.id"},"email":{"path":"body.data.object.email"},"name":{"path":"body.data.object.first_name"}}}]}
JSON
}

make_workspace >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
cd "$peers"
mkdir -p run logs results
echo "peers: the same job by hand (run_node.sh batch FULL)"
SECS=$seconds ./run_node.sh batch FULL
echo "peers: headwater-cli serve"
python3 harness.py --name headwater --port 4577 --path /s/stripe-billing --secs "$seconds" \
    --clean "rm -rf $scratch/ws/data/headwater.db* $scratch/ws/data/search.db*" \
    -- "${cli[@]}" serve --port 4577

python3 - results/node_batch_FULL.json results/headwater.json <<'PYTHON'
import json, sys
peer, ours = (json.load(open(name))["c"] for name in sys.argv[1:])
many, one = "32", "1"
rate = ours[many]["rps"] / peer[many]["rps"]
tail = ours[many]["p99"] / peer[many]["p99"]
print(f"peers: 32 connections: {ours[many]['rps']:.0f}/s, {rate:.2f} times theirs (aim 1.25, at least 1.00)")
print(f"peers: 32 connections: p99 {ours[many]['p99']:.2f} ms, {tail:.2f} times theirs (aim under 0.50)")
print(f"peers: 1 connection: p50 {ours[one]['p50']:.3f} ms (aim under 0.500; theirs {peer[one]['p50']:.3f})")
print(f"peers: refused requests: {ours[many]['non2xx'] + ours[one]['non2xx']}")
PYTHON
