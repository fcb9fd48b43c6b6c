// Verification as providers show it for Node, for Express, for workers and in TypeScript, as it is pasted into a file.
#include "core/base/files.h"
#include "core/signing/signing.h"
#include "tests/support/cliprocess.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace hw;
using namespace hw::test;

namespace {

constexpr char plain[] = "a made up secret";
constexpr char encoded[] = "whsec_MjQgYnl0ZXMgdGhhdCBhcmUgbWFkZSB1cA==";
constexpr char customer[] = "{\"customer\":\"cus_1\"}";

struct Sample
{
    const char* file;
    const char* scheme;
    const char* secret = plain;
    const char* shown = customer;
};

constexpr Sample samples[] = {
    {"announcement.js", "hmac", plain, "{\"full_name\":\"Zoë Ü\"}"},
    {"github.js", "github"},
    {"github-webcrypto.js", "github"},
    {"hubspot.js", "hubspot"},
    {"intercom.js", "intercom"},
    {"lemonsqueezy.js", "lemonsqueezy"},
    {"linear.js", "linear"},
    {"paddle.js", "paddle"},
    {"segment.js", "segment"},
    {"shared-header.mjs", "header"},
    {"shopify.js", "shopify"},
    {"slack.js", "slack"},
    {"standard-webhooks.ts", "standard-webhooks", encoded},
    {"stripe.js", "stripe"},
    {"supabase-auth.js", "supabase-auth", "v1,whsec_MjQgYnl0ZXMgdGhhdCBhcmUgbWFkZSB1cA=="},
    {"svix.mjs", "svix", encoded},
    {"twilio.js", "twilio", plain, "{\"customer\":\"+1555\"}"},
    {"vercel.ts", "vercel"},
    {"workos.ts", "workos"},
};

const QByteArray host = "hooks.example.org";

/// 2026-11-23T15:00:00Z, in seconds.
constexpr qint64 now = 1795446000;

QByteArray jsonBody()
{
    return "{\"type\":\"customer.created\",\"webhookTimestamp\":" + QByteArray::number(now * 1000) +
           ",\"first_name\":\"Zoë\",\"last_name\":\"Ü\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}";
}

} // namespace

class TestCliSamples final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allAreRun();
    void verifies_data();
    void verifies();

private:
    Sandbox m_sandbox;
    QString m_root = m_sandbox.path(QStringLiteral("w"));
};

void TestCliSamples::initTestCase()
{
    const auto write = [this](const char* name, const QByteArray& text) {
        return files::writeAtomically(m_root + u'/' + QString::fromLatin1(name), text).hasValue();
    };
    QCOMPARE(m_sandbox.cli({"init", m_root}).exitCode, 0);
    QCOMPARE(m_sandbox.cli({"source", "add", "custom", "--key", "s", "--workspace", m_root}).exitCode, 0);
    QCOMPARE(m_sandbox.cli({"source", "set", "s", "signing.secrets=", "--workspace", m_root}).exitCode, 0);
    QVERIFY(write("environments/development.json", "{\"secrets\": [\"SECRET\", \"SERVICE_SIGNING_SECRET\"]}"));
    QVERIFY(write("data/local.json", "{\"publicUrl\": \"https://hooks.example.org\"}"));
}

void TestCliSamples::allAreRun()
{
    const QStringList files = QDir(QStringLiteral(HW_TEST_DATA "/scripts")).entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString& file : files) {
        QVERIFY2(std::any_of(std::begin(samples), std::end(samples),
                             [&](const Sample& sample) { return file == QLatin1String(sample.file); }),
                 qPrintable(file));
    }
}

void TestCliSamples::verifies_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("shown"); ///< what it returns beside `verified`
    for (const Sample& sample : samples) {
        QTest::newRow(sample.file) << QString::fromLatin1(sample.file) << QString::fromLatin1(sample.scheme)
                                   << QByteArray(sample.secret) << QString::fromUtf8(sample.shown);
    }
}

void TestCliSamples::verifies()
{
    QFETCH(QString, file);
    QFETCH(QString, scheme);
    QFETCH(QByteArray, secret);
    QFETCH(QString, shown);
    for (const char* name : {"HEADWATER_SECRET_SECRET", "HEADWATER_SECRET_SERVICE_SIGNING_SECRET"})
        m_sandbox.setVariable(QString::fromLatin1(name), QString::fromLatin1(secret));

    const bool isForm = scheme == QLatin1String("twilio");
    QByteArray body = isForm ? QByteArray("From=%2B1555&Body=Hello+there&MessageSid=SM1") : jsonBody();
    http::Headers headers{{"Host", host},
                          {"Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json"}};
    const QByteArray target = "/s/s?a=b";
    signing::Config config;
    config.scheme = scheme;
    const auto made =
        signing::sign(config,
                      {.headers = headers,
                       .body = body,
                       .method = "POST",
                       .target = target,
                       .publicUrl = QStringLiteral("https://") + QString::fromLatin1(host + target)},
                      {QStringLiteral("SECRET"), SecretString(secret)}, fromMicroseconds(now * 1'000'000));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().args.join(u' ')));
    QByteArray head = "POST " + target + " HTTP/1.1\r\n";
    headers.insert(headers.end(), made->begin(), made->end());
    for (const auto& header : headers)
        head += header.name + ": " + header.value + "\r\n";

    const QString request = m_sandbox.path(QStringLiteral("request.http"));
    const auto run = [&] {
        (void)files::writeAtomically(request, QByteArray(head + "\r\n" + body));
        return m_sandbox.cli({"script", "run", QStringLiteral(HW_TEST_DATA "/scripts/") + file, "--event", request,
                              "--source", "s", "--now", QString::number(now), "--json", "--workspace", m_root});
    };
    const CliResult good = run();
    const json::Value script = good.json()[u"script"];
    QVERIFY2(script[u"status"].toString() == QLatin1String("ok"), QByteArray(good.out + good.err).constData());
    QCOMPARE(good.json()[u"verification"][u"status"].toString(), QStringLiteral("verified"));
    QCOMPARE(QString::fromUtf8(json::write(script[u"preprocess"])), shown);
    QCOMPARE(good.exitCode, 0);

    // What signs the body refuses another; a shared secret refuses another secret.
    if (scheme == QLatin1String("header"))
        head.replace(secret, "another secret");
    else
        body.replace(isForm ? "there" : "cus_1", isForm ? "THERE" : "cus_2");
    const CliResult forged = run();
    QVERIFY2(forged.json()[u"script"][u"status"].toString() == QLatin1String("ok"),
             QByteArray(forged.out + forged.err).constData());
    QCOMPARE(forged.json()[u"verification"][u"status"].toString(), QStringLiteral("failed"));
    QCOMPARE(forged.exitCode, 1);
}

QTEST_GUILESS_MAIN(TestCliSamples)
#include "tst_cli_samples.moc"
