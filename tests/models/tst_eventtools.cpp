// What the Events view makes of values, without a window: explanations, commands, reports, comparisons.

#include "tests/support/rawhttp.h"
#include "ui/models/diagnosistext.h"
#include "ui/models/englishplurals.h"
#include "ui/models/eventactions.h"
#include "ui/models/eventdetail.h"
#include "ui/models/explainedview.h"

#include <QTest>

using namespace hw;
using namespace hw::models;

namespace {

constexpr qint64 signedAt = 1785939718;
const QByteArray body = R"({"id":"evt_1","type":"customer.created","email":"ada@example.com","amount":12})";

store::StoredEvent makeStored(const QByteArray& content = body)
{
    store::StoredEvent stored;
    stored.event.id = QStringLiteral("hw_1");
    stored.event.source = QStringLiteral("billing");
    stored.event.receivedAt = fromMicroseconds((signedAt + 660) * 1'000'000);
    stored.event.request.method = "POST";
    stored.event.request.target = "/s/billing?x=1";
    stored.event.request.body = content;
    stored.event.request.headers = {
        {"Host", "127.0.0.1:4400"}, {"Content-Type", "application/json"}, {"Authorization", "Bearer tok"}};
    return stored;
}

/// A signature of another source's secret, late.
engine::Explained explainLate(store::StoredEvent& stored)
{
    const QByteArray time = QByteArray::number(signedAt);
    stored.event.request.headers.push_back(
        {"Stripe-Signature", "t=" + time + ",v1=" + test::hmacHex("whsec_other", time + '.' + body)});
    const signing::Config config{.scheme = QStringLiteral("stripe"), .secrets = {QStringLiteral("OWN")}};
    signing::Suspect suspect{
        config,
        {stored.event.request.headers, stored.event.request.body, "POST", stored.event.request.target},
        {{QStringLiteral("OWN"),
          signing::SecretPlace::Source,
          QStringLiteral("billing"),
          {},
          SecretString(QByteArray("whsec_own"))},
         {QStringLiteral("OTHER"),
          signing::SecretPlace::OtherSource,
          QStringLiteral("cli"),
          {},
          SecretString(QByteArray("whsec_other"))}},
        {},
        {},
        stored.event.receivedAt,
        true};
    engine::Explained explained;
    explained.diagnosis = signing::explain(suspect);
    explained.source = QStringLiteral("billing");
    explained.environment = QStringLiteral("production");
    explained.alsoFixed = {4, 5};
    return explained;
}

} // namespace

class TestEventTools final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void explanationHasItsProof();
    void everyCauseHasATitle_data();
    void everyCauseHasATitle();
    void commandsForOtherTools();
    void commandsForActions();
    void commandsForBinaryBodies();
    void reportHidesValues();
    void comparesByMeaning();
};

void TestEventTools::initTestCase()
{
    QCoreApplication::installTranslator(new EnglishPlurals(this));
}

void TestEventTools::explanationHasItsProof()
{
    store::StoredEvent stored = makeStored();
    const engine::Explained explained = explainLate(stored);
    const ExplainedView view = describeExplained(explained, stored, stored.event.receivedAt);
    QCOMPARE(view.title, QStringLiteral("Signed with a different secret, and late"));
    QCOMPARE(view.paragraphs.size(), 2);
    QCOMPARE(view.alsoFixedText, QStringLiteral("Also fixes 2 other failed events"));
    QVERIFY(!view.isVerified);
    QCOMPARE(view.fixes.size(), size_t(2));
    QVERIFY(view.fixes[0].refused.isEmpty());
    QVERIFY(view.fixes[1].refused.startsWith(QLatin1String("production ")));

    QCOMPARE(view.headers.size(), size_t(1));
    const ProofHeader& header = view.headers.front();
    QCOMPARE(header.spans.size(), size_t(2));
    QCOMPARE(header.value.mid(header.spans[0].offset, header.spans[0].length), QStringLiteral("t=1785939718"));
    QVERIFY(header.spans[0].mark == ProofMark::Time);
    QVERIFY(header.spans[1].mark == ProofMark::Signature);
    QCOMPARE(view.parts.size(), size_t(2));
    QVERIFY(view.parts[0].note.endsWith(QLatin1String("11 min 0 s before receipt")));
    QVERIFY(view.parts[0].tone == Tone::Fail);
    QCOMPARE(view.parts[1].meaning, QStringLiteral("HMAC-SHA256"));

    QCOMPARE(view.content.title, QStringLiteral("timestamp, a full stop, then the body"));
    QCOMPARE(view.content.bytes, "1785939718." + body);
    QCOMPARE(view.content.size, view.content.bytes.size());
    QCOMPARE(view.digests.size(), size_t(3));
    QCOMPARE(view.digests[2].label, QStringLiteral("With OTHER"));
    QVERIFY(view.digests[0].isRight && !view.digests[1].isRight && view.digests[2].isRight);
    QCOMPARE(view.digests[2].digest, view.digests[1].digest);
    QCOMPARE(view.command, QStringLiteral("{ printf %s '1785939718.'; cat body.bin; } \\\n"
                                          "  | openssl dgst -sha256 -hmac \"$WEBHOOK_SECRET\""));

    // A body that was changed since is in no file: the program's own command says more.
    stored.event.request.body = "{}";
    QCOMPARE(proofCommand(explained, stored), QStringLiteral("headwater-cli verify explain hw_1"));
}

void TestEventTools::everyCauseHasATitle_data()
{
    QTest::addColumn<QString>("title");
    QTest::newRow("secret_of_environment") << QStringLiteral("Signed with a different secret");
    QTest::newRow("secret_api_key") << QStringLiteral("What is stored is no signing secret");
    QTest::newRow("body_reserialised") << QStringLiteral("The body was changed on its way");
    QTest::newRow("body_missing") << QStringLiteral("The body did not arrive");
    QTest::newRow("header_name") << QStringLiteral("The signature stands elsewhere");
    QTest::newRow("header_missing") << QStringLiteral("No signature came with it");
    QTest::newRow("unknown") << QStringLiteral("No known secret made this signature");
}

void TestEventTools::everyCauseHasATitle()
{
    QFETCH(const QString, title);
    signing::Diagnosis diagnosis;
    diagnosis.cause.code = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(diagnosisTitle(diagnosis), title);
    diagnosis.also.push_back({QStringLiteral("timestamp_too_new"), {QStringLiteral("900"), QStringLiteral("300")}});
    QCOMPARE(diagnosisTitle(diagnosis), QString(title + QStringLiteral(", and early")));
}

void TestEventTools::commandsForOtherTools()
{
    http::Message request = makeStored().event.request;
    request.body = "{\"name\":\"O'Neill\"}";
    QCOMPARE(httpieCommand(request), QStringLiteral("http --ignore-stdin POST 'http://127.0.0.1:4400/s/billing?x=1' "
                                                    "\\\n  'Content-Type:application/json' \\\n  "
                                                    "'Authorization:Bearer tok' \\\n  --raw "
                                                    "'{\"name\":\"O'\\''Neill\"}'"));
    QCOMPARE(fetchCode(request), QStringLiteral("await fetch(\"http://127.0.0.1:4400/s/billing?x=1\", {\n"
                                                "  method: \"POST\",\n"
                                                "  headers: [\n"
                                                "    [\"Content-Type\", \"application/json\"],\n"
                                                "    [\"Authorization\", \"Bearer tok\"],\n"
                                                "  ],\n"
                                                "  body: \"{\\\"name\\\":\\\"O'Neill\\\"}\",\n"
                                                "});"));
}

void TestEventTools::commandsForActions()
{
    const auto payload = [](const char* text) { return *json::parse(text); };
    QCOMPARE(actionCommand(QStringLiteral("users_identify"), payload(R"({"id":"u 1","name":"O\u0027Neill"})")),
             QStringLiteral("curl -X PUT 'https://api.knock.app/v1/users/u%201' \\\n"
                            "  -H \"Authorization: Bearer $KNOCK_API_KEY\" \\\n"
                            "  -H 'Content-Type: application/json' \\\n"
                            "  --data-binary '{\"name\":\"O'\\''Neill\"}'"));
    QCOMPARE(actionCommand(QStringLiteral("users_delete"), payload(R"({"id":"u1"})")),
             QStringLiteral("curl -X DELETE 'https://api.knock.app/v1/users/u1' \\\n"
                            "  -H \"Authorization: Bearer $KNOCK_API_KEY\""));
    // Apart from the macro: moc takes the slashes of an address within a raw string for a comment.
    const json::Value call = json::Object{{QStringLiteral("method"), QStringLiteral("POST")},
                                          {QStringLiteral("url"), QStringLiteral("http://127.0.0.1:1/x")},
                                          {QStringLiteral("body"), json::Object{{QStringLiteral("a"), 1}}}};
    QVERIFY(actionCommand(QStringLiteral("http_request"), call).endsWith(QLatin1String("--data-binary '{\"a\":1}'")));
    QCOMPARE(actionCommand(QStringLiteral("no_such_kind"), {}), QString());
}

void TestEventTools::commandsForBinaryBodies()
{
    http::Message request = makeStored().event.request;
    request.body = QByteArray("\0\xff", 2);
    QVERIFY(httpieCommand(request).startsWith(QLatin1String("printf %s 'AP8=' | base64 -d | http POST ")));
    QVERIFY(fetchCode(request).contains(QLatin1String("atob(\"AP8=\")")));
    request.body = QByteArray(200 * 1024, 'x');
    QVERIFY(httpieCommand(request).startsWith(QLatin1String("cat body.bin | http POST ")));
    request.body.clear();
    QVERIFY(!fetchCode(request).contains(QLatin1String("body:")));
}

void TestEventTools::reportHidesValues()
{
    store::StoredEvent stored = makeStored();
    Run run;
    run.eventType = QStringLiteral("customer.created");
    run.status = EventStatus::Refused;
    run.verification = {VerificationStatus::Failed,           true, QStringLiteral("stripe"),
                        QStringLiteral("signature_mismatch"), {},   {{QStringLiteral("digest"), false, {}}}};
    stored.run = run;
    const QString report = eventReport(stored, {QStringLiteral("Billing"), QStringLiteral("stripe")});
    QVERIFY(report.startsWith(QLatin1String("# customer.created\n")));
    QVERIFY(report.contains(QLatin1String("`signature_mismatch`")));
    QVERIFY(report.contains(QLatin1String("\"id\": \"evt_1\"")));
    QVERIFY(report.contains(QLatin1String("\"type\": \"customer.created\"")));
    for (const char* hidden : {"ada@example.com", "Bearer tok", "x=1", "\"amount\": 12"})
        QVERIFY2(!report.contains(QLatin1String(hidden)), hidden);
}

void TestEventTools::comparesByMeaning()
{
    const store::StoredEvent left = makeStored(R"({"a":1,"b":[1,2]})");
    store::StoredEvent right = makeStored("{ \"a\": 1, \"b\": [1, 2] }");
    std::reverse(right.event.request.headers.begin(), right.event.request.headers.end());
    const EventComparison comparison = compareEvents(left, right, left.event.receivedAt);
    QCOMPARE(comparison.parts.size(), size_t(3));
    QCOMPARE(comparison.parts[0].left, comparison.parts[0].right);
    QCOMPARE(comparison.parts[1].left, comparison.parts[1].right);
    right.event.request.body = "\x01\xff";
    const EventComparison binary = compareEvents(left, right, left.event.receivedAt);
    QVERIFY(binary.parts[0].left != binary.parts[0].right);
}

QTEST_GUILESS_MAIN(TestEventTools)
#include "tst_eventtools.moc"
