#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/signing/signing.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <pwd.h>
#include <unistd.h>

using namespace hw;
using namespace hw::signing;

namespace {

constexpr int patience = 120000;

const QString source = QStringLiteral(HW_NPM_SOURCE);
const QString folder = QStringLiteral(HW_NPM_FOLDER);

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Ended runIn(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Tests have a home of their own; npm's settings, such as a registry or a proxy, are in the user's.
    if (const passwd* user = getpwuid(getuid()))
        environment.insert(QStringLiteral("HOME"), QString::fromLocal8Bit(user->pw_dir));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {-1, {}, "it did not end in time"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// Installs the packages of the lock file where they are not there yet; why it could not be done, or nothing.
QString install()
{
    if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty() ||
        QStandardPaths::findExecutable(QStringLiteral("npm")).isEmpty())
        return QStringLiteral("node and npm are not installed");
    const auto lock = files::read(source + QStringLiteral("/package-lock.json"));
    if (!lock || !files::makePath(folder))
        return QStringLiteral("the lock file cannot be read");
    const QString stamp = folder + QStringLiteral("/node_modules/.installed");
    const QByteArray wanted = sha256Hex(*lock);
    if (files::read(stamp).valueOr({}) == wanted)
        return {};
    for (const char* name : {"package.json", "package-lock.json"}) {
        const auto content = files::read(source + u'/' + QLatin1String(name));
        if (!content || !files::writeAtomically(folder + u'/' + QLatin1String(name), *content))
            return QStringLiteral("%1 cannot be written").arg(folder);
    }
    const Ended ended =
        runIn(QStringLiteral("npm"), {QStringLiteral("ci"), QStringLiteral("--ignore-scripts"),
                                      QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                                      QStringLiteral("--fetch-retries=0"), QStringLiteral("--fetch-timeout=20000")});
    if (ended.code != 0)
        return QString::fromUtf8(ended.err.trimmed().split('\n').constFirst());
    return files::writeAtomically(stamp, wanted) ? QString() : QStringLiteral("the stamp cannot be written");
}

Ended packages(const char* verb, const QByteArray& input = {})
{
    // Beside what it requires.
    const auto script = files::read(source + QStringLiteral("/packages.js"));
    if (!script || !files::writeAtomically(folder + QStringLiteral("/packages.js"), *script))
        return {};
    return runIn(QStringLiteral("node"), {QStringLiteral("packages.js"), QString::fromLatin1(verb)}, input);
}

NamedSecret secretOf(const json::Value& request)
{
    return {QStringLiteral("KEY"), SecretString(request[u"secret"].toString().toUtf8())};
}

Config configOf(const json::Value& request)
{
    return {.scheme = request[u"scheme"].toString(), .secrets = {QStringLiteral("KEY")}};
}

} // namespace

/// Signatures in both directions with the packages that the providers publish for receivers of their webhooks.
class TestPackages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString problem = install(); !problem.isEmpty())
            QSKIP(qPrintable(QStringLiteral("the providers' packages cannot be installed: %1").arg(problem)));
        const Ended ended = packages("sign");
        QVERIFY2(ended.code == 0, ended.err.constData());
        const auto requests = json::parse(ended.out);
        QVERIFY(requests.hasValue());
        m_requests = requests->toArray();
        QCOMPARE(m_requests.size(), size_t{12});
    }

    void theirSignaturesVerify()
    {
        for (const json::Value& request : m_requests) {
            http::Headers headers;
            for (const json::Value& header : request[u"headers"].toArray())
                headers.push_back({header.at(0).toString().toUtf8(), header.at(1).toString().toUtf8()});
            QByteArray body = request[u"body"].toString().toUtf8();
            const Timestamp now = fromMicroseconds(request[u"now"].toInteger() * 1000000);
            const auto verified = [&] {
                return verify(configOf(request), {headers, body}, {secretOf(request)}, now).reason;
            };
            QCOMPARE(verified(), QString());
            body.replace("evt_", "evt-");
            QCOMPARE(verified(), QStringLiteral("signature_mismatch"));
        }
    }

    void oursAreAccepted()
    {
        json::Array signedRequests;
        for (const json::Value& request : m_requests) {
            const QByteArray body = request[u"body"].toString().toUtf8();
            const auto headers = sign(configOf(request), {{}, body}, secretOf(request),
                                      fromMicroseconds(request[u"now"].toInteger() * 1000000));
            QVERIFY(headers.hasValue());
            json::Array pairs;
            for (const http::Header& header : *headers)
                pairs.push_back(json::Array{QString::fromUtf8(header.name), QString::fromUtf8(header.value)});
            json::Value ours = request;
            ours.object().set(QStringLiteral("headers"), pairs);
            signedRequests.push_back(ours);
            // The same with another body: that they look at all.
            ours.object().set(QStringLiteral("body"), QStringLiteral("{\"id\":\"evt_0\",\"object\":\"event\"}"));
            signedRequests.push_back(std::move(ours));
        }
        const Ended ended = packages("verify", json::write(signedRequests));
        QVERIFY2(ended.code == 0, ended.err.constData());
        const auto answers = json::parse(ended.out);
        QVERIFY(answers.hasValue());
        QCOMPARE(answers->toArray().size(), signedRequests.size());
        for (size_t i = 0; i < signedRequests.size(); ++i) {
            const QString answer = answers->at(i).toString();
            const QString scheme = signedRequests[i][u"scheme"].toString();
            QVERIFY2(i % 2 == 0 ? answer == QLatin1String("accepted") : answer.startsWith(QLatin1String("refused")),
                     qPrintable(scheme + QStringLiteral(": ") + answer));
        }
    }

private:
    json::Array m_requests;
};

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
