#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

// Signed once by keys that are kept nowhere. Claims: iss "https://id.example", aud ["hooks", "other"], nbf 1614265000,
// exp 1614266000; the job's clock says 1614265330.
const QByteArray rsaToken =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYSJ9.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJhdWQiOlsiaG9va3MiLCJvdGh"
    "lciJdLCJzdWIiOiJ1MSIsIm5iZiI6MTYxNDI2NTAwMCwiZXhwIjoxNjE0MjY2MDAwfQ.gWbr4x6nLbEOGEQ-Nvk8EwtboM-ZuHq7"
    "9rrGQa4uXlaACklXtI6muZZy9xAGKhmtKuPIFTtE1y_JsdOgYEgOkp0J2QC6vIKjSuWPR-l8noLP1rIzpEZmt9ah8VCrXAWePamb"
    "T4fw4ZQ9Hr91WlprQ3aynTJogUym5g0TIOT7a40vRjZxWQQ21yo7zgFvHvZDXEbQJ-KaZJfQMj7l8nGwrY279a9DIVtqB76TuzPq"
    "xWZHT8h3URuYL6cfMD9dvHrgbSkicCco_iz4j5brKqkQNjQlfrjSAjAu8T1F8gMwsL1tkPHAda-eDce8hY_by4FuNhlzGwqk2HLo"
    "XqcoDk-vXQ";
const QByteArray rsaPem = "-----BEGIN PUBLIC KEY-----\n"
                          "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAz9G27laZReRzKQ2J1riK\n"
                          "BEFoPO042zqgNCBrnB6S9cpIiGTKL7Y+3fgNWEKHsHUcC4K6W+cZjXOYWgt63ziR\n"
                          "t8fIxVD86DC/e8/536Uw68cgioooTv5UqMbJ8Qcdas5luoQYcfURn+QNM+2d5M2Z\n"
                          "2ygzrb4YF8estmF6/u8CR5oQ/7urUpyqqVHv8Qsf0sM36JMw50ynay6JfRjpkwrm\n"
                          "ZEeLUh49olsZUruRxYtqrHfuumxTl1qiFa5zavGn0qbdaRnAA/V32nATxxT3uSsG\n"
                          "Caujxvmhv0AyiYK1kGZ0pPw9Tg/97xU+xZiXPVZkJ7r6kkZMVpL/CbnADJaOg2DL\n"
                          "xQIDAQAB\n"
                          "-----END PUBLIC KEY-----\n";
const QByteArray ecToken =
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjIn0.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJhdWQiOlsiaG9va3MiLCJvdGhl"
    "ciJdLCJzdWIiOiJ1MSIsIm5iZiI6MTYxNDI2NTAwMCwiZXhwIjoxNjE0MjY2MDAwfQ.8YBsOpigJJ7o6XnwSqcauc5wEj2RRt0sR"
    "F8Pr52U9RqVsHYgJl847uZ36_yl8Xy_TA7OFWUllyBvp0VBJi4Thw";
const QByteArray ecPem = "-----BEGIN PUBLIC KEY-----\n"
                         "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEiJ0Kw3v0Zob6eCtDLxThlOSFebc6\n"
                         "yEjYdMgCn7JF0SOeqdm/qzzSPyVfaEc2FNSyMIzeoatquDTzhWWEJuFyGQ==\n"
                         "-----END PUBLIC KEY-----\n";
const QByteArray edToken =
    "eyJhbGciOiJFZERTQSIsImtpZCI6ImVkIn0.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJhdWQiOlsiaG9va3MiLCJvdGhl"
    "ciJdLCJzdWIiOiJ1MSIsIm5iZiI6MTYxNDI2NTAwMCwiZXhwIjoxNjE0MjY2MDAwfQ.rL-vulmN90vwUCb20XosyJQi9hM7X04VE"
    "CV25HBn2RhiM5eetYaUpkKNCMp-_v8QpVdqOJrz0Y_k1EExQy-HDA";
const QByteArray edPem = "-----BEGIN PUBLIC KEY-----\n"
                         "MCowBQYDK2VwAyEAMd7IK4ghPOfv/+kO5ZRF3O/Ah4b6dOi1pbGR04o/4/M=\n"
                         "-----END PUBLIC KEY-----\n";
const QByteArray keySet =
    "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"rsa\",\"n\":\"z9G27laZReRzKQ2J1riKBEFoPO042zqgNCBrnB6S9cpIiGTKL7Y-3fgNWEKHs"
    "HUcC4K6W-cZjXOYWgt63ziRt8fIxVD86DC_e8_536Uw68cgioooTv5UqMbJ8Qcdas5luoQYcfURn-QNM-2d5M2Z2ygzrb4YF8est"
    "mF6_u8CR5oQ_7urUpyqqVHv8Qsf0sM36JMw50ynay6JfRjpkwrmZEeLUh49olsZUruRxYtqrHfuumxTl1qiFa5zavGn0qbdaRnAA"
    "_V32nATxxT3uSsGCaujxvmhv0AyiYK1kGZ0pPw9Tg_97xU-xZiXPVZkJ7r6kkZMVpL_CbnADJaOg2DLxQ\",\"e\":\"AQAB\"},{\"kty"
    "\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ec\",\"x\":\"iJ0Kw3v0Zob6eCtDLxThlOSFebc6yEjYdMgCn7JF0SM\",\"y\":"
    "\"nqnZv6s80j8lX"
    "2hHNhTUsjCM3qGrarg084VlhCbhchk\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\"Md7IK4ghPOfv_-"
    "kO5ZRF3O"
    "_Ah4b6dOi1pbGR04o_4_M\"}]}";

QByteArray encoded(const QByteArray& text)
{
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray signedByKey(const QByteArray& head, const QByteArray& claims, const QByteArray& key)
{
    const QByteArray message = encoded(head) + '.' + encoded(claims);
    return message + '.' + encoded(QByteArray::fromHex(ScriptFixture::hmacHex(key, message)));
}

} // namespace

class TestJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void verifies_data();
    void verifies();
    void wrongUseIsAnError();
    void subtleVerifies_data();
    void subtleVerifies();

private:
    ScriptFixture m_fixture;
    Program m_program;
};

void TestJwt::initTestCase()
{
    const auto program = m_fixture.compile("async function main({ body }) {\n"
                                           "  return { verified: await verifyJwt(body) };\n}");
    QVERIFY(program);
    m_program = *program;
}

void TestJwt::verifies_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("reason"); // empty = verified
    const auto pem = QStringLiteral("publicKey");
    const auto jwks = QStringLiteral("jwks");
    const auto secret = QStringLiteral("secret");
    const QByteArray shared = "made-up-secret";
    const QByteArray hs = "{\"alg\":\"HS256\"}";
    const auto row = [](const char* name, const QByteArray& token, const QString& kind, const QByteArray& key,
                        const QString& reason = {},
                        const QByteArray& more = {}) { QTest::newRow(name) << token << kind << key << more << reason; };
    row("RS256", rsaToken, pem, rsaPem);
    row("ES256", ecToken, pem, ecPem);
    row("EdDSA", edToken, pem, edPem);
    row("RS256, set", rsaToken, jwks, keySet);
    row("ES256, set", ecToken, jwks, keySet);
    row("EdDSA, set", edToken, jwks, keySet);
    row("HS256", signedByKey(hs, "{}", shared), secret, shared);
    row("bearer", "Bearer " + signedByKey(hs, "{}", shared), secret, shared);
    row("issuer and audience", rsaToken, pem, rsaPem, {},
        "\"issuer\":\"https://id.example\",\"audience\":[\"none\",\"hooks\"]");
    row("other issuer", rsaToken, pem, rsaPem, QStringLiteral("issuer_mismatch"),
        "\"issuer\":\"https://evil.example\"");
    row("other audience", rsaToken, pem, rsaPem, QStringLiteral("audience_mismatch"), "\"audience\":\"none\"");
    row("algorithm not asked for", rsaToken, pem, rsaPem, QStringLiteral("algorithm_not_allowed"),
        "\"algorithms\":[\"ES256\",\"EdDSA\"]");
    row("algorithm asked for", rsaToken, pem, rsaPem, {}, "\"algorithms\":[\"RS256\"]");
    row("other secret", signedByKey(hs, "{}", shared), secret, "another", QStringLiteral("signature_mismatch"));
    row("key of another kind", rsaToken, pem, ecPem, QStringLiteral("key_not_found"));
    row("no PEM", rsaToken, pem, "nonsense", QStringLiteral("key_not_found"));
    row("empty set", rsaToken, jwks, "{\"keys\":[]}", QStringLiteral("key_not_found"));
    row("damaged claims", QByteArray(edToken).replace("eyJpc3Mi", "eyJpc3Nj"), pem, edPem,
        QStringLiteral("header_malformed"));
    row("changed signature", edToken.chopped(6) + "AAAAAA", pem, edPem, QStringLiteral("signature_mismatch"));
    row("short signature", ecToken.chopped(8), pem, ecPem, QStringLiteral("signature_mismatch"));
    row("unsigned", encoded("{\"alg\":\"none\"}") + '.' + encoded("{}") + '.', pem, rsaPem,
        QStringLiteral("algorithm_not_allowed"));
    row("public key as secret", signedByKey(hs, "{}", rsaPem), pem, rsaPem, QStringLiteral("algorithm_not_allowed"));
    row("secret for a public algorithm", rsaToken, secret, shared, QStringLiteral("algorithm_not_allowed"));
    row("extension", signedByKey("{\"alg\":\"HS256\",\"crit\":[\"x\"]}", "{}", shared), secret, shared,
        QStringLiteral("header_malformed"));
    row("expired", signedByKey(hs, "{\"exp\":1614265330}", shared), secret, shared,
        QStringLiteral("timestamp_too_old"));
    row("within the tolerance", signedByKey(hs, "{\"exp\":1614265325}", shared), secret, shared, {},
        "\"toleranceSeconds\":10");
    row("not yet valid", signedByKey(hs, "{\"nbf\":1614265340}", shared), secret, shared,
        QStringLiteral("timestamp_in_future"));
    row("time as text", signedByKey(hs, "{\"exp\":\"9999999999\"}", shared), secret, shared,
        QStringLiteral("timestamp_malformed"));
    row("no token", {}, pem, rsaPem, QStringLiteral("header_missing"));
    row("two parts", "a.b", pem, rsaPem, QStringLiteral("header_malformed"));
    row("no secret", signedByKey(hs, "{}", shared), secret, {}, QStringLiteral("secret_missing"));
}

void TestJwt::verifies()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, kind);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, more);
    QFETCH(QString, reason);
    json::Object options;
    options.append(QStringLiteral("token"), QString::fromUtf8(token));
    options.append(kind, QString::fromUtf8(key));
    auto body = json::write(options);
    if (!more.isEmpty())
        body = body.chopped(1) + ',' + more + '}';
    const auto outcome = m_fixture.run(ScriptFixture::job(m_program, body));
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(outcome.verification.reason, reason);
    QCOMPARE(outcome.verified, std::optional<bool>(reason.isEmpty()));
    QVERIFY(outcome.verification.status ==
            (reason.isEmpty() ? VerificationStatus::Verified : VerificationStatus::Failed));
    QCOMPARE(outcome.verification.scheme, QStringLiteral("jwt"));
    QCOMPARE(outcome.verification.checks.back().ok, std::optional<bool>(reason.isEmpty()));
}

void TestJwt::wrongUseIsAnError()
{
    const auto run = [this](const QByteArray& body) {
        return m_fixture.run(ScriptFixture::job(m_program, body)).report;
    };
    QVERIFY(run("{\"token\":\"a\"}").error->message.contains(u"one of secret"));
    QVERIFY(run("{\"token\":\"a\",\"secret\":\"b\",\"algorithms\":\"none\"}").error->message.contains(u"none"));
}

void TestJwt::subtleVerifies_data()
{
    QTest::addColumn<QByteArray>("code"); // gives what `ok` is to be
    const QByteArray parts =
        "const bytes = t => new TextEncoder().encode(t), part = t => Buffer.from(t, 'base64url');\n"
        "const [h, c, s] = body.token.split('.'), data = bytes(h + '.' + c), set = JSON.parse(body.set);\n"
        "const der = pem => Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');\n";
    const auto row = [&parts](const char* name, const QByteArray& algorithm, const char* format,
                              const QByteArray& key) {
        QTest::newRow(name) << parts + "const key = await crypto.subtle.importKey('" + format + "', " + key + ", " +
                                   algorithm + ", false, ['verify']);\n" + "const ok = await crypto.subtle.verify(" +
                                   algorithm + ", key, part(s), data) && !await crypto.subtle.verify(" + algorithm +
                                   ", key, part(s), bytes('other'));";
    };
    const QByteArray rsa = "{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }";
    const QByteArray ec = "{ name: 'ECDSA', namedCurve: 'P-256', hash: { name: 'SHA-256' } }";
    row("RSA jwk", rsa, "jwk", "set.keys[0]");
    row("RSA spki", rsa, "spki", "der(body.pem)");
    row("EC jwk", ec, "jwk", "set.keys[1]");
    row("EC spki", ec, "spki", "der(body.pem)");
    row("EC raw", ec, "raw", "Buffer.concat([Buffer.from([4]), part(set.keys[1].x), part(set.keys[1].y)])");
    row("Ed25519 jwk", "'Ed25519'", "jwk", "set.keys[2]");
    row("Ed25519 raw", "{ name: 'Ed25519' }", "raw", "part(set.keys[2].x)");
    QTest::newRow("digest") << QByteArray("const d = await crypto.subtle.digest('SHA-256', new Uint8Array(0));\n"
                                          "const ok = Buffer.from(d).toString('hex').startsWith('e3b0c442');");
    QTest::newRow("HMAC")
        << parts + "const a = { name: 'HMAC', hash: 'SHA-256' };\n"
                   "const key = await crypto.subtle.importKey('raw', bytes('k'), a, false, ['sign', 'verify']);\n"
                   "const mac = await crypto.subtle.sign('HMAC', key, bytes('m'));\n"
                   "const ok = await crypto.subtle.verify('HMAC', key, mac, bytes('m')) && !await "
                   "crypto.subtle.verify('HMAC', key, mac, bytes('n')) && Buffer.from(mac).toString('hex') === "
                   "require('crypto').createHmac('sha256', 'k').update('m').digest('hex');";
    QTest::newRow("not available") << QByteArray(
        "const ok = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt'])\n"
        "  .then(() => false, e => e.name === 'NotSupportedError' && e.message.includes('AES-GCM'));");
    QTest::newRow("no key") << QByteArray(
        "const ok = await crypto.subtle.importKey('raw', new Uint8Array(5), 'Ed25519', false, ['verify'])\n"
        "  .then(() => false, e => e.name === 'DataError');");
    QTest::newRow("not for signing") << QByteArray(
        "const k = await crypto.subtle.importKey('raw', new Uint8Array(5), { name: 'HMAC', hash: 'SHA-1' }, false, "
        "['verify']);\nconst ok = await crypto.subtle.sign('HMAC', k, new Uint8Array(1)).then(() => false, e => e.name "
        "=== "
        "'InvalidAccessError');");
}

void TestJwt::subtleVerifies()
{
    QFETCH(QByteArray, code);
    const QByteArray name = QTest::currentDataTag();
    json::Object body;
    body.append(QStringLiteral("token"), QString::fromUtf8(name.startsWith("RSA")  ? rsaToken
                                                           : name.startsWith("EC") ? ecToken
                                                                                   : edToken));
    body.append(QStringLiteral("pem"), QString::fromUtf8(name.startsWith("RSA") ? rsaPem : ecPem));
    body.append(QStringLiteral("set"), QString::fromUtf8(keySet));
    const auto outcome =
        m_fixture.run("async function main({ body }) {\n" + code + "\nreturn { ok }; }", json::write(body));
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"ok\":true}"));
}

QTEST_GUILESS_MAIN(TestJwt)
#include "tst_jwt.moc"
