#include "core/base/files.h"
#include "core/base/json.h"
#include "core/signing/schemes.h"
#include "core/signing/signing.h"

#include <QTest>

#include <array>

using namespace hw;
using namespace hw::signing;

namespace {

constexpr qint64 clockSeconds = 1700000000;

Timestamp atSecond(qint64 seconds)
{
    return fromMicroseconds(seconds * 1000000);
}

SecretString secretText(const QByteArray& text)
{
    return SecretString(text);
}

NamedSecret named(const char* name, const QByteArray& value)
{
    return {QString::fromLatin1(name), secretText(value)};
}

const Check* checkOf(const Verification& result, const char* id)
{
    for (const Check& check : result.checks) {
        if (check.id == QLatin1String(id))
            return &check;
    }
    return nullptr;
}

QByteArray summary(const Verification& result)
{
    QByteArray text = result.reason.toUtf8();
    for (const Check& check : result.checks)
        text += " | " + check.id.toUtf8() + (!check.ok ? " ?" : *check.ok ? " +" : " -") + ' ' + check.detail.toUtf8();
    return text;
}

/// A request under construction that `verify` and `sign` can look at.
struct Sent
{
    http::Headers headers = {};
    QByteArray body = R"({"type":"user.created","data":{"id":"user_1"}})";
    QByteArray target = "/s/test";
    QString publicUrl = {};

    [[nodiscard]] Request request() const { return {headers, body, "POST", target, publicUrl}; }
};

QByteArray secretFor(const QString& scheme)
{
    const auto row = resolve(Config{.scheme = scheme});
    if (row && row->keyForm == KeyForm::StandardBase64)
        return "whsec_" + QByteArray("a made-up key of 32 bytes, no mo").toBase64();
    if (scheme == QLatin1String("basic"))
        return "ada:a made-up password";
    return "a made-up secret";
}

/// Signs, puts the headers on, and gives what a receiver sees.
Sent signedBy(const Config& config, const NamedSecret& secret, qint64 seconds, Sent sent = {})
{
    if (config.scheme == QLatin1String("twilio")) {
        sent.body = "From=%2B15550100&To=%2B15550101&Body=hello+there";
        sent.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    }
    sent.headers.push_back({"Host", "example.com"});
    const auto headers = sign(config, sent.request(), secret, atSecond(seconds));
    if (headers)
        sent.headers.insert(sent.headers.end(), headers->begin(), headers->end());
    const auto target = signTarget(config, sent.target, secret);
    if (target)
        sent.target = *target;
    return sent;
}

} // namespace

class TestSigning final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("row");
        const auto file = files::read(QStringLiteral(HW_TEST_DATA "/signing_vectors.json"));
        QVERIFY(file.hasValue());
        const auto rows = json::parse(*file);
        QVERIFY(rows.hasValue());
        for (const json::Value& row : rows->toArray()) {
            if (row[u"kind"].toString() == QLatin1String("request"))
                QTest::newRow(row[u"name"].toString().toUtf8().constData()) << json::write(row);
        }
    }

    void vectors()
    {
        QFETCH(QByteArray, row);
        const json::Value vector = json::parse(row).valueOr({});
        Sent sent;
        for (const json::Value& header : vector[u"headers"].toArray())
            sent.headers.push_back({header.at(0).toString().toUtf8(), header.at(1).toString().toUtf8()});
        sent.body = vector[u"body"].toString().toUtf8();
        sent.publicUrl = vector[u"url"].toString();
        const Config config{.scheme = vector[u"scheme"].toString(), .secrets = {QStringLiteral("KEY")}};
        const auto result = verify(config, sent.request(), {named("KEY", vector[u"secret"].toString().toUtf8())},
                                   atSecond(vector[u"now"].toInteger()));
        QVERIFY2(result.reason == vector[u"reason"].toString(), summary(result).constData());
        QCOMPARE(result.status == VerificationStatus::Verified, result.reason.isEmpty());
        QCOMPARE(result.secretName, result.reason.isEmpty() ? QStringLiteral("KEY") : QString());
    }

    void everySchemeVerifiesWhatItSigns_data()
    {
        QTest::addColumn<QString>("scheme");
        for (const QString& name : schemeNames()) {
            if (name != QLatin1String("none"))
                QTest::newRow(name.toUtf8().constData()) << name;
        }
    }

    void everySchemeVerifiesWhatItSigns()
    {
        QFETCH(QString, scheme);
        const Config config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", secretFor(scheme));
        const Sent sent = signedBy(config, key, clockSeconds);
        const auto good = verify(config, sent.request(), {key}, atSecond(clockSeconds + 1));
        QVERIFY2(good.status == VerificationStatus::Verified, summary(good).constData());
        QCOMPARE(good.secretName, QStringLiteral("KEY"));
        QCOMPARE(good.scheme, scheme);
        for (const Check& check : good.checks)
            QVERIFY2(check.ok == true, summary(good).constData());

        NamedSecret other = named("KEY", QByteArray(secretFor(scheme)).replace("made", "gues"));
        if (other.value == key.value)
            other.value = secretText("whsec_" + QByteArray(32, 'x').toBase64());
        const auto wrongKey = verify(config, sent.request(), {other}, atSecond(clockSeconds + 1));
        QCOMPARE(toString(wrongKey.status), QStringLiteral("failed"));
        QCOMPARE(wrongKey.reason, QStringLiteral("signature_mismatch"));
        QVERIFY(wrongKey.secretName.isEmpty());
        QVERIFY(!summary(wrongKey).contains(other.value.view().toByteArray()));

        const auto noSecret = verify(config, sent.request(), {}, atSecond(clockSeconds + 1));
        QCOMPARE(toString(noSecret.status), QStringLiteral("error"));
        QCOMPARE(noSecret.reason, QStringLiteral("secret_missing"));

        Sent bare;
        const auto noHeader = verify(config, bare.request(), {key}, atSecond(clockSeconds + 1));
        QCOMPARE(noHeader.reason, QStringLiteral("header_missing"));
    }

    void everySchemeThatSignsTheBodyNoticesAChange_data() { everySchemeVerifiesWhatItSigns_data(); }

    void everySchemeThatSignsTheBodyNoticesAChange()
    {
        QFETCH(QString, scheme);
        const auto row = resolve(Config{.scheme = scheme});
        QVERIFY(row.hasValue());
        const Config config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", secretFor(scheme));
        Sent sent = signedBy(config, key, clockSeconds);
        sent.body.append('1');
        const auto result = verify(config, sent.request(), {key}, atSecond(clockSeconds));
        if (row->kind != SchemeKind::Signature)
            QCOMPARE(toString(result.status), QStringLiteral("verified"));
        else
            QCOMPARE(result.reason, QStringLiteral("signature_mismatch"));
    }

    void theBodyBeforeItWasCompressed()
    {
        const Config config{.scheme = QStringLiteral("github"), .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", secretFor(config.scheme));
        Sent sent = signedBy(config, key, clockSeconds);
        const QByteArray plain = sent.body;
        sent.body = "stands for the compressed bytes";
        Request request = sent.request();
        QCOMPARE(verify(config, request, {key}, atSecond(clockSeconds)).reason, QStringLiteral("signature_mismatch"));
        request.decoded = plain;
        const auto result = verify(config, request, {key}, atSecond(clockSeconds));
        QVERIFY2(result.status == VerificationStatus::Verified, summary(result).constData());
        QVERIFY(checkOf(result, "digest")->detail.contains(QLatin1String("Content-Encoding")));
    }

    void aSchemeOfSettingsAlone()
    {
        Config config{.scheme = QStringLiteral("hmac"), .secrets = {QStringLiteral("KEY")}};
        config.header = QStringLiteral("X-Acme-Signature");
        config.algorithm = QStringLiteral("sha512");
        config.encoding = QStringLiteral("base64");
        config.key = QStringLiteral("hex");
        config.content = QStringLiteral("{id}:{timestamp}:{body}");
        config.form = QStringLiteral("pairs");
        config.separator = QStringLiteral(";");
        config.signatureKey = QStringLiteral("s");
        config.timestampKey = QStringLiteral("time");
        config.timestampUnit = QStringLiteral("milliseconds");
        config.idHeader = QStringLiteral("X-Acme-Id");
        const NamedSecret key = named("KEY", "00112233445566778899aabbccddeeff");
        const Sent sent = signedBy(config, key, clockSeconds);
        QVERIFY(sent.headers.value("X-Acme-Signature").startsWith("time=1700000000000;s="));
        const auto good = verify(config, sent.request(), {key}, atSecond(clockSeconds + 1));
        QVERIFY2(good.status == VerificationStatus::Verified, summary(good).constData());
        QCOMPARE(verify(config, sent.request(), {key}, atSecond(clockSeconds + 301)).reason,
                 QStringLiteral("timestamp_too_old"));
    }

    void settingsThatDoNotFit_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        for (const char* name : {"algorithm", "encoding", "key", "form", "timestampUnit", "direction"})
            QTest::newRow(name) << QString::fromLatin1(name) << QStringLiteral("nonsense");
        QTest::newRow("separator") << "separator"
                                   << "two";
        QTest::newRow("unknown placeholder") << "content"
                                             << "{timestamp}.{bodies}";
        QTest::newRow("open placeholder") << "content"
                                          << "{body";
        QTest::newRow("pairs without a key") << "form"
                                             << "pairs";
    }

    void settingsThatDoNotFit()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        Config config{.scheme = QStringLiteral("hmac"), .secrets = {QStringLiteral("KEY")}};
        for (const TextOption& one : textOptions()) {
            if (option == QLatin1String(one.name))
                config.*one.member = value;
        }
        const auto resolved = resolve(config);
        QVERIFY(!resolved);
        QVERIFY(resolved.error().args.value(0).startsWith(QLatin1String("signing.")));
        const Sent sent;
        QCOMPARE(verify(config, sent.request(), {}, atSecond(clockSeconds)).reason, QStringLiteral("scheme_malformed"));
    }

    void oneByteIsEnough_data()
    {
        QTest::addColumn<QString>("scheme");
        for (const char* name : {"stripe", "svix", "workos", "slack", "github", "shopify", "hmac", "hubspot"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void oneByteIsEnough()
    {
        QFETCH(QString, scheme);
        const Config config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", secretFor(scheme));
        const Sent sent = signedBy(config, key, clockSeconds);
        const auto verified = [&](const Sent& changed) {
            return verify(config, changed.request(), {key}, atSecond(clockSeconds)).status ==
                   VerificationStatus::Verified;
        };
        QVERIFY(verified(sent));
        for (qsizetype i = 0; i < sent.body.size(); ++i) {
            Sent changed = sent;
            changed.body[i] = static_cast<char>(changed.body[i] ^ 1);
            QVERIFY2(!verified(changed), qPrintable(QStringLiteral("body byte %1").arg(i)));
        }
        // Each byte of each header that the scheme added: signature, id and time. The low bits of the last base64
        // character before the padding and the case of hex digits carry nothing, so bit 4 is turned there.
        for (size_t h = 0; h < sent.headers.size(); ++h) {
            if (sent.headers[h].name == "Host")
                continue;
            for (qsizetype i = 0; i < sent.headers[h].value.size(); ++i) {
                Sent changed = sent;
                char& c = changed.headers[h].value[i];
                c = static_cast<char>(c ^ 16);
                if (scheme == QLatin1String("svix") && sent.headers[h].value[i] == '=')
                    continue;
                QVERIFY2(
                    !verified(changed),
                    qPrintable(
                        QStringLiteral("%1 byte %2").arg(QString::fromUtf8(sent.headers[h].name), QString::number(i))));
            }
        }
    }

    void malformedHeaders_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("detail");
        const QByteArray stripe = "Stripe-Signature";
        const QByteArray digest(64, 'a');
        const QString malformed = QStringLiteral("header_malformed");
        QTest::newRow("empty") << "stripe" << stripe << QByteArray() << malformed << "no t= with the time in it";
        QTest::newRow("no time") << "stripe" << stripe << QByteArray("v1=" + digest) << malformed
                                 << "no t= with the time in it";
        QTest::newRow("empty time") << "stripe" << stripe << QByteArray("t=,v1=" + digest) << malformed
                                    << "no t= with the time in it";
        QTest::newRow("two times") << "stripe" << stripe << QByteArray("t=1700000000,t=1,v1=" + digest) << malformed
                                   << "t= stands in it 2 times";
        QTest::newRow("no v1") << "stripe" << stripe << QByteArray("t=1700000000,v0=" + digest) << malformed
                               << "no v1= signature in it";
        QTest::newRow("no hex") << "stripe" << stripe << QByteArray("t=1700000000,v1=potato") << malformed
                                << "the signature is not hexadecimal";
        QTest::newRow("cut") << "stripe" << stripe << QByteArray("t=1700000000,v1=abcd") << malformed
                             << "the signature has 2 bytes, HMAC-SHA256 has 32";
        QTest::newRow("time no number") << "stripe" << stripe << QByteArray("t=soon,v1=" + digest)
                                        << "timestamp_malformed"
                                        << "";
        QTest::newRow("time negative") << "stripe" << stripe << QByteArray("t=-5,v1=" + digest) << "timestamp_malformed"
                                       << "";
        QTest::newRow("time overflow") << "stripe" << stripe << QByteArray("t=99999999999999999999999,v1=" + digest)
                                       << "timestamp_malformed"
                                       << "";
        QTest::newRow("time in ms") << "stripe" << stripe << QByteArray("t=1700000000000,v1=" + digest)
                                    << "timestamp_malformed"
                                    << "";
        QTest::newRow("rubbish") << "stripe" << stripe << QByteArray(",,=,=,;\xff\x00,", 10) << malformed
                                 << "no t= with the time in it";
        QTest::newRow("prefix missing") << "github" << QByteArray("X-Hub-Signature-256") << digest << malformed
                                        << "the value does not begin with sha256=";
        QTest::newRow("sha1 where sha256 is due")
            << "github" << QByteArray("X-Hub-Signature-256") << QByteArray("sha256=" + QByteArray(40, 'a')) << malformed
            << "the signature has 20 bytes, HMAC-SHA256 has 32";
        QTest::newRow("no base64") << "shopify" << QByteArray("X-Shopify-Hmac-SHA256") << QByteArray("%%%") << malformed
                                   << "the signature is not base64";
        QTest::newRow("bearer missing") << "bearer" << QByteArray("Authorization") << QByteArray("Token abc")
                                        << malformed << "the value does not begin with Bearer";
        QTest::newRow("basic broken") << "basic" << QByteArray("Authorization") << QByteArray("Basic !!") << malformed
                                      << "what follows Basic is not user:password in base64";
    }

    void malformedHeaders()
    {
        QFETCH(QString, scheme);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(QString, reason);
        QFETCH(QString, detail);
        Sent sent;
        sent.headers = {{header, value}};
        const auto result = verify(Config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}}, sent.request(),
                                   {named("KEY", secretFor(scheme))}, atSecond(clockSeconds));
        QVERIFY2(result.reason == reason, summary(result).constData());
        QCOMPARE(toString(result.status), QStringLiteral("failed"));
        if (!detail.isEmpty())
            QCOMPARE(checkOf(result, "format")->detail, detail);
    }

    void aRepeatedHeaderIsRefused()
    {
        const Config config{.scheme = QStringLiteral("github"), .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", "k");
        Sent sent = signedBy(config, key, clockSeconds);
        sent.headers.push_back({"x-hub-signature-256", "sha256=" + QByteArray(64, '0')});
        const auto result = verify(config, sent.request(), {key}, atSecond(clockSeconds));
        QCOMPARE(result.reason, QStringLiteral("header_malformed"));
    }

    void missingHeadersAreNamed()
    {
        Sent sent;
        sent.headers = {{"webhook-signature", "v1," + QByteArray(32, 'x').toBase64()}};
        const auto result =
            verify(Config{.scheme = QStringLiteral("standard-webhooks"), .secrets = {QStringLiteral("KEY")}},
                   sent.request(), {named("KEY", secretFor(QStringLiteral("svix")))}, atSecond(clockSeconds));
        QCOMPARE(result.reason, QStringLiteral("header_missing"));
        QCOMPARE(checkOf(result, "header")->detail, QStringLiteral("no webhook-id, webhook-timestamp"));
    }

    void timestamps_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("age");       // seconds; negative = the sender's clock is ahead
        QTest::addColumn<int>("tolerance"); // -1 = the scheme's own
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("detail");
        QTest::newRow("fresh") << "stripe" << 1 << -1 << ""
                               << "1 s old, tolerance 300 s";
        QTest::newRow("at the edge") << "stripe" << 300 << -1 << ""
                                     << "5 min old, tolerance 300 s";
        QTest::newRow("just over") << "stripe" << 301 << -1 << "timestamp_too_old"
                                   << "signed 5 min before receipt, tolerance 300 s";
        QTest::newRow("old") << "stripe" << 660 << -1 << "timestamp_too_old"
                             << "signed 11 min before receipt, tolerance 300 s";
        QTest::newRow("days") << "svix" << 3 * 86400 << -1 << "timestamp_too_old"
                              << "signed 3 days before receipt, tolerance 300 s";
        QTest::newRow("not checked") << "stripe" << 660 << 0 << ""
                                     << "11 min old, not checked";
        QTest::newRow("wider") << "stripe" << 660 << 900 << ""
                               << "11 min old, tolerance 900 s";
        QTest::newRow("ahead where only the past counts") << "stripe" << -660 << -1 << ""
                                                          << "11 min ahead, only the past is checked";
        QTest::newRow("ahead") << "svix" << -301 << -1 << "timestamp_too_new"
                               << "signed 5 min after receipt, tolerance 300 s";
        QTest::newRow("a little ahead") << "svix" << -2 << -1 << ""
                                        << "2 s ahead, tolerance 300 s";
        QTest::newRow("milliseconds") << "workos" << 180 << -1 << ""
                                      << "3 min old, tolerance 180 s";
        QTest::newRow("milliseconds, old") << "workos" << 181 << -1 << "timestamp_too_old"
                                           << "signed 3 min before receipt, tolerance 180 s";
        QTest::newRow("five seconds") << "paddle" << 6 << -1 << "timestamp_too_old"
                                      << "signed 6 s before receipt, tolerance 5 s";
    }

    void timestamps()
    {
        QFETCH(QString, scheme);
        QFETCH(int, age);
        QFETCH(int, tolerance);
        QFETCH(QString, reason);
        QFETCH(QString, detail);
        Config config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}};
        if (tolerance >= 0)
            config.toleranceSeconds = tolerance;
        const NamedSecret key = named("KEY", secretFor(scheme));
        const Sent sent = signedBy(config, key, clockSeconds);
        const auto result = verify(config, sent.request(), {key}, atSecond(clockSeconds + age));
        QVERIFY2(result.reason == reason, summary(result).constData());
        QCOMPARE(checkOf(result, "timestamp")->detail, detail);
        // Whatever the time says, the digest is evaluated.
        QVERIFY(checkOf(result, "digest")->ok == true);
    }

    void aWrongDigestOutranksAnOldTime()
    {
        const Config config{.scheme = QStringLiteral("stripe"), .secrets = {QStringLiteral("KEY")}};
        Sent sent = signedBy(config, named("KEY", "one"), clockSeconds);
        const auto result = verify(config, sent.request(), {named("KEY", "two")}, atSecond(clockSeconds + 9999));
        QCOMPARE(result.reason, QStringLiteral("signature_mismatch"));
        QVERIFY(checkOf(result, "timestamp")->ok == false);
    }

    void timeInTheBody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("reason");
        QTest::newRow("fresh") << QByteArray(R"({"webhookTimestamp":1699999999500})") << "";
        QTest::newRow("old") << QByteArray(R"({"webhookTimestamp":1699999900000})") << "timestamp_too_old";
        QTest::newRow("new") << QByteArray(R"({"webhookTimestamp":1700000100000})") << "timestamp_too_new";
        QTest::newRow("seconds") << QByteArray(R"({"webhookTimestamp":1700000000})") << "timestamp_malformed";
        QTest::newRow("none") << QByteArray(R"({})") << "";
        QTest::newRow("null") << QByteArray(R"({"webhookTimestamp":{}})") << "timestamp_malformed";
    }

    void timeInTheBody()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, reason);
        const Config config{.scheme = QStringLiteral("linear"), .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", "k");
        Sent plain;
        plain.body = body;
        const Sent sent = signedBy(config, key, clockSeconds, plain);
        const auto result = verify(config, sent.request(), {key}, atSecond(clockSeconds));
        QVERIFY2(result.reason == reason, summary(result).constData());
    }

    void onlySoManySignaturesAreCompared()
    {
        const Config config{.scheme = QStringLiteral("stripe"), .secrets = {QStringLiteral("KEY")}};
        const NamedSecret key = named("KEY", "k");
        const auto withOthersBefore = [&](int count) {
            Sent sent = signedBy(config, key, clockSeconds);
            QByteArray& value = sent.headers.back().value;
            const QByteArray right = value.mid(value.indexOf("v1="));
            const QByteArray other = "v1=" + QByteArray(64, '0') + ',';
            value = value.left(value.indexOf("v1=")) + other.repeated(count) + right;
            return verify(config, sent.request(), {key}, atSecond(clockSeconds));
        };
        QCOMPARE(toString(withOthersBefore(15).status), QStringLiteral("verified"));
        QCOMPARE(withOthersBefore(16).reason, QStringLiteral("signature_mismatch"));
        QCOMPARE(checkOf(withOthersBefore(16), "format")->detail, QStringLiteral("16 signatures, 1 more passed over"));
    }

    void anyOfSeveralSecretsMatches()
    {
        const QStringList names{QStringLiteral("OLD"), QStringLiteral("NEW"), QStringLiteral("GONE")};
        const Config config{.scheme = QStringLiteral("stripe"), .secrets = names};
        const Sent sent = signedBy(config, named("NEW", "the new one"), clockSeconds);
        const auto result = verify(config, sent.request(), {named("OLD", "the old one"), named("NEW", "the new one")},
                                   atSecond(clockSeconds));
        QCOMPARE(toString(result.status), QStringLiteral("verified"));
        QCOMPARE(result.secretName, QStringLiteral("NEW"));
        QCOMPARE(checkOf(result, "secret")->detail, QStringLiteral("OLD, NEW (GONE: no value is stored)"));
    }

    void aSecretThatCannotBeAKey()
    {
        const Config config{.scheme = QStringLiteral("svix"), .secrets = {QStringLiteral("KEY")}};
        const Sent sent = signedBy(config, named("KEY", secretFor(config.scheme)), clockSeconds);
        const auto result = verify(config, sent.request(), {named("KEY", "whsec_?")}, atSecond(clockSeconds));
        QCOMPARE(result.reason, QStringLiteral("secret_malformed"));
        QCOMPARE(toString(result.status), QStringLiteral("error"));
        QVERIFY(!sign(config, sent.request(), named("KEY", "whsec_?"), atSecond(clockSeconds)));
        QVERIFY(!sign(config, sent.request(), named("KEY", ""), atSecond(clockSeconds)));
    }

    void ed25519BothWays()
    {
        const QByteArray pair =
            "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
        const QByteArray publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
        const Config config{.scheme = QStringLiteral("standard-webhooks"), .secrets = {QStringLiteral("KEY")}};
        const Sent sent = signedBy(config, named("KEY", "whsk_" + pair), clockSeconds);
        QVERIFY(sent.headers.value("webhook-signature").startsWith("v1a,"));
        for (const QByteArray& key :
             {publicKey, QByteArray("whsk_" + pair), QByteArray("v1a,whsk_" + pair + ':' + publicKey)}) {
            const auto result = verify(config, sent.request(), {named("KEY", key)}, atSecond(clockSeconds));
            QVERIFY2(result.status == VerificationStatus::Verified, summary(result).constData());
        }
        Sent changed = sent;
        changed.body += ' ';
        QCOMPARE(verify(config, changed.request(), {named("KEY", publicKey)}, atSecond(clockSeconds)).reason,
                 QStringLiteral("signature_mismatch"));
        QVERIFY(!sign(config, sent.request(), named("KEY", publicKey), atSecond(clockSeconds)));
    }

    void theGenericHmac_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QByteArray>("sentPrefix");
        QTest::addColumn<bool>("base64");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("hex") << ""
                             << ""
                             << "" << QByteArray() << false << true;
        QTest::newRow("base64") << ""
                                << ""
                                << "" << QByteArray() << true << true;
        QTest::newRow("usual prefix") << ""
                                      << ""
                                      << "" << QByteArray("sha256=") << false << true;
        QTest::newRow("prefix and base64") << ""
                                           << ""
                                           << "" << QByteArray("sha256=") << true << true;
        QTest::newRow("sha1") << "sha1"
                              << ""
                              << "" << QByteArray("sha1=") << false << true;
        QTest::newRow("sha512") << "SHA-512"
                                << ""
                                << "" << QByteArray() << true << true;
        QTest::newRow("other prefix") << ""
                                      << ""
                                      << "" << QByteArray("sha1=") << false << false;
        QTest::newRow("only hex") << ""
                                  << "hex"
                                  << "" << QByteArray() << true << false;
        QTest::newRow("only base64") << ""
                                     << "base64"
                                     << "" << QByteArray() << true << true;
        QTest::newRow("own prefix") << ""
                                    << ""
                                    << "v1:" << QByteArray("v1:") << false << true;
        QTest::newRow("own prefix missing") << ""
                                            << ""
                                            << "v1:" << QByteArray() << false << false;
    }

    void theGenericHmac()
    {
        QFETCH(QString, algorithm);
        QFETCH(QString, encoding);
        QFETCH(QString, prefix);
        QFETCH(QByteArray, sentPrefix);
        QFETCH(bool, base64);
        QFETCH(bool, accepted);
        const Config config{.scheme = QStringLiteral("hmac"),
                            .secrets = {QStringLiteral("KEY")},
                            .header = QStringLiteral("X-Signed"),
                            .algorithm = algorithm,
                            .encoding = encoding,
                            .prefix = prefix};
        const auto scheme = resolve(config);
        QVERIFY(scheme.hasValue());
        Sent sent;
        const std::array<QByteArrayView, 1> parts{sent.body};
        const QByteArray digest = hmac(scheme->hash, "k", parts);
        sent.headers = {{"x-signed", sentPrefix + (base64 ? digest.toBase64() : digest.toHex())}};
        const auto result = verify(config, sent.request(), {named("KEY", "k")}, atSecond(0));
        QVERIFY2((result.status == VerificationStatus::Verified) == accepted, summary(result).constData());

        const Sent own = signedBy(config, named("KEY", "k"), 0);
        QCOMPARE(toString(verify(config, own.request(), {named("KEY", "k")}, atSecond(0)).status),
                 QStringLiteral("verified"));
    }

    void tokens_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("reason");
        QTest::newRow("bearer") << "bearer"
                                << "" << QByteArray("t0k") << QByteArray("Bearer t0k") << QByteArray("/") << "";
        QTest::newRow("bearer, any case")
            << "bearer"
            << "" << QByteArray("t0k") << QByteArray("bearer  t0k") << QByteArray("/") << "";
        QTest::newRow("bearer, other") << "bearer"
                                       << "" << QByteArray("t0k") << QByteArray("Bearer t0K") << QByteArray("/")
                                       << "signature_mismatch";
        QTest::newRow("basic, whole") << "basic"
                                      << "" << QByteArray("ada:pw:2")
                                      << QByteArray("Basic " + QByteArray("ada:pw:2").toBase64()) << QByteArray("/")
                                      << "";
        QTest::newRow("basic, user") << "basic"
                                     << "ada" << QByteArray("pw")
                                     << QByteArray("Basic " + QByteArray("ada:pw").toBase64()) << QByteArray("/") << "";
        QTest::newRow("basic, other user")
            << "basic"
            << "ada" << QByteArray("pw") << QByteArray("Basic " + QByteArray("eve:pw").toBase64()) << QByteArray("/")
            << "signature_mismatch";
        QTest::newRow("query") << "query"
                               << "" << QByteArray("a b&c") << QByteArray() << QByteArray("/s/x?a=1&token=a+b%26c")
                               << "";
        QTest::newRow("query, own name") << "query"
                                         << "key" << QByteArray("k") << QByteArray() << QByteArray("/s/x?key=k") << "";
        QTest::newRow("query, twice") << "query"
                                      << "" << QByteArray("k") << QByteArray() << QByteArray("/s/x?token=k&token=j")
                                      << "header_malformed";
        QTest::newRow("query, none") << "query"
                                     << "" << QByteArray("k") << QByteArray() << QByteArray("/s/x?a=k")
                                     << "header_missing";
    }

    void tokens()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, parameter);
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, target);
        QFETCH(QString, reason);
        Sent sent;
        sent.target = target;
        if (!header.isEmpty())
            sent.headers = {{"Authorization", header}};
        const Config config{.scheme = scheme, .secrets = {QStringLiteral("KEY")}, .parameter = parameter};
        const auto result = verify(config, sent.request(), {named("KEY", secret)}, atSecond(0));
        QVERIFY2(result.reason == reason, summary(result).constData());
    }

    void schemesThatSignTheUrl()
    {
        const NamedSecret key = named("KEY", "k");
        for (const char* name : {"hubspot", "twilio"}) {
            const Config config{.scheme = QString::fromLatin1(name), .secrets = {QStringLiteral("KEY")}};
            Sent plain;
            plain.publicUrl = QStringLiteral("https://hooks.example.com/s/x?a=b%40c");
            const Sent sent = signedBy(config, key, clockSeconds, plain);
            QCOMPARE(toString(verify(config, sent.request(), {key}, atSecond(clockSeconds)).status),
                     QStringLiteral("verified"));

            Sent elsewhere = sent;
            elsewhere.publicUrl = QStringLiteral("http://127.0.0.1:4400/s/x");
            QCOMPARE(verify(config, elsewhere.request(), {key}, atSecond(clockSeconds)).reason,
                     QStringLiteral("signature_mismatch"));

            Sent unknown = sent;
            unknown.publicUrl.clear();
            std::erase_if(unknown.headers, [](const http::Header& header) { return header.name == "Host"; });
            const auto result = verify(config, unknown.request(), {key}, atSecond(clockSeconds));
            QCOMPARE(result.reason, QStringLiteral("url_missing"));
            QCOMPARE(toString(result.status), QStringLiteral("error"));
        }
    }

    void aTunnelsHeadersGiveTheUrl()
    {
        const NamedSecret key = named("KEY", "k");
        const Config config{.scheme = QStringLiteral("hubspot"), .secrets = {QStringLiteral("KEY")}};
        Sent plain;
        plain.publicUrl = QStringLiteral("https://hooks.example.com/s/test");
        Sent sent = signedBy(config, key, clockSeconds, plain);
        sent.publicUrl.clear();
        sent.headers.push_back({"X-Forwarded-Proto", "https"});
        sent.headers.push_back({"X-Forwarded-Host", "hooks.example.com"});
        const auto result = verify(config, sent.request(), {key}, atSecond(clockSeconds));
        QVERIFY2(result.status == VerificationStatus::Verified, summary(result).constData());
        QVERIFY(checkOf(result, "digest")->detail.contains(QLatin1String("https://hooks.example.com/s/test")));
    }

    void jsonOfTwilioIsCoveredByItsHash()
    {
        const NamedSecret key = named("KEY", "k");
        const Config config{.scheme = QStringLiteral("twilio"), .secrets = {QStringLiteral("KEY")}};
        Sent sent;
        sent.headers = {{"Content-Type", "application/json"}};
        sent.publicUrl =
            QStringLiteral("https://example.com/x?bodySHA256=") + QString::fromLatin1(sha256(sent.body).toHex());
        const auto headers = sign(config, sent.request(), key, atSecond(0));
        QVERIFY(headers.hasValue());
        sent.headers.insert(sent.headers.end(), headers->begin(), headers->end());
        QCOMPARE(toString(verify(config, sent.request(), {key}, atSecond(0)).status), QStringLiteral("verified"));
        Sent changed = sent;
        changed.body += ' ';
        QCOMPARE(verify(config, changed.request(), {key}, atSecond(0)).reason, QStringLiteral("signature_mismatch"));
        // Without the hash nothing would protect the body.
        sent.publicUrl = QStringLiteral("https://example.com/x");
        QVERIFY(!sign(config, sent.request(), key, atSecond(0)));
        QCOMPARE(verify(config, sent.request(), {key}, atSecond(0)).reason, QStringLiteral("signature_mismatch"));
    }

    void aBatchOfSegmentIsSignedByItsFirstEvent()
    {
        const NamedSecret key = named("KEY", "k");
        const Config config{.scheme = QStringLiteral("segment"), .secrets = {QStringLiteral("KEY")}};
        const QByteArray first = R"({"type":"track","n":1.50})";
        Sent one;
        one.body = first;
        Sent sent = signedBy(config, key, 0, one);
        sent.body = "[" + first + R"(, {"type":"identify"}])";
        const auto result = verify(config, sent.request(), {key}, atSecond(0));
        QVERIFY2(result.status == VerificationStatus::Verified, summary(result).constData());
        QVERIFY(checkOf(result, "digest")->detail.contains(QLatin1String("only the first of these 2 events")));
    }

    void noneIsUnverified()
    {
        Sent sent;
        const auto result = verify(Config{}, sent.request(), {}, atSecond(0));
        QCOMPARE(toString(result.status), QStringLiteral("unverified"));
        QVERIFY(result.reason.isEmpty());
        const auto headers = sign(Config{}, sent.request(), named("KEY", "k"), atSecond(0));
        QVERIFY(headers.hasValue() && headers->empty());
    }

    void settingsThatAreWrong()
    {
        Sent sent;
        const auto unknown = verify(Config{.scheme = QStringLiteral("strip")}, sent.request(), {}, atSecond(0));
        QCOMPARE(unknown.reason, QStringLiteral("scheme_unknown"));
        QCOMPARE(toString(unknown.status), QStringLiteral("error"));
        const Config config{.scheme = QStringLiteral("hmac"), .algorithm = QStringLiteral("md5")};
        QCOMPARE(verify(config, sent.request(), {}, atSecond(0)).reason, QStringLiteral("scheme_malformed"));
        QVERIFY(!sign(config, sent.request(), named("KEY", "k"), atSecond(0)));
        QVERIFY(isKnownScheme(u"stripe"));
        QVERIFY(!isKnownScheme(u"strip"));
        QStringList sorted = schemeNames();
        sorted.sort();
        QCOMPARE(schemeNames(), sorted);
    }

    void lint_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QStringList>("codes");
        const QStringList none;
        QTest::newRow("stripe") << "stripe" << QByteArray("whsec_made0up") << none;
        QTest::newRow("stripe, short is fine") << "stripe" << QByteArray("x") << none;
        QTest::newRow("api key") << "stripe" << QByteArray("sk_test_0made0up0") << QStringList{"api_key"};
        QTest::newRow("publishable") << "stripe" << QByteArray("pk_live_0made0up0") << QStringList{"api_key"};
        QTest::newRow("endpoint id") << "stripe" << QByteArray("we_1made0up") << QStringList{"wrong_key"};
        QTest::newRow("line end") << "stripe" << QByteArray("whsec_made0up\n") << QStringList{"white_space"};
        QTest::newRow("space before an api key")
            << "stripe" << QByteArray(" sk_test_x") << QStringList{"white_space", "api_key"};
        QTest::newRow("quotes") << "github" << QByteArray("\"made up\"") << QStringList{"quotes"};
        QTest::newRow("space within") << "stripe" << QByteArray("whsec_made up") << QStringList{"white_space"};
        QTest::newRow("a sentence may be a secret") << "github" << QByteArray("It's a secret to nobody") << none;
        QTest::newRow("api key anywhere") << "hmac" << QByteArray("sk_live_made0up") << QStringList{"api_key"};
        QTest::newRow("own secret") << "hmac" << QByteArray("sk_mine") << none;
        QTest::newRow("svix") << "svix" << QByteArray("whsec_" + QByteArray(24, 'k').toBase64()) << none;
        QTest::newRow("svix, no base64") << "svix" << QByteArray("whsec_not*base64") << QStringList{"not_base64"};
        QTest::newRow("svix, 23 bytes") << "svix" << QByteArray("whsec_" + QByteArray(23, 'k').toBase64())
                                        << QStringList{"too_short"};
        QTest::newRow("unknown scheme") << "?" << QByteArray("sk_test_x ") << QStringList{"white_space", "api_key"};
        QTest::newRow("empty") << "stripe" << QByteArray() << none;
    }

    void lint()
    {
        QFETCH(QString, scheme);
        QFETCH(QByteArray, secret);
        QFETCH(QStringList, codes);
        QStringList found;
        for (const SecretProblem& problem : lintSecret(scheme, secretText(secret))) {
            found.append(problem.code);
            QVERIFY(!problem.text.isEmpty());
        }
        QCOMPARE(found, codes);
    }
};

QTEST_GUILESS_MAIN(TestSigning)
#include "tst_signing.moc"
