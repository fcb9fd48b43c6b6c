// Verification as providers show it for Node, for Express, for workers and in TypeScript, as it is pasted.
#include "tests/core/script/scriptfixture.h"

#include <QFile>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

class TestSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifies_data();
    void verifies();

private:
    ScriptFixture m_fixture;
};

void TestSamples::verifies_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("secret");
    const QByteArray plain = "a made up secret";
    const QByteArray encoded = "whsec_" + QByteArray("24 bytes that are made up").toBase64();
    const auto row = [](const char* file, const char* scheme, const QByteArray& secret) {
        QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(scheme) << secret;
    };
    row("stripe.js", "stripe", plain);
    row("svix.mjs", "svix", encoded);
    row("github.js", "github", plain);
    row("github-webcrypto.js", "github", plain);
    row("shopify.js", "shopify", plain);
    row("slack.js", "slack", plain);
    row("workos.ts", "workos", plain);
    row("standard-webhooks.ts", "standard-webhooks", encoded);
    row("paddle.js", "paddle", plain);
    row("twilio.js", "twilio", plain);
}

void TestSamples::verifies()
{
    QFETCH(QString, file);
    QFETCH(QString, scheme);
    QFETCH(QByteArray, secret);
    QFile sample(QStringLiteral(HW_TEST_DATA "/scripts/") + file);
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const auto program = m_fixture.compile(sample.readAll(), file);
    QVERIFY2(program, qPrintable(program ? QString() : program.error().args.join(u' ')));

    const bool isForm = scheme == QLatin1String("twilio");
    auto job = ScriptFixture::job(*program, isForm ? QByteArray("From=%2B1555&Body=Hello+there&MessageSid=SM1")
                                                   : QByteArray("{\"type\":\"customer.created\",\"data\":{\"object\":"
                                                                "{\"id\":\"cus_1\",\"name\":\"Zoë ü\"}}}"));
    job.variables = std::make_shared<const std::vector<ScriptVariable>>(
        std::vector<ScriptVariable>{{QStringLiteral("SECRET"), SecretString(secret), true}});
    job.headers = {{"Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json"}};
    signing::Config config;
    config.scheme = scheme;
    config.secrets = {QStringLiteral("SECRET")};
    const auto headers = signing::sign(config,
                                       {.headers = job.headers,
                                        .body = job.body,
                                        .method = job.method,
                                        .target = job.path + '?' + job.query,
                                        .publicUrl = job.url},
                                       {QStringLiteral("SECRET"), SecretString(secret)}, job.now);
    QVERIFY2(headers, qPrintable(headers ? QString() : headers.error().args.join(u' ')));
    for (const auto& header : *headers)
        job.headers.push_back(header);

    const auto good = m_fixture.run(job);
    QCOMPARE(good.report.error.value_or(ScriptError{}).message, QString());
    QVERIFY(good.verified == true);
    QCOMPARE(good.report.preprocess[u"customer"].toString(),
             isForm ? QStringLiteral("+1555") : QStringLiteral("cus_1"));

    job.body.replace(isForm ? "there" : "cus_1", isForm ? "THERE" : "cus_2");
    const auto forged = m_fixture.run(job);
    QCOMPARE(forged.report.error.value_or(ScriptError{}).message, QString());
    QVERIFY(forged.verified == false);
}

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"
