// Events per second through the script pool and back, and the processor time of the hosts for each: bench_script
// [HOSTS] [EVENTS]. The second figure holds on a machine that does other things too.
#include "tests/core/script/scriptfixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>

#include <cstdio>
#include <numeric>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

/// The processor time that the hosts have had, in µs: field 1 of schedstat is in ns (proc(5)).
double processorTime(const std::vector<qint64>& pids)
{
    return std::accumulate(pids.begin(), pids.end(), 0.0, [](double sum, qint64 pid) {
        QFile file(QStringLiteral("/proc/%1/schedstat").arg(pid));
        return file.open(QIODevice::ReadOnly) ? sum + file.readAll().split(' ').value(0).toDouble() / 1000 : sum;
    });
}

/// Runs the job `total` times, `window` at once; gives how often it was verified.
int runMany(ScriptFixture& fixture, const ScriptJob& job, int window, int total)
{
    int given = 0;
    int done = 0;
    int verified = 0;
    QEventLoop loop;
    std::function<void()> give = [&] {
        ++given;
        fixture.pool.run(job, [&](const ScriptOutcome& outcome) {
            verified += outcome.verified == true ? 1 : 0;
            if (++done == total)
                loop.quit();
            else if (given < total)
                give();
        });
    };
    for (int i = 0; i < window; ++i)
        give();
    loop.exec();
    return verified;
}

void measure(ScriptFixture& fixture, const char* name, const QByteArray& source, const QByteArray& body, int events)
{
    const auto program = fixture.compile(source);
    if (!program) {
        std::printf("%s: %s\n", name, qPrintable(program.error().args.join(u' ')));
        return;
    }
    auto job = ScriptFixture::job(*program, body);
    job.headers.push_back({"X-Webhook-Signature", ScriptFixture::hmacHex(test::secretValue, body)});
    runMany(fixture, job, 64, 1000); // all hosts run and hold the program
    for (const int window : {1, 256}) {
        const auto total = window == 1 ? events / 4 : events;
        const auto before = processorTime(fixture.pool.hostPids());
        QElapsedTimer timer;
        timer.start();
        const auto verified = runMany(fixture, job, window, total);
        const auto took = double(timer.nsecsElapsed());
        const auto used = processorTime(fixture.pool.hostPids()) - before;
        std::printf("%-14s %3d at once: %8.0f events/s, %5.1f us of the hosts each (%d of %d verified)\n", name, window,
                    1e9 * total / took, used / total, verified, total);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    PoolOptions options;
    options.hosts = argc > 1 ? QByteArray(argv[1]).toInt() : 2;
    const int events = argc > 2 ? QByteArray(argv[2]).toInt() : 100000;
    ScriptFixture fixture(options);
    QByteArray body = "{\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"items\":[";
    for (int i = 0; body.size() < 2000; ++i)
        body += QByteArray(i ? "," : "") + "{\"id\":" + QByteArray::number(i) +
                ",\"name\":\"item\",\"price\":12.5,\"tags\":[\"a\",\"b\"]}";
    body += "]}";
    measure(fixture, "verify only",
            "async function main({ headers, vars }) { return { verified: await verifyHmacSha256({ secret: "
            "vars.SERVICE_SIGNING_SECRET,"
            " signature: headers['x-webhook-signature'] }) }; }",
            body, events);
    measure(fixture, "announcement",
            "async function main(ctx) {\n  const { headers, rawBody, body, vars } = ctx;\n  const verified = await "
            "verifyHmacSha256({\n"
            "    secret: vars[\"SERVICE_SIGNING_SECRET\"],\n    signature: headers[\"x-webhook-signature\"],\n    "
            "payload: body,\n  });\n"
            "  const full_name = `${body.first_name} ${body.last_name}`;\n  return { verified, full_name };\n}\n",
            body, events);
    return 0;
}
