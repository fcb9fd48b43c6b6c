#include "ui/models/linediff.h"
#include "ui/models/scriptnotesmodel.h"
#include "ui/models/scriptsamplesmodel.h"
#include "ui/models/scripttokens.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hw;
using namespace hw::models;

namespace {

store::EventRow row(const char* type, const char* id)
{
    store::EventRow made;
    made.eventType = QString::fromLatin1(type);
    made.id = QString::fromLatin1(id);
    return made;
}

/// One letter for each byte: k, s, n, f, c, p, and a space for the rest.
QByteArray drawn(QByteArrayView text, ScriptDialect dialect)
{
    QByteArray out;
    for (const ScriptToken kind : lexScript(text, dialect).kinds)
        out.append(" ksnfcp"[static_cast<int>(kind)]);
    return out;
}

} // namespace

class TestScriptModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreNewestOfEachTypeThenTheCatalogue()
    {
        ScriptSamplesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCatalogue({QStringLiteral("a"), QStringLiteral("c")});
        QCOMPARE(model.rowCount(), 2);
        model.setCaptured({row("b", "hw_3"), row("a", "hw_2"), row("b", "hw_1")}, {});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowCount(model.index(0)), 0);
        QCOMPARE(model.samples()[0].eventId, QStringLiteral("hw_3"));
        QCOMPARE(model.samples()[1].type, QStringLiteral("a"));
        QVERIFY(model.samples()[1].isCaptured());
        QVERIFY(!model.samples()[2].isCaptured());
        model.setMark(QStringLiteral("a"), SampleMark::Failed);
        QCOMPARE(model.failing(), 1);
        // The one that was tried stays, the other gets the newest event; no row moves.
        model.setCaptured({row("a", "hw_5"), row("b", "hw_4"), row("a", "hw_2")}, {});
        QCOMPARE(model.samples()[0].eventId, QStringLiteral("hw_4"));
        QCOMPARE(model.samples()[1].eventId, QStringLiteral("hw_2"));
        QVERIFY(model.samples()[1].mark == SampleMark::Failed);
        // So does the one that is looked at; what is new stands behind.
        model.clearMarks();
        model.setCaptured({row("d", "hw_8"), row("b", "hw_7"), row("a", "hw_6")}, QStringLiteral("b"));
        QCOMPARE(model.samples()[0].eventId, QStringLiteral("hw_4"));
        QCOMPARE(model.samples()[1].eventId, QStringLiteral("hw_6"));
        QCOMPARE(model.samples()[2].eventId, QStringLiteral("hw_8"));
        // What is there no more, and not looked at, goes.
        model.setCaptured({row("d", "hw_8")}, {});
        QCOMPARE(model.samples()[0].eventId, QStringLiteral("hw_8"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void notesAreReplacedWhole()
    {
        ScriptNotesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setNotes({{Tone::Fail, QStringLiteral("x"), QStringLiteral("wrong"), 3, 2}});
        model.setNotes({{Tone::Fail, QStringLiteral("x"), QStringLiteral("wrong"), 3, 2}});
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(model.index(0)), 0);
        QCOMPARE(model.index(0).data(ScriptNotesModel::LineRole).toInt(), 3);
    }

    void tokens_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("kinds");
        QTest::addColumn<bool>("typed");
        QTest::newRow("keyword") << QByteArray("const a = 12;") << QByteArray("kkkkk     nn ") << false;
        QTest::newRow("call") << QByteArray("run(a)") << QByteArray("fff   ") << false;
        QTest::newRow("comment") << QByteArray("a // b") << QByteArray("  cccc") << false;
        QTest::newRow("open comment") << QByteArray("/* b") << QByteArray("cccc") << false;
        QTest::newRow("string") << QByteArray("'a\\'b' c") << QByteArray("ssssss  ") << false;
        QTest::newRow("open string ends with its line") << QByteArray("'a\nb") << QByteArray("ss  ") << false;
        QTest::newRow("template") << QByteArray("`a${b}c`") << QByteArray("ssss sss") << false;
        QTest::newRow("division") << QByteArray("a / b / c") << QByteArray("         ") << false;
        QTest::newRow("expression") << QByteArray("x = /a[/]b/g") << QByteArray("    ssssssss") << false;
        QTest::newRow("key") << QByteArray("f({ a: 1 })") << QByteArray("f   p  n   ") << false;
        QTest::newRow("member is no keyword") << QByteArray("a.default") << QByteArray("         ") << false;
        QTest::newRow("type word") << QByteArray("a: string") << QByteArray("   kkkkkk") << true;
        QTest::newRow("no type word") << QByteArray("a: string") << QByteArray("         ") << false;
    }

    void tokens()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, kinds);
        QFETCH(bool, typed);
        QCOMPARE(drawn(text, typed ? ScriptDialect::TypeScript : ScriptDialect::JavaScript), kinds);
    }

    void depthsFold()
    {
        const auto lexing = lexScript("a(() => {\n  b;\n});\nc", ScriptDialect::JavaScript);
        QCOMPARE(lexing.depths, (std::vector<int>{0, 2, 2, 0}));
    }

    void linesOfADifference()
    {
        const auto rows = diffLines(
            {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")},
            {QStringLiteral("a"), QStringLiteral("x"), QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
        const std::vector<DiffRow> wanted{{0, 0, true}, {1, 1, false}, {2, 2, true}, {3, 3, true}, {-1, 4, false}};
        QCOMPARE(rows.size(), wanted.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            QVERIFY2(rows[i] == wanted[i], qPrintable(QString::number(i)));
        QVERIFY(diffLines({}, {}).empty());
        const auto json = diffJsonLines(
            {QStringLiteral("{"), QStringLiteral("  \"a\": 1"), QStringLiteral("}")},
            {QStringLiteral("{"), QStringLiteral("  \"a\": 1,"), QStringLiteral("  \"b\": 2"), QStringLiteral("}")});
        QVERIFY(json == (std::vector<DiffRow>{{0, 0, true}, {1, 1, true}, {-1, 2, false}, {2, 3, true}}));
    }
};

QTEST_GUILESS_MAIN(TestScriptModels)
#include "tst_scriptmodels.moc"
