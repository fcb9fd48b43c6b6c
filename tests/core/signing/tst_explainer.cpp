#include "tests/core/signing/scene.h"

#include <QTest>

#include <functional>

using namespace hw;
using namespace hw::signing;
using namespace hw::test;

namespace {

using Breaking = std::function<Scene()>;

/// Adds one way; the expectation is "cause" or "cause:argument".
struct Rows
{
    void add(const char* name, const char* expected, Breaking breaking) const
    {
        QTest::newRow(name) << QString::fromLatin1(expected) << breaking;
    }
};

QString told(const Diagnosis& diagnosis)
{
    const auto line = [](const Finding& finding) -> QString {
        return finding.code + (finding.args.isEmpty() ? QString() : u'(' + finding.args.join(u',') + u')');
    };
    QString text = line(diagnosis.cause);
    for (const Finding& finding : diagnosis.also)
        text += QStringLiteral(" + ") + line(finding);
    text += QStringLiteral(" | hints");
    for (const Finding& finding : diagnosis.hints)
        text += u' ' + line(finding);
    text += QStringLiteral(" | fixes");
    for (const Fix& fix : diagnosis.fixes)
        text += u' ' + fix.id;
    return text + QStringLiteral(" | ") + diagnosis.verification.reason;
}

} // namespace

Q_DECLARE_METATYPE(Breaking)

class TestExplainer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRightVerifies_data()
    {
        QTest::addColumn<QString>("scheme");
        for (const QString& name : schemeNames()) {
            if (name != QLatin1String("none"))
                QTest::newRow(name.toUtf8().constData()) << name;
        }
    }

    void whatIsRightVerifies()
    {
        QFETCH(QString, scheme);
        Scene scene = sceneOf(scheme.toLatin1().constData());
        if (scheme == QLatin1String("twilio")) {
            scene.body = "From=%2B15550100&Body=hello";
            scene.header("Content-Type") = "application/x-www-form-urlencoded";
        }
        signScene(scene, scene.secrets.front().value.view().toByteArray());
        const Diagnosis diagnosis = explain(scene.suspect());
        QVERIFY2(diagnosis.cause.code == QLatin1String("verified"), qPrintable(told(diagnosis)));
        QVERIFY(diagnosis.fixes.empty());
        QCOMPARE(diagnosis.matchedSecret, QStringLiteral("KEY"));
        QVERIFY(diagnosis.tried.front().matched);
    }

    void waysToBreakASignature_data();
    void waysToBreakASignature()
    {
        QFETCH(QString, expected);
        QFETCH(Breaking, breaking);
        const Scene scene = breaking();
        const Diagnosis diagnosis = explain(scene.suspect());
        const QString code = expected.section(u':', 0, 0);
        const QString argument = expected.section(u':', 1);
        QVERIFY2(diagnosis.verification.status != VerificationStatus::Verified, qPrintable(told(diagnosis)));
        QVERIFY2(diagnosis.cause.code == code, qPrintable(told(diagnosis)));
        if (!argument.isEmpty())
            QVERIFY2(diagnosis.cause.args.contains(argument), qPrintable(told(diagnosis)));
        // A fix that is offered makes the same request verify.
        const bool fixable = std::all_of(diagnosis.fixes.begin(), diagnosis.fixes.end(), [](const Fix& fix) {
            return fix.script.isEmpty() && fix.refused.isEmpty() && fix.id != QLatin1String("public_url");
        });
        if (fixable && !diagnosis.fixes.empty())
            applyAndVerify(scene, diagnosis);
        // No secret is ever written down.
        for (const KnownSecret& secret : scene.secrets)
            QVERIFY(!told(diagnosis).contains(QString::fromUtf8(secret.value.view())));
    }

    void fixesOfALiveEnvironment()
    {
        Scene scene = signedScene("stripe");
        scene.now = signedAt + 660;
        Diagnosis diagnosis = explain(scene.suspect());
        QCOMPARE(diagnosis.fixes.size(), size_t{1});
        QCOMPARE(diagnosis.fixes.front().id, QStringLiteral("tolerance"));
        QCOMPARE(diagnosis.fixes.front().settings.front().second, QStringLiteral("900"));
        QVERIFY(diagnosis.fixes.front().refused.isEmpty());
        scene.live = true;
        diagnosis = explain(scene.suspect());
        QCOMPARE(diagnosis.fixes.front().refused, QStringLiteral("live"));
    }

    void twoThingsAtOnce()
    {
        Scene scene = sceneOf("stripe");
        scene.alsoStored("STRIPE_CLI", SecretPlace::OtherSource, "the other one", "stripe-cli");
        signScene(scene, "the other one");
        scene.now = signedAt + 660;
        const Diagnosis diagnosis = explain(scene.suspect());
        QVERIFY2(diagnosis.cause.code == QLatin1String("secret_of_source"), qPrintable(told(diagnosis)));
        QCOMPARE(diagnosis.cause.args, (QStringList{QStringLiteral("STRIPE_CLI"), QStringLiteral("stripe-cli")}));
        QCOMPARE(diagnosis.also.size(), size_t{1});
        QCOMPARE(diagnosis.also.front().code, QStringLiteral("timestamp_too_old"));
        QCOMPARE(diagnosis.also.front().args.front(), QStringLiteral("660"));
        QCOMPARE(diagnosis.fixes.size(), size_t{2});
        QCOMPARE(diagnosis.fixes[0].id, QStringLiteral("add_secret"));
        QCOMPARE(diagnosis.fixes[0].secret, std::optional<size_t>(1));
        QCOMPARE(diagnosis.fixes[1].id, QStringLiteral("tolerance"));
    }

    void proofInThreeSteps()
    {
        Scene scene = sceneOf("stripe");
        scene.alsoStored("STRIPE_CLI", SecretPlace::OtherSource, "the other one", "stripe-cli");
        signScene(scene, "the other one");
        const Diagnosis diagnosis = explain(scene.suspect());
        const Proof& proof = diagnosis.proof;
        QCOMPARE(proof.algorithm, QStringLiteral("HMAC-SHA256"));
        QCOMPARE(proof.header.size(), size_t{2});
        QCOMPARE(proof.header[0].meaning, QStringLiteral("timestamp"));
        QCOMPARE(proof.header[0].value, QStringLiteral("1700000000"));
        QCOMPARE(proof.header[1].key, QStringLiteral("v1"));
        QCOMPARE(proof.header[1].meaning, QStringLiteral("signature"));
        const QByteArray value = scene.header("Stripe-Signature");
        QCOMPARE(value.mid(proof.header[1].offset, proof.header[1].length), "v1=" + proof.header[1].value.toUtf8());
        QCOMPARE(proof.content.size(), size_t{3});
        QCOMPARE(proof.content[0].meaning, QStringLiteral("timestamp"));
        QCOMPARE(proof.content[1].bytes, QByteArray("."));
        QCOMPARE(proof.content[2].bytes, scene.body);
        QCOMPARE(proof.digests.size(), size_t{3});
        QVERIFY(proof.digests[0].role == DigestRow::Role::Expected && !proof.digests[0].matches);
        QVERIFY(proof.digests[1].role == DigestRow::Role::Received && proof.digests[1].matches);
        QVERIFY(proof.digests[2].role == DigestRow::Role::Matching);
        QCOMPARE(proof.digests[2].label, QStringLiteral("STRIPE_CLI"));
        QCOMPARE(proof.digests[2].text, proof.digests[1].text);
        QVERIFY(proof.digests[0].text != proof.digests[1].text);
    }

    void theNearestSecretIsNamed()
    {
        // The same value in three places: the one that is nearest to the source.
        Scene scene = sceneOf("github");
        scene.alsoStored("FAR", SecretPlace::OtherSource, "shared", "other");
        scene.alsoStored("FARTHER", SecretPlace::OtherEnvironment, "shared", "staging");
        signScene(scene, "shared");
        const Diagnosis diagnosis = explain(scene.suspect());
        QCOMPARE(diagnosis.matchedSecret, QStringLiteral("FAR"));
        QVERIFY(diagnosis.cause.code == QLatin1String("secret_of_source"));
    }

    void hostileRequests()
    {
        // Many headers that look like signatures, many secrets, a large body: an answer, in bounded work.
        Scene scene = sceneOf("hmac");
        scene.body = "[\"" + QByteArray(600 * 1024, 'x') + "\"]";
        for (int i = 0; i < 60; ++i)
            scene.headers.push_back(
                {"X-Thing-" + QByteArray::number(i), QByteArray(64, static_cast<char>('0' + i % 10))});
        for (int i = 0; i < 40; ++i)
            scene.alsoStored("MANY", SecretPlace::OtherEnvironment, "secret number " + QByteArray::number(i),
                             "staging");
        const Diagnosis diagnosis = explain(scene.suspect());
        QVERIFY(!diagnosis.complete);
        QVERIFY(diagnosis.matchedSecret.isEmpty());
        scene.body = QByteArray(100, '\0');
        scene.headers = {{"X-Webhook-Signature", QByteArray(100000, '=')}, {"X-A", QByteArray(100000, ',')}};
        QVERIFY(explain(scene.suspect()).matchedSecret.isEmpty());
    }

private:
    static void applyAndVerify(const Scene& scene, const Diagnosis& diagnosis)
    {
        Scene fixed = scene;
        for (const Fix& fix : diagnosis.fixes) {
            for (const auto& [member, value] : fix.settings) {
                if (member == QLatin1String("toleranceSeconds"))
                    fixed.config.toleranceSeconds = value.toInt();
                else if (member == QLatin1String("scheme"))
                    fixed.config.scheme = value;
                for (const TextOption& option : textOptions()) {
                    if (member == QLatin1String(option.name))
                        fixed.config.*option.member = value;
                }
            }
            if (fix.secret) {
                KnownSecret added = fixed.secrets[*fix.secret];
                added.place = SecretPlace::Source;
                added.name += QStringLiteral("_2");
                if (fix.cleaned) {
                    QByteArray clean = added.value.view().toByteArray().trimmed();
                    if (clean.startsWith("KEY="))
                        clean = clean.mid(4);
                    if (clean.startsWith('"'))
                        clean = clean.mid(1, clean.size() - 2);
                    added.value = SecretString(clean);
                }
                fixed.config.secrets.append(added.name);
                fixed.secrets.push_back(added);
            }
        }
        const Diagnosis again = explain(fixed.suspect());
        QVERIFY2(again.verification.status == VerificationStatus::Verified,
                 qPrintable(told(diagnosis) + QStringLiteral(" then ") + told(again)));
    }
};

void TestExplainer::waysToBreakASignature_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<Breaking>("breaking");
    const Rows rows;

    // The secret is another one.
    rows.add("secret of another source", "secret_of_source:CLI", [] {
        Scene scene = sceneOf("stripe");
        scene.alsoStored("CLI", SecretPlace::OtherSource, "whsec_cli", "stripe-cli");
        signScene(scene, "whsec_cli");
        return scene;
    });
    rows.add("svix secret of another source", "secret_of_source:OTHER", [] {
        Scene scene = sceneOf("clerk");
        scene.alsoStored("NOISE", SecretPlace::OtherSource, "not it", "noise");
        scene.alsoStored("OTHER", SecretPlace::OtherSource, otherSecret, "clerk-two");
        signScene(scene, otherSecret);
        return scene;
    });
    rows.add("secret of another environment", "secret_of_environment:staging", [] {
        Scene scene = sceneOf("github");
        scene.alsoStored("KEY", SecretPlace::OtherEnvironment, "of staging", "staging");
        signScene(scene, "of staging");
        return scene;
    });
    rows.add("secret that no source names", "secret_unused:OLD", [] {
        Scene scene = sceneOf("slack");
        scene.alsoStored("OLD", SecretPlace::Environment, "an old one");
        signScene(scene, "an old one");
        return scene;
    });
    rows.add("missing here, stored for another source", "secret_of_source:OTHER", [] {
        Scene scene = sceneOf("github");
        scene.secrets.clear();
        scene.alsoStored("OTHER", SecretPlace::OtherSource, "elsewhere", "github-two");
        signScene(scene, "elsewhere");
        return scene;
    });
    rows.add("no secret at all", "secret_missing:KEY", [] {
        Scene scene = signedScene("github");
        scene.secrets.clear();
        return scene;
    });
    rows.add("unknown secret", "unknown", [] {
        Scene scene = sceneOf("stripe");
        signScene(scene, "of an endpoint that nobody knows");
        return scene;
    });
    rows.add("unknown svix secret", "unknown", [] {
        Scene scene = sceneOf("svix");
        signScene(scene, otherSecret);
        return scene;
    });

    // The stored text is not what the provider gave.
    rows.add("line end after the secret", "secret_white_space", [] {
        Scene scene = signedScene("stripe");
        scene.store(scene.secrets.front().value.view().toByteArray() + '\n');
        return scene;
    });
    rows.add("space before the secret", "secret_white_space", [] {
        Scene scene = signedScene("github");
        scene.store(' ' + scene.secrets.front().value.view().toByteArray());
        return scene;
    });
    rows.add("white space around a base64 secret", "secret_white_space", [] {
        Scene scene = signedScene("svix");
        scene.store('\t' + rawSecret + "\r\n");
        return scene;
    });
    rows.add("quotes around the secret", "secret_quotes", [] {
        Scene scene = signedScene("workos");
        scene.store('"' + scene.secrets.front().value.view().toByteArray() + '"');
        return scene;
    });
    rows.add("an assignment in place of the secret", "secret_assignment", [] {
        Scene scene = signedScene("stripe");
        scene.store("KEY=" + scene.secrets.front().value.view().toByteArray());
        return scene;
    });
    rows.add("API key in place of the secret", "secret_api_key:KEY", [] {
        Scene scene = signedScene("stripe");
        scene.store("sk_test_51abcdefghijklmnop");
        return scene;
    });
    rows.add("publishable key in place of the secret", "secret_api_key:KEY", [] {
        Scene scene = signedScene("stripe");
        scene.store("pk_live_51abcdefghijklmnop");
        return scene;
    });
    rows.add("endpoint id in place of the secret", "secret_wrong_key:KEY", [] {
        Scene scene = signedScene("stripe");
        scene.store("we_1abcdefghijklmnop");
        return scene;
    });
    rows.add("whsec_ that is no base64", "secret_not_base64:KEY", [] {
        Scene scene = signedScene("svix");
        scene.store("whsec_!!!! not base64");
        return scene;
    });

    // The key is made of the secret in another way.
    rows.add("prefix cut off before signing", "key_raw_after_prefix", [] {
        Scene scene = sceneOf("stripe");
        scene.store(rawSecret);
        signScene(scene, rawSecret.mid(6));
        return scene;
    });
    rows.add("stored without its prefix", "key_raw", [] {
        Scene scene = sceneOf("svix");
        const Config raw{
            .scheme = QStringLiteral("svix"), .secrets = {QStringLiteral("KEY")}, .key = QStringLiteral("raw")};
        signScene(scene, rawSecret, {}, &raw);
        return scene;
    });
    rows.add("svix with the text after the prefix", "key_raw_after_prefix", [] {
        Scene scene = sceneOf("svix");
        const Config raw{.scheme = QStringLiteral("svix"), .key = QStringLiteral("raw-after-prefix")};
        signScene(scene, rawSecret, {}, &raw);
        return scene;
    });
    rows.add("base64 decoded where it is not", "key_base64", [] {
        Scene scene = sceneOf("github");
        scene.store(rawSecret);
        const Config decoded{.scheme = QStringLiteral("github"), .key = QStringLiteral("base64")};
        signScene(scene, rawSecret, {}, &decoded);
        return scene;
    });
    rows.add("hexadecimal key", "key_hex", [] {
        Scene scene = sceneOf("hmac");
        scene.store("00112233445566778899aabbccddeeff");
        const Config hex{.scheme = QStringLiteral("hmac"), .key = QStringLiteral("hex")};
        signScene(scene, "00112233445566778899aabbccddeeff", {}, &hex);
        return scene;
    });
    rows.add("raw text as a standard key", "key_raw", [] {
        Scene scene = sceneOf("standard-webhooks");
        scene.store("plain text that is no base64 !");
        const Config raw{.scheme = QStringLiteral("standard-webhooks"), .key = QStringLiteral("raw")};
        signScene(scene, "plain text that is no base64 !", {}, &raw);
        return scene;
    });
    rows.add("public key for an HMAC", "key_kind:KEY", [] {
        Scene scene = signedScene("standard-webhooks");
        scene.store("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
        return scene;
    });

    // The signature is written in another way.
    rows.add("base64 where hex is set", "signature_encoding:base64", [] {
        Scene scene = sceneOf("github");
        scene.header("X-Hub-Signature-256") =
            "sha256=" + hmacOf(Hash::Sha256, secretFor("github"), plainBody).toBase64();
        return scene;
    });
    rows.add("hex where base64 is set", "signature_encoding:hex", [] {
        Scene scene = sceneOf("shopify");
        scene.header("X-Shopify-Hmac-SHA256") = hexDigest("shopify", secretFor("shopify"), plainBody);
        return scene;
    });
    rows.add("base64 of the hex text", "signature_encoding:base64 of hex", [] {
        Scene scene = sceneOf("shopify");
        scene.header("X-Shopify-Hmac-SHA256") = hexDigest("shopify", secretFor("shopify"), plainBody).toBase64();
        return scene;
    });
    rows.add("SHA-1 where SHA-256 is set", "signature_algorithm:sha1", [] {
        Scene scene = sceneOf("hmac");
        scene.header("X-Webhook-Signature") = hmacOf(Hash::Sha1, secretFor("hmac"), plainBody).toHex();
        return scene;
    });
    rows.add("SHA-512 with its prefix", "signature_algorithm:sha512", [] {
        Scene scene = sceneOf("hmac");
        scene.header("X-Webhook-Signature") = "sha512=" + hmacOf(Hash::Sha512, secretFor("hmac"), plainBody).toHex();
        return scene;
    });
    rows.add("no prefix where one is due", "signature_prefix", [] {
        Scene scene = signedScene("github");
        scene.header("X-Hub-Signature-256") = scene.header("X-Hub-Signature-256").mid(7);
        return scene;
    });
    rows.add("a prefix that is not set", "signature_prefix:v0=", [] {
        Scene scene = signedScene("hmac");
        scene.header("X-Webhook-Signature").prepend("v0=");
        return scene;
    });
    rows.add("a plain hash in place of an HMAC", "plain_hash", [] {
        Scene scene = sceneOf("hmac");
        scene.header("X-Webhook-Signature") = sha256(QByteArray(secretFor("hmac") + plainBody)).toHex();
        return scene;
    });
    rows.add("cut signature", "signature_cut", [] {
        Scene scene = signedScene("github");
        scene.header("X-Hub-Signature-256").chop(10);
        return scene;
    });
    rows.add("only an old version", "signature_version:v0", [] {
        Scene scene = signedScene("stripe");
        scene.header("Stripe-Signature").replace("v1=", "v0=");
        return scene;
    });
    rows.add("a token of an unknown version", "signature_version:v9", [] {
        Scene scene = signedScene("svix");
        scene.header("svix-signature").replace("v1,", "v9,");
        return scene;
    });
    rows.add("garbage as signature", "header_malformed", [] {
        Scene scene = signedScene("github");
        scene.header("X-Hub-Signature-256") = "sha256=potato";
        return scene;
    });
    rows.add("header twice", "header_malformed", [] {
        Scene scene = signedScene("github");
        scene.headers.push_back({"X-Hub-Signature-256", "sha256=00"});
        return scene;
    });
    rows.add("pairs where a plain value is set", "header_form", [] {
        Scene scene = sceneOf("hmac");
        const QByteArray digest = hmacOf(Hash::Sha256, secretFor("hmac"), "1700000000." + plainBody).toHex();
        scene.header("X-Webhook-Signature") = "t=1700000000,v1=" + digest;
        return scene;
    });

    // The headers are not there, or are others.
    rows.add("no signature header", "header_missing:Stripe-Signature", [] { return sceneOf("stripe"); });
    rows.add("id header lost", "header_missing:svix-id", [] {
        Scene scene = signedScene("svix");
        scene.drop("svix-id");
        return scene;
    });
    rows.add("time header lost", "header_missing:X-Slack-Request-Timestamp", [] {
        Scene scene = signedScene("slack");
        scene.drop("X-Slack-Request-Timestamp");
        return scene;
    });
    rows.add("header under another name", "header_name:X-Signature-Of-Mine", [] {
        Scene scene = signedScene("hmac");
        scene.rename("X-Webhook-Signature", "X-Signature-Of-Mine");
        return scene;
    });
    rows.add("pairs under another name", "header_name:X-Forwarded-Stripe", [] {
        Scene scene = signedScene("stripe");
        scene.rename("Stripe-Signature", "X-Forwarded-Stripe");
        return scene;
    });
    rows.add("three headers under a name of one's own", "header_name:acme-signature", [] {
        Scene scene = signedScene("svix");
        scene.rename("svix-id", "acme-id");
        scene.rename("svix-timestamp", "acme-timestamp");
        scene.rename("svix-signature", "acme-signature");
        return scene;
    });
    rows.add("another provider's request, this secret", "other_scheme:github", [] {
        Scene scene = sceneOf("shopify");
        const Config github{.scheme = QStringLiteral("github")};
        signScene(scene, secretFor("shopify"), {}, &github);
        return scene;
    });
    rows.add("another provider's request, its own secret", "other_scheme:svix", [] {
        Scene scene = sceneOf("stripe");
        scene.alsoStored("CLERK", SecretPlace::OtherSource, otherSecret, "clerk-auth");
        const Config clerk{.scheme = QStringLiteral("clerk")};
        signScene(scene, otherSecret, {}, &clerk);
        return scene;
    });
    rows.add("signed although nothing is checked", "not_checked", [] {
        Scene scene = sceneOf("none");
        const Config github{.scheme = QStringLiteral("github")};
        signScene(scene, secretFor("none"), {}, &github);
        return scene;
    });

    // The time.
    rows.add("too old", "timestamp_too_old:660", [] {
        Scene scene = signedScene("stripe");
        scene.now = signedAt + 660;
        return scene;
    });
    rows.add("too new", "timestamp_too_new", [] {
        Scene scene = signedScene("svix");
        scene.now = signedAt - 900;
        return scene;
    });
    rows.add("five seconds of Paddle", "timestamp_too_old", [] {
        Scene scene = signedScene("paddle");
        scene.now = signedAt + 30;
        return scene;
    });
    rows.add("sent again after two days", "timestamp_too_old", [] {
        Scene scene = signedScene("workos");
        scene.now = signedAt + 2 * 86400;
        return scene;
    });
    rows.add("milliseconds where seconds are set", "timestamp_unit:milliseconds", [] {
        Scene scene = sceneOf("stripe");
        const Config milliseconds{.scheme = QStringLiteral("stripe"), .timestampUnit = QStringLiteral("milliseconds")};
        signScene(scene, secretFor("stripe"), {}, &milliseconds);
        return scene;
    });
    rows.add("seconds where milliseconds are set", "timestamp_unit:seconds", [] {
        Scene scene = sceneOf("workos");
        const Config seconds{.scheme = QStringLiteral("workos"), .timestampUnit = QStringLiteral("seconds")};
        signScene(scene, secretFor("workos"), {}, &seconds);
        return scene;
    });
    rows.add("signed over seconds, sent in milliseconds", "signed_time_unit:seconds", [] {
        Scene scene = sceneOf("workos");
        const QByteArray digest = hmacOf(Hash::Sha256, secretFor("workos"), "1700000000." + plainBody).toHex();
        scene.header("WorkOS-Signature") = "t=1700000000000, v1=" + digest;
        return scene;
    });
    rows.add("time that is no number", "timestamp_malformed", [] {
        Scene scene = sceneOf("slack");
        const QByteArray digest = hmacOf(Hash::Sha256, secretFor("slack"), "v0:yesterday:" + plainBody).toHex();
        scene.header("X-Slack-Request-Timestamp") = "yesterday";
        scene.header("X-Slack-Signature") = "v0=" + digest;
        return scene;
    });

    // The body was changed on its way.
    const struct
    {
        const char* name;
        const char* expected;
        QByteArray was;
        QByteArray arrived;
    } bodies[] = {
        {"line end lost", "body_newline_missing", plainBody + '\n', plainBody},
        {"CRLF at the end lost", "body_newline_missing", plainBody + "\r\n", plainBody},
        {"line end added", "body_newline_added", plainBody, plainBody + '\n'},
        {"CRLF at the end added", "body_newline_added", plainBody, plainBody + "\r\n"},
        {"white space around added", "body_white_space_added", plainBody, "  \n" + plainBody + " \n\n"},
        {"CRLF became LF", "body_crlf_lost", "{\r\n\"a\": 1\r\n}", "{\n\"a\": 1\n}"},
        {"LF became CRLF", "body_crlf_added", "{\n\"a\": 1\n}", "{\r\n\"a\": 1\r\n}"},
        {"byte order mark lost", "body_bom_lost", "\xEF\xBB\xBF" + plainBody, plainBody},
        {"byte order mark added", "body_bom_added", plainBody, "\xEF\xBB\xBF" + plainBody},
        {"JSON was indented", "body_reserialised:compact", R"({"a":1,"b":[1,2]})",
         "{\n  \"a\": 1,\n  \"b\": [1, 2]\n}"},
        {"JSON was made compact", "body_reserialised:indented", "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ]\n}",
         R"({"a":1,"b":[1,2]})"},
        {"JSON lost its spaces", "body_reserialised:spaced", R"({"a": 1, "b": [1, 2]})", R"({"a":1,"b":[1,2]})"},
        {"keys were sorted before signing", "body_reserialised:sorted", R"({"a":1,"b":2})", R"({"b":2,"a":1})"},
        {"Python's json.dumps was signed", "body_reserialised:spaced ascii", R"({"name": "Zo\u00eb", "b": 2})",
         R"({"name":"Zoë","b":2})"},
        {"escapes were resolved", "body_escapes:ascii", R"({"name":"Zo\u00eb"})", R"({"name":"Zoë"})"},
        {"slashes were unescaped", "body_escapes:slashes", R"({"url":"https:\/\/example.com"})",
         R"({"url":"https://example.com"})"},
        {"Go's escapes were resolved", "body_escapes:html", R"({"a":"\u003cb\u003e \u0026"})", R"({"a":"<b> &"})"},
        {"arrived as base64", "body_base64", plainBody, plainBody.toBase64()},
        {"UTF-8 encoded twice", "body_utf8_twice", R"({"name":"Zoë"})",
         QString::fromLatin1(QByteArray(R"({"name":"Zoë"})")).toUtf8()},
        {"Latin-1 became UTF-8", "body_latin1", "{\"name\":\"Zo\xeb\"}", R"({"name":"Zoë"})"},
    };
    for (const auto& one : bodies) {
        rows.add(one.name, one.expected, [was = one.was, arrived = one.arrived] {
            Scene scene = signedScene("stripe", was);
            scene.body = arrived;
            return scene;
        });
    }
    rows.add("signed before compression", "body_transfer", [] {
        Scene scene = signedScene("github");
        scene.bodies = {scene.body};
        scene.body = "stands for the compressed bytes";
        return scene;
    });
    rows.add("nothing was signed", "body_empty", [] { return signedScene("github", QByteArray("")); });
    rows.add("body lost", "body_missing", [] {
        Scene scene = signedScene("github");
        scene.body.clear();
        return scene;
    });
    rows.add("body cut", "body_length", [] {
        Scene scene = signedScene("github");
        scene.headers.push_back({"Content-Length", QByteArray::number(scene.body.size())});
        scene.body.chop(7);
        return scene;
    });
    rows.add("characters replaced", "body_replaced_characters", [] {
        Scene scene = signedScene("stripe", "{\"name\":\"Zo\xeb\"}");
        scene.body = "{\"name\":\"Zo\xEF\xBF\xBD\"}";
        return scene;
    });
    rows.add("one changed letter", "unknown", [] {
        Scene scene = signedScene("stripe");
        scene.body.replace("4200", "9200");
        return scene;
    });

    // What is signed is put together in another way.
    rows.add("the body alone is signed", "content:{body}", [] {
        Scene scene = sceneOf("stripe");
        const QByteArray digest = hmacOf(Hash::Sha256, secretFor("stripe"), plainBody).toHex();
        scene.header("Stripe-Signature") = "t=1700000000,v1=" + digest;
        return scene;
    });
    rows.add("a colon in place of the full stop", "content:{timestamp}:{body}", [] {
        Scene scene = sceneOf("stripe");
        const QByteArray digest = hmacOf(Hash::Sha256, secretFor("stripe"), "1700000000:" + plainBody).toHex();
        scene.header("Stripe-Signature") = "t=1700000000,v1=" + digest;
        return scene;
    });
    rows.add("a whole batch is signed", "content:{body}", [] {
        Scene scene = sceneOf("segment");
        scene.body = R"([{"a":1},{"a":2}])";
        scene.header("X-Signature") = hmacOf(Hash::Sha1, secretFor("segment"), scene.body).toHex();
        return scene;
    });

    // The URL.
    rows.add("signed over the public URL", "url:https://hooks.example.com/s/test", [] {
        Scene scene = sceneOf("hubspot");
        scene.publicUrl = QStringLiteral("https://hooks.example.com/s/test");
        signScene(scene, secretFor("hubspot"));
        scene.publicUrl = QStringLiteral("http://127.0.0.1:4400/s/test");
        return scene;
    });
    rows.add("another public URL", "url:https://tunnel.example.net/s/test", [] {
        Scene scene = sceneOf("hubspot");
        scene.publicUrl = QStringLiteral("https://tunnel.example.net/s/test");
        signScene(scene, secretFor("hubspot"));
        scene.publicUrl.clear();
        scene.urls = {QStringLiteral("https://tunnel.example.net/s/test")};
        return scene;
    });
    rows.add("signed with a slash at the end", "url:https://hooks.example.com/s/test/", [] {
        Scene scene = sceneOf("twilio");
        scene.body = "From=%2B15550100&Body=hello";
        scene.header("Content-Type") = "application/x-www-form-urlencoded";
        scene.publicUrl = QStringLiteral("https://hooks.example.com/s/test/");
        signScene(scene, secretFor("twilio"));
        scene.publicUrl = QStringLiteral("https://hooks.example.com/s/test");
        return scene;
    });

    // Tokens.
    rows.add("token of another source", "secret_of_source:OTHER", [] {
        Scene scene = sceneOf("header");
        scene.alsoStored("OTHER", SecretPlace::OtherSource, "token of the other", "other");
        signScene(scene, "token of the other");
        return scene;
    });
    rows.add("token without Bearer", "token_form:header", [] {
        Scene scene = sceneOf("bearer");
        scene.header("Authorization") = secretFor("bearer");
        return scene;
    });
    rows.add("token in another header", "token_place:X-Api-Key", [] {
        Scene scene = signedScene("header");
        scene.rename("X-Webhook-Secret", "X-Api-Key");
        return scene;
    });
    rows.add("token in the URL", "token_form:query", [] {
        Scene scene = sceneOf("bearer");
        scene.target += "?key=" + secretFor("bearer");
        return scene;
    });
    rows.add("only the password is stored", "token_form:password", [] {
        Scene scene = signedScene("basic");
        scene.store("a made-up password");
        return scene;
    });
    rows.add("line end after the stored token", "secret_white_space", [] {
        Scene scene = signedScene("bearer");
        scene.store(secretFor("bearer") + '\n');
        return scene;
    });
    rows.add("another token", "unknown", [] {
        Scene scene = sceneOf("bearer");
        signScene(scene, "somebody else's");
        return scene;
    });
    rows.add("no token", "header_missing", [] { return sceneOf("bearer"); });
    rows.add("signature where a token is set", "other_scheme:github", [] {
        Scene scene = sceneOf("header");
        const Config github{.scheme = QStringLiteral("github")};
        signScene(scene, secretFor("header"), {}, &github);
        return scene;
    });

    // Two things at once.
    rows.add("another secret and a line end", "secret_of_source:CLI", [] {
        Scene scene = sceneOf("stripe");
        scene.alsoStored("CLI", SecretPlace::OtherSource, "whsec_cli", "stripe-cli");
        signScene(scene, "whsec_cli", plainBody + '\n');
        return scene;
    });
    rows.add("another name and base64", "header_name:X-Sig", [] {
        Scene scene = sceneOf("github");
        scene.header("X-Sig") = "sha256=" + hmacOf(Hash::Sha256, secretFor("github"), plainBody).toBase64();
        return scene;
    });
    rows.add("white space and a key of another form", "secret_white_space", [] {
        Scene scene = sceneOf("stripe");
        scene.store(rawSecret + ' ');
        signScene(scene, rawSecret.mid(6));
        return scene;
    });
}

QTEST_GUILESS_MAIN(TestExplainer)
#include "tst_explainer.moc"
