#include "core/workspace/environment.h"
#include "core/workspace/jsonreader.h"
#include "core/workspace/source.h"
#include "core/workspace/workspace.h"

#include <QTest>

using namespace hw;
using namespace hw::workspace;

namespace {

const QByteArray canonical = R"({
  "format": 1,
  "key": "stripe-billing",
  "name": "Stripe billing",
  "provider": "stripe",
  "eventTypePath": "body.type",
  "idempotencyKeyPath": "body.id",
  "timestampPath": "body.created",
  "signing": {
    "scheme": "stripe",
    "secrets": [
      "STRIPE_BILLING_SIGNING_SECRET"
    ],
    "toleranceSeconds": 300
  },
  "splitPath": null,
  "enforceVerification": true,
  "enforceIdempotency": true,
  "idempotencyWindow": "96h",
  "response": {
    "status": 200,
    "headers": {},
    "body": null,
    "delayMs": 0
  },
  "aliases": [],
  "ignoredTypes": [],
  "paused": false
}
)";

/// Lines of `b` that are not at the same place in `a`.
int changedLines(const QByteArray& a, const QByteArray& b)
{
    const auto left = a.split('\n');
    const auto right = b.split('\n');
    if (left.size() != right.size())
        return -1;
    int changed = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        changed += left[i] != right[i];
    return changed;
}

} // namespace

class TestSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalTextRoundTrips()
    {
        const auto source = readSource(canonical, QStringLiteral("source.json"));
        QVERIFY(source.hasValue());
        QCOMPARE(source->key, QStringLiteral("stripe-billing"));
        QCOMPARE(source->signing.secrets, QStringList{QStringLiteral("STRIPE_BILLING_SIGNING_SECRET")});
        QCOMPARE(source->signing.toleranceSeconds, std::optional(300));
        QVERIFY(source->splitPath.isEmpty());
        QCOMPARE(source->window(), std::chrono::hours(96));
        QCOMPARE(writeSource(*source), canonical);
    }

    void defaultsOfAnEmptyFile()
    {
        const auto source = readSource("{}", {});
        QVERIFY(source.hasValue());
        QVERIFY(*source == Source());
        QCOMPARE(source->eventTypePath, QStringLiteral("body.type"));
        QVERIFY(source->enforceVerification && source->enforceIdempotency && !source->paused);
        QCOMPARE(source->response.status.toInteger(), 200);
    }

    void nullEventTypePathIsNone()
    {
        const auto source = readSource(R"({"eventTypePath": null})", {});
        QVERIFY(source.hasValue());
        QVERIFY(source->eventTypePath.isEmpty());
    }

    void unknownKeysSurvive()
    {
        const QByteArray text = R"({"key":"a","team":{"b":1.50,"a":[1e3]},"signing":{"scheme":"stripe","kid":"x"},)"
                                R"("response":{"status":{"path":"body.code"},"trace":true}})";
        const auto source = readSource(text, {});
        QVERIFY(source.hasValue());
        const auto again = json::parse(writeSource(*source));
        QVERIFY(again.hasValue());
        QCOMPARE(json::write((*again)[u"team"]), QByteArray(R"({"b":1.50,"a":[1e3]})"));
        QCOMPARE((*again)[u"signing"][u"kid"].toString(), QStringLiteral("x"));
        QVERIFY((*again)[u"response"][u"trace"].toBool());
        QCOMPARE((*again)[u"response"][u"status"][u"path"].toString(), QStringLiteral("body.code"));
        QVERIFY(*readSource(writeSource(*source), {}) == *source);
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("missing comma") << QByteArray("{\n  \"key\": \"a\"\n  \"name\": \"b\"\n}") << 3 << 3;
        QTest::newRow("not an object") << QByteArray("[1]") << 1 << 1;
        QTest::newRow("wrong type") << QByteArray("{\n  \"name\": \"b\",\n  \"paused\": \"yes\"\n}") << 3 << 13;
        QTest::newRow("nested") << QByteArray("{\n \"signing\": {\n  \"scheme\": 5 } }") << 3 << 13;
        QTest::newRow("deeper") << QByteArray("{\"response\": {\"headers\": {\"a\": \"x\"},\n\"delayMs\": -1}}") << 2
                                << 12;
        QTest::newRow("signing no object") << QByteArray("{\n\"signing\": []}") << 2 << 12;
        QTest::newRow("key") << QByteArray("{ \"key\": \"A b\" }") << 1 << 10;
        QTest::newRow("window") << QByteArray("{ \"idempotencyWindow\": \"soon\" }") << 1 << 24;
        QTest::newRow("window zero") << QByteArray("{ \"idempotencyWindow\": \"0h\" }") << 1 << 24;
        QTest::newRow("secret name") << QByteArray("{\"signing\":{\"secrets\":[\"A B\"]}}") << 1 << 23;
        QTest::newRow("status") << QByteArray("{\"response\":{\"status\":42}}") << 1 << 23;
    }

    void brokenFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, column);
        const auto source = readSource(text, QStringLiteral("/w/sources/a/source.json"));
        QVERIFY(!source.hasValue());
        QCOMPARE(source.error().code, ErrorCode::ParseError);
        QCOMPARE(source.error().file, QStringLiteral("/w/sources/a/source.json"));
        QCOMPARE(source.error().line, line);
        QCOMPARE(source.error().column, column);
        QVERIFY(!source.error().args.value(0).isEmpty());
    }

    void newerFormatIsRefused()
    {
        const auto source = readSource(R"({"format": 2, "key": "a"})", QStringLiteral("source.json"));
        QVERIFY(!source.hasValue());
        QCOMPARE(source.error().code, ErrorCode::WorkspaceTooNew);
        QCOMPARE(source.error().args.value(1), QStringLiteral("2"));
    }

    void locateFindsPlaces_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QByteArray>("found"); // the text from the place on begins with it
        QTest::newRow("top") << QString() << QByteArray("{\"a\":");
        QTest::newRow("member") << QStringLiteral("a") << QByteArray("[\"]\",");
        QTest::newRow("element") << QStringLiteral("a[1]") << QByteArray("{\"b\"");
        QTest::newRow("nested") << QStringLiteral("a[1].b") << QByteArray("true}");
        QTest::newRow("after strings with braces") << QStringLiteral("c") << QByteArray("1,");
        QTest::newRow("last of duplicates") << QStringLiteral("d") << QByteArray("3}");
        QTest::newRow("missing stops at its parent") << QStringLiteral("a[1].z") << QByteArray("{\"b\"");
        QTest::newRow("index out of range") << QStringLiteral("a[7]") << QByteArray("[\"]\",");
        QTest::newRow("no such member") << QStringLiteral("y.z") << QByteArray("{\"a\":");
    }

    void locateFindsPlaces()
    {
        QFETCH(QString, place);
        QFETCH(QByteArray, found);
        const QByteArray text = "{\"a\":[\"]\",{\"b\":true}],\"x\":\"},\\\"\",\"c\":1,\"d\":2,\"d\":3}";
        QVERIFY(json::parse(text).hasValue());
        const auto position = locate(text, pathFromPlace(place));
        QCOMPARE(position.line, 1);
        QCOMPARE(text.mid(position.column - 1, found.size()), found);
    }

    void setFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* field, const char* value, const char* line) {
            QTest::newRow(field) << QString::fromLatin1(field) << QString::fromLatin1(value) << QByteArray(line);
        };
        row("name", "Renamed", "\"name\": \"Renamed\"");
        row("eventTypePath", "body.event", "\"eventTypePath\": \"body.event\"");
        row("timestampPath", "null", "\"timestampPath\": null");
        row("enforceVerification", "false", "\"enforceVerification\": false");
        row("idempotencyWindow", "4d", "\"idempotencyWindow\": \"4d\"");
        row("signing.toleranceSeconds", "60", "\"toleranceSeconds\": 60");
        row("signing.scheme", "github", "\"scheme\": \"github\"");
        row("response.status", "202", "\"status\": 202");
        row("response.delayMs", "250", "\"delayMs\": 250");
        row("paused", "true", "\"paused\": true");
        row("response.body", "ok", "\"body\": \"ok\"");
    }

    void setFields()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QByteArray, line);
        const auto source = readSource(canonical, {});
        const auto changed = withField(*source, field, value);
        QVERIFY(changed.hasValue());
        const QByteArray text = writeSource(*changed);
        QVERIFY2(text.contains(line), text.constData());
        QCOMPARE(changedLines(canonical, text), 1);
    }

    void setHeadersListsAndPathsOfAnswers()
    {
        auto source = *readSource(canonical, {});
        source = *withField(source, QStringLiteral("response.headers.Retry-After"), QStringLiteral("30"));
        QCOMPARE(source.response.headers[u"Retry-After"].toString(), QStringLiteral("30"));
        source = *withField(source, QStringLiteral("response.headers.Retry-After"), QStringLiteral("null"));
        QVERIFY(source.response.headers.isEmpty());
        source = *withField(source, QStringLiteral("ignoredTypes"), QStringLiteral("a.b, c.*"));
        QCOMPARE(source.ignoredTypes, (QStringList{QStringLiteral("a.b"), QStringLiteral("c.*")}));
        source = *withField(source, QStringLiteral("response.body"), QStringLiteral("{\"path\": \"body.challenge\"}"));
        QCOMPARE(source.response.body[u"path"].toString(), QStringLiteral("body.challenge"));
    }

    void refusedValues_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* field, const char* value) {
            QTest::addRow("%s=%s", field, value) << QString::fromLatin1(field) << QString::fromLatin1(value);
        };
        row("key", "other");
        row("format", "2");
        row("nope", "1");
        row("response.headers.", "x");
        row("name", " ");
        row("paused", "maybe");
        row("eventTypePath", "body..type");
        row("idempotencyWindow", "5 days");
        row("signing.toleranceSeconds", "soon");
        row("signing.toleranceSeconds", "-5");
        row("signing.scheme", "no-such-scheme");
        row("signing.secrets", "A B");
        row("response.status", "99");
    }

    void refusedValues()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        const auto changed = withField(*readSource(canonical, {}), field, value);
        QVERIFY(!changed.hasValue());
        QCOMPARE(changed.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!changed.error().args.value(2).isEmpty());
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("s") << QStringLiteral("90s") << qint64(90);
        QTest::newRow("m") << QStringLiteral("30m") << qint64(1800);
        QTest::newRow("h") << QStringLiteral("96h") << qint64(345600);
        QTest::newRow("d") << QStringLiteral("4d") << qint64(345600);
        QTest::newRow("empty") << QString() << qint64(-1);
        QTest::newRow("unit alone") << QStringLiteral("h") << qint64(-1);
        QTest::newRow("sign") << QStringLiteral("+1h") << qint64(-1);
        QTest::newRow("negative") << QStringLiteral("-1h") << qint64(-1);
        QTest::newRow("no unit") << QStringLiteral("96") << qint64(-1);
        QTest::newRow("too long") << QStringLiteral("2147483647d") << qint64(-1);
    }

    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        const auto duration = parseDuration(text);
        QCOMPARE(duration ? duration->count() : -1, seconds);
    }

    void names()
    {
        QVERIFY(isSourceKey(u"stripe-billing-2"));
        for (const char* wrong : {"", "-a", "a-", "A", "a_b", "a/b", "..", "a b"})
            QVERIFY2(!isSourceKey(QString::fromLatin1(wrong)), wrong);
        QVERIFY(!isSourceKey(QString(65, u'a')));
        QCOMPARE(sourceKeyFrom(u"Stripe Billing! (EU)"), QStringLiteral("stripe-billing-eu"));
        QCOMPARE(sourceKeyFrom(u"\u00c4\u00d6"), QString());
        QCOMPARE(signingSecretName(u"stripe-billing"), QStringLiteral("STRIPE_BILLING_SIGNING_SECRET"));
        QCOMPARE(signingSecretName(u"7eleven"), QStringLiteral("_7ELEVEN_SIGNING_SECRET"));
        QVERIFY(isVariableName(signingSecretName(u"7eleven")));
        QVERIFY(!isVariableName(u"7A") && !isVariableName(u"A-B") && !isVariableName(u""));
    }

    void environmentRoundTrips()
    {
        const QByteArray text =
            "{\n  \"vars\": {\n    \"PLAN\": \"pro\",\n    \"SEATS\": 5\n  },\n  \"secrets\": [\n    "
            "\"A\"\n  ],\n  \"destination\": {\n    \"kind\": \"http\",\n    \"url\": "
            "\"https://example.test\"\n  },\n  \"note\": \"kept\"\n}\n";
        const auto environment = readEnvironment(text, QStringLiteral("staging"), {});
        QVERIFY(environment.hasValue());
        QCOMPARE(environment->name, QStringLiteral("staging"));
        QCOMPARE(environment->variables().value(QStringLiteral("SEATS")), QStringLiteral("5"));
        QVERIFY(environment->destination.kind == DestinationKind::Http);
        QVERIFY(environment->destination.isLive());
        QCOMPARE(writeEnvironment(*environment), text);
    }

    void brokenEnvironments_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("vars no object") << QByteArray("{\n\"vars\": []}") << 2;
        QTest::newRow("variable of a wrong type") << QByteArray("{\"vars\": {\n\"A\": 1,\n\"B\": {}}}") << 3;
        QTest::newRow("variable name") << QByteArray("{\"vars\": {\n\"A-B\": \"1\"}}") << 2;
        QTest::newRow("secrets of numbers") << QByteArray("{\n\n\"secrets\": [1]}") << 3;
        QTest::newRow("destination") << QByteArray("{\"destination\":\n{\"kind\": \"moon\"}}") << 2;
    }

    void brokenEnvironments()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto environment = readEnvironment(text, QStringLiteral("x"), QStringLiteral("x.json"));
        QVERIFY(!environment.hasValue());
        QCOMPARE(environment.error().code, ErrorCode::ParseError);
        QCOMPARE(environment.error().line, line);
    }

    void localSettingsRoundTrip()
    {
        LocalSettings local;
        local.activeEnvironment = QStringLiteral("staging");
        local.port = 4500;
        local.publicUrl = QStringLiteral("https://tunnel.test");
        local.publicUrls.set(QStringLiteral("a"), QStringLiteral("https://a.test"));
        local.window.set(QStringLiteral("geometry"), QStringLiteral("AAA="));
        local.extra.set(QStringLiteral("later"), 7);
        const auto again = readLocal(writeLocal(local), {});
        QVERIFY(again.hasValue());
        QVERIFY(*again == local);
        QVERIFY(*readLocal("{}", {}) == LocalSettings());
        QVERIFY(!readLocal("{\"port\": 70000}", {}).hasValue());
    }
};

QTEST_GUILESS_MAIN(TestSource)
#include "tst_workspace_source.moc"
