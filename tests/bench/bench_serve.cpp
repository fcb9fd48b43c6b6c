// What a user of `headwater-cli serve` feels: time from its start to the first accepted request, memory of all its
// processes at rest (PSS), and signed requests a second through the whole job, natively verified and by a script.
// Everything on this machine, load generator included; figures compare within one run.

#include "tests/support/cliprocess.h"
#include "tests/support/processtree.h"
#include "tests/support/rawhttp.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-benchmarks";

QByteArray bodyOf(int number)
{
    QByteArray body = "{\"type\":\"user.identified\",\"user_id\":\"u" + QByteArray::number(number % 1000) +
                      "\",\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"email\":\"ada@example.com\",\"note\":\"";
    return body + QByteArray(2048 - body.size() - 2, 'x') + "\"}";
}

const char* const mappings =
    "{\"format\":1,\"mappings\":[{\"eventType\":\"user.identified\",\"action\":\"users_identify\",\"parameters\":"
    "{\"id\":{\"path\":\"body.user_id\"},\"email\":{\"path\":\"body.email\"}}}]}\n";

const char* const script = "async function main({ headers, body, vars }) {\n"
                           "  const verified = await verifyHmacSha256({ secret: vars.ORDERS_SIGNING_SECRET,\n"
                           "    signature: headers[\"x-webhook-signature\"], payload: body });\n"
                           "  return { verified, full_name: `${body.first_name} ${body.last_name}` };\n"
                           "}\n";

void makeWorkspace(const Sandbox& sandbox, const QString& root, const QByteArray& scriptText)
{
    (void)sandbox.cli({"init", root});
    (void)sandbox.cli({"--workspace", root, "source", "add", "custom", "--key", "orders"});
    (void)sandbox.cli({"--workspace", root, "secret", "set", "ORDERS_SIGNING_SECRET"}, secret);
    const auto write = [&](const QString& name, const QByteArray& content) {
        QFile file(root + QStringLiteral("/sources/orders/") + name);
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    };
    write(QStringLiteral("mappings.json"), mappings);
    if (!scriptText.isEmpty())
        write(QStringLiteral("script.js"), scriptText);
}

QByteArray requestOf(int number)
{
    const QByteArray body = bodyOf(number);
    return "POST /s/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Webhook-Signature: " +
           hmacHex(secret, body) + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// One keep-alive connection that sends and waits in turn.
class Client
{
public:
    explicit Client(quint16 port)
        : m_fd(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connected = ::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(Client)

    int exchange(const QByteArray& request)
    {
        if (!m_connected || ::send(m_fd, request.data(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) < 0)
            return 0;
        char buffer[4096];
        QByteArray answer;
        for (;;) {
            const qsizetype blank = answer.indexOf("\r\n\r\n");
            if (blank >= 0) {
                const qsizetype at = answer.toLower().indexOf("content-length: ");
                const qsizetype length =
                    at < 0 ? 0 : answer.mid(at + 16, answer.indexOf('\r', at) - at - 16).toLongLong();
                if (answer.size() >= blank + 4 + length)
                    return answer.mid(9, 3).toInt();
            }
            const ssize_t got = ::recv(m_fd, buffer, sizeof buffer, 0);
            if (got <= 0)
                return 0;
            answer.append(buffer, got);
        }
    }

private:
    int m_fd;
    bool m_connected = false;
};

struct Load
{
    double rate = 0;   ///< 2xx answers a second
    double median = 0; ///< ms
    double p99 = 0;    ///< ms
    int refused = 0;
};

Load load(quint16 port, int connections, int milliseconds)
{
    std::vector<QByteArray> requests;
    for (int i = 0; i < 512; ++i)
        requests.push_back(requestOf(i));
    std::atomic<bool> stop = false;
    std::atomic<int> refused = 0;
    std::vector<std::vector<double>> times(static_cast<size_t>(connections));
    std::vector<std::thread> threads;
    QElapsedTimer wall;
    wall.start();
    for (int c = 0; c < connections; ++c) {
        threads.emplace_back([&, c] {
            Client client(port);
            QElapsedTimer timer;
            for (size_t i = static_cast<size_t>(c) * 7; !stop; ++i) {
                timer.start();
                if (client.exchange(requests[i % requests.size()]) != 200) {
                    ++refused;
                    break;
                }
                times[static_cast<size_t>(c)].push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    stop = true;
    for (std::thread& thread : threads)
        thread.join();
    const double seconds = static_cast<double>(wall.nsecsElapsed()) / 1e9;
    std::vector<double> all;
    for (const auto& mine : times)
        all.insert(all.end(), mine.begin(), mine.end());
    std::sort(all.begin(), all.end());
    if (all.empty())
        return {0, 0, 0, refused};
    return {static_cast<double>(all.size()) / seconds, all[all.size() / 2], all[all.size() * 99 / 100], refused};
}

/// From the start of the process to the first answer, which is retried every millisecond.
double startMilliseconds(const Sandbox& sandbox, const QString& root, quint16 port)
{
    QProcess process;
    process.setProcessEnvironment(sandbox.environment());
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral(HW_BIN_DIR "/headwater-cli"), {QStringLiteral("serve"), QStringLiteral("--workspace"),
                                                                root, QStringLiteral("--port"), QString::number(port)});
    const QByteArray request = requestOf(1);
    double took = -1;
    while (timer.elapsed() < 10000) {
        if (Client(port).exchange(request) == 200) {
            took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    process.terminate();
    process.waitForFinished();
    return took;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main()
{
    QTextStream out(stdout);
    const Sandbox sandbox;
    for (const bool scripted : {false, true}) {
        const QString root = sandbox.path(scripted ? QStringLiteral("scripted") : QStringLiteral("native"));
        makeWorkspace(sandbox, root, scripted ? script : "");
        out << (scripted ? "script, 2 KiB, one action" : "native, 2 KiB, one action") << Qt::endl;
        {
            Serve serve(sandbox, root);
            if (serve.port() == 0) {
                out << "  did not start: " << serve.errors() << Qt::endl;
                return 1;
            }
            (void)load(serve.port(), 1, 300);
            const Load one = load(serve.port(), 1, 2000);
            const Load many = load(serve.port(), 32, 4000);
            out << "  1 connection    " << qRound(one.rate) << "/s  median " << one.median << " ms" << Qt::endl;
            out << "  32 connections  " << qRound(many.rate) << "/s  median " << many.median << " ms  p99 " << many.p99
                << " ms  refused " << many.refused << Qt::endl;
            std::this_thread::sleep_for(std::chrono::seconds(2));
            out << "  PSS after the load " << static_cast<double>(treePss(serve.pid())) / 1024 << " MiB" << Qt::endl;
            serve.terminate();
        }
        {
            Serve serve(sandbox, root);
            std::this_thread::sleep_for(std::chrono::seconds(2));
            out << "  PSS idle " << static_cast<double>(treePss(serve.pid())) / 1024 << " MiB" << Qt::endl;
            serve.terminate();
        }
        std::vector<double> starts;
        for (int i = 0; i < 11; ++i)
            starts.push_back(startMilliseconds(sandbox, root, static_cast<quint16>(45100 + i)));
        out << "  start to first accepted request: median " << median(starts) << " ms of " << starts.size() << Qt::endl;
    }
    return 0;
}
