#include "core/store/filter.h"
#include "core/store/filtercompletion.h"
#include "core/store/reader.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestFilterCompletion final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasSeen();
    void offers_data();
    void offers();
    void everyOfferReads();
    void anyTextIsSafe();

private:
    const FilterVocabulary m_vocabulary{
        {QStringLiteral("billing"), QStringLiteral("shop")},
        {QStringLiteral("customer.created"), QStringLiteral("customer.updated"), QStringLiteral("order placed")},
        {QStringLiteral("development")},
        {QStringLiteral("POST")},
        {QStringLiteral("users_identify")},
        {QStringLiteral("stripe-signature"), QStringLiteral("user-agent")},
        {QStringLiteral("data.object.amount"), QStringLiteral("id"), QStringLiteral("items[0].id")}};
};

void TestFilterCompletion::readsWhatWasSeen()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    auto writer = Writer::open({path, {}, {}});
    QVERIFY(writer);
    const Event first = makeEvent(R"({"id":"evt_1","data":{"odd name":1,"list":[{"x":null}],"empty":[]}})");
    Run run = makeRun(first);
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Succeeded)};
    QVERIFY(commit(**writer, unitOf(item(first, run))));
    const Event second = makeEvent("no json", QStringLiteral("shop"), 5);
    run = makeRun(second);
    run.eventType = QStringLiteral("order.placed");
    QVERIFY(commit(**writer, unitOf(item(second, run))));
    auto reader = Reader::open(path);
    QVERIFY(reader);
    const auto seen = readVocabulary(reader->database());
    QVERIFY(seen);
    QCOMPARE(seen->sources, QStringList({QStringLiteral("billing"), QStringLiteral("shop")}));
    QCOMPARE(seen->types, QStringList({QStringLiteral("customer.created"), QStringLiteral("order.placed")}));
    QCOMPARE(seen->environments, QStringList(QStringLiteral("development")));
    QCOMPARE(seen->methods, QStringList(QStringLiteral("POST")));
    QCOMPARE(seen->actions, QStringList(QStringLiteral("users_identify")));
    QCOMPARE(seen->headers, QStringList({QStringLiteral("host"), QStringLiteral("x-order")}));
    QCOMPARE(seen->bodyPaths, QStringList({QStringLiteral("data.list[0].x"), QStringLiteral("data[\"odd name\"]"),
                                           QStringLiteral("id")}));
    // Of one source alone.
    QVERIFY(readVocabulary(reader->database(), QStringLiteral("shop"))->bodyPaths.isEmpty());
}

void TestFilterCompletion::offers_data()
{
    QTest::addColumn<QString>("text"); ///< "|" is the cursor
    QTest::addColumn<CompletionKind>("kind");
    QTest::addColumn<QString>("replaced");
    QTest::addColumn<QStringList>("offers");
    const auto row = [](const char* text, CompletionKind kind, const char* replaced, const QStringList& offers) {
        QTest::newRow(text) << QString::fromLatin1(text) << kind << QString::fromLatin1(replaced) << offers;
    };
    const auto list = [](std::initializer_list<const char*> texts) {
        QStringList all;
        for (const char* text : texts)
            all.append(QString::fromLatin1(text));
        return all;
    };
    row("ty|", CompletionKind::Field, "ty", list({"type:"}));
    row("-so|", CompletionKind::Field, "so", list({"source:"}));
    row("status:ok ag|", CompletionKind::Field, "ag", list({"age<"}));
    row("he|", CompletionKind::Field, "he", list({"header."}));
    row("header.ag|", CompletionKind::Field, "header.ag", list({"header.user-agent"}));
    row("body.am|", CompletionKind::Field, "body.am", list({"body.data.object.amount"}));
    row("body.it|", CompletionKind::Field, "body.it", list({"body.items[0].id"}));
    row("age|", CompletionKind::Operator, "", list({"<", "<=", ">", ">=", ":"}));
    row("verified|", CompletionKind::Operator, "", list({":", "=", "!="}));
    row("body.data.object.amount|", CompletionKind::Operator, "", list({":", "=", "!=", "~", ">", ">=", "<", "<="}));
    row("source:|", CompletionKind::Value, "", list({"billing", "shop"}));
    row("source:bi|ll", CompletionKind::Value, "bi", list({"billing"}));
    row("type!=up|", CompletionKind::Value, "up", list({"customer.updated"}));
    row("type:customer.created,o|", CompletionKind::Value, "o", list({"\"order placed\""}));
    row("type:\"or|", CompletionKind::Value, "\"or", list({"\"order placed\""}));
    row("status:re|", CompletionKind::Value, "re", list({"refused"}));
    row("time:>to|", CompletionKind::Value, "to", list({"today"}));
    row("size>=1|", CompletionKind::Value, "1", list({"10k", "1m"}));
    row("env:x dev|", CompletionKind::Field, "dev", {});
    row("\"free sour|", CompletionKind::Value, "", {});
    row("type:\"a b\" me|", CompletionKind::Field, "me", list({"method:"}));
}

void TestFilterCompletion::offers()
{
    QFETCH(QString, text);
    QFETCH(const CompletionKind, kind);
    QFETCH(const QString, replaced);
    QFETCH(const QStringList, offers);
    const auto cursor = static_cast<int>(text.indexOf(u'|'));
    text.remove(cursor, 1);
    const FilterCompletion completion = completeFilter(text, cursor, m_vocabulary);
    QCOMPARE(completion.offers, offers);
    QVERIFY(completion.kind == kind);
    QCOMPARE(text.mid(completion.position, completion.length), replaced);
}

/// Whatever is offered makes a filter, once a value stands behind it.
void TestFilterCompletion::everyOfferReads()
{
    for (const QString& start :
         {QString(), QStringLiteral("body."), QStringLiteral("header."), QStringLiteral("type:"),
          QStringLiteral("source:"), QStringLiteral("status:"), QStringLiteral("verified:"),
          QStringLiteral("delivery:"), QStringLiteral("time:"), QStringLiteral("age<"), QStringLiteral("size>"),
          QStringLiteral("duration>"), QStringLiteral("method:"), QStringLiteral("action:"), QStringLiteral("env:")}) {
        const FilterCompletion completion = completeFilter(start, static_cast<int>(start.size()), m_vocabulary);
        QVERIFY2(!completion.offers.isEmpty(), qPrintable(start));
        for (const QString& offer : completion.offers) {
            QString text = start.left(completion.position) + offer;
            if (completion.kind != CompletionKind::Field) {
                QVERIFY2(Filter::parse(text, at(0)), qPrintable(text));
                continue;
            }
            if (text.endsWith(u'.'))
                continue;
            const FilterCompletion next = completeFilter(text, static_cast<int>(text.size()), m_vocabulary);
            if (next.kind == CompletionKind::Operator)
                text += next.offers.first();
            text += next.kind == CompletionKind::Value && !next.offers.isEmpty() ? next.offers.first()
                                                                                 : QStringLiteral("x");
            QVERIFY2(Filter::parse(text, at(0)), qPrintable(text));
        }
    }
}

void TestFilterCompletion::anyTextIsSafe()
{
    const QString signs = QStringLiteral("ab.:=<>~!-\",[]\\ 0*");
    quint32 state = 7;
    for (int round = 0; round < 20000; ++round) {
        QString text;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            text += signs[static_cast<qsizetype>((state >> 8) % static_cast<quint32>(signs.size()))];
        }
        const int cursor = static_cast<int>(state % 14U) - 1;
        const FilterCompletion completion = completeFilter(text, cursor, m_vocabulary);
        QVERIFY(completion.position >= 0 && completion.length >= 0);
        QVERIFY(completion.position + completion.length <= text.size());
    }
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
