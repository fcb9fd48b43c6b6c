// What others feel while scripts misbehave: the answers of a natively verified source, one request after the other,
// first alone, then while loops, floods of promises and memory hogs run in the hosts; and the memory of all processes
// before and after. The target is an answer within 50 ms.
#include "tests/support/cliprocess.h"
#include "tests/support/processtree.h"
#include "tests/support/rawhttp.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-benchmarks";

constexpr const char* hostile[] = {
    "for (;;) {}",
    "return { get a() { for (;;); } };",
    "const f = () => { Promise.resolve().then(f); }; f(); await new Promise(() => {});",
    "const f = () => Promise.resolve().then(f); await f();",
    "const a = []; for (;;) a.push(new Array(10000).fill(a.length));",
    "new Array(4294967295).fill(1);",
    "let s = 'x'; for (;;) { s += s; s.charCodeAt(0); }",
    "const f = (n) => f(n + 1) + 1; f(0);",
    "return { a: /^(a+)+$/.test('a'.repeat(40) + 'b') };",
    "return { a: 'x'.repeat(20000000) };",
    "for (let i = 0; i < 1e6; i++) console.log('x'.repeat(1000)); return {};",
    "return new Promise(() => {});",
};

struct Latency
{
    int answers = 0;
    int failures = 0;
    double median = 0; ///< ms
    double p99 = 0;
    double longest = 0;
};

/// Asks the good source again and again until told to stop.
Latency ask(quint16 port, const std::atomic<bool>& stop)
{
    const QByteArray body = "{\"type\":\"user.identified\",\"user_id\":\"u1\"}";
    const http::Headers headers{{"Content-Type", "application/json"}, {"X-Webhook-Signature", hmacHex(secret, body)}};
    Latency latency;
    std::vector<double> times;
    QElapsedTimer timer;
    while (!stop) {
        timer.start();
        latency.failures += post(port, "/s/good", headers, body).status == 200 ? 0 : 1;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    latency.answers = static_cast<int>(times.size());
    if (!times.empty()) {
        latency.median = times[times.size() / 2];
        latency.p99 = times[times.size() * 99 / 100];
        latency.longest = times.back();
    }
    return latency;
}

void print(QTextStream& out, const char* name, const Latency& latency)
{
    out << "  " << name << ": " << latency.answers << " answers, median " << latency.median << " ms, p99 "
        << latency.p99 << " ms, longest " << latency.longest << " ms, failed " << latency.failures << Qt::endl;
}

} // namespace

int main()
{
    QTextStream out(stdout);
    const Sandbox sandbox;
    const QString root = sandbox.path(QStringLiteral("w"));
    (void)sandbox.cli({QStringLiteral("init"), root});
    const auto add = [&](const QString& key) {
        const QStringList in{QStringLiteral("--workspace"), root};
        (void)sandbox.cli(in + QStringList{QStringLiteral("source"), QStringLiteral("add"), QStringLiteral("custom"),
                                           QStringLiteral("--key"), key});
        const QString name = key.toUpper().replace(u'-', u'_') + QStringLiteral("_SIGNING_SECRET");
        (void)sandbox.cli(in + QStringList{QStringLiteral("secret"), QStringLiteral("set"), name}, secret);
    };
    add(QStringLiteral("good"));
    for (size_t i = 0; i < std::size(hostile); ++i) {
        const QString key = QStringLiteral("hostile-%1").arg(i);
        add(key);
        QFile script(root + QStringLiteral("/sources/%1/script.js").arg(key));
        if (script.open(QIODevice::WriteOnly))
            script.write(QByteArray("async function main() { ") + hostile[i] + " }\n");
    }
    Serve serve(sandbox, root);
    if (serve.port() == 0) {
        out << "did not start: " << serve.errors() << Qt::endl;
        return 1;
    }
    std::atomic<bool> stop = false;
    std::thread alone([&] {
        std::this_thread::sleep_for(std::chrono::seconds(3));
        stop = true;
    });
    print(out, "alone", ask(serve.port(), stop));
    alone.join();
    const qint64 before = treePss(serve.pid());

    stop = false;
    std::vector<std::thread> senders;
    std::atomic<int> ended = 0;
    std::vector<int> statuses(std::size(hostile));
    for (size_t i = 0; i < std::size(hostile); ++i) {
        senders.emplace_back([&, i] {
            statuses[i] = post(serve.port(), "/s/hostile-" + QByteArray::number(int(i)),
                               {{"Content-Type", "application/json"}}, "{}")
                              .status;
            if (++ended == int(std::size(hostile)))
                stop = true;
        });
    }
    print(out, "beside hostile scripts", ask(serve.port(), stop));
    for (std::thread& sender : senders)
        sender.join();
    out << "  answers to them:";
    for (const int status : statuses)
        out << ' ' << status;
    out << Qt::endl;
    std::this_thread::sleep_for(std::chrono::seconds(2));
    out << "  PSS before " << static_cast<double>(before) / 1024 << " MiB, after "
        << static_cast<double>(treePss(serve.pid())) / 1024 << " MiB" << Qt::endl;
    serve.terminate();
    return 0;
}
