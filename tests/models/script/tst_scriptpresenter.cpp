// The Script view's logic on a real workspace with a real engine.

#include "tests/models/script/scriptworkspace.h"

#include <QSignalSpy>

using namespace hw;
using namespace hw::models;
using State = ScriptResult::State;

namespace {

constexpr int patience = 30000;
const QByteArray order = R"({"type":"order.completed","id":"evt_1","user_id":"u1"})";
const QString good = QStringLiteral("async function main({ body }) {\n"
                                    "  console.log('seen', body.user_id);\n"
                                    "  return { verified: true, upper: body.user_id.toUpperCase() };\n"
                                    "}\n");

} // namespace

class TestScriptPresenter final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ScriptWorkspace> m_workspace;

    [[nodiscard]] ScriptPresenter& presenter() { return m_workspace->presenter(); }

    /// The script is there, the event is chosen.
    bool begin(const QString& text)
    {
        presenter().setSource(QStringLiteral("orders"));
        presenter().writeScript();
        presenter().setText(text);
        return QTest::qWaitFor([this] {
            const auto* sample = presenter().samples().find(QStringLiteral("order.completed"));
            return sample && sample->isCaptured();
        });
    }

    bool saveAndWait()
    {
        presenter().save();
        return QTest::qWaitFor([this] { return !presenter().isDirty() && !presenter().isSaving(); }, patience);
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<test::ScriptWorkspace>();
        QVERIFY(m_workspace->isOk());
        QVERIFY(m_workspace->capture(order));
    }

    void aScriptVerifiesAsTheSettingsDid()
    {
        presenter().setSource(QStringLiteral("orders"));
        QVERIFY(!presenter().hasScript());
        QVERIFY(!presenter().isDirty());
        presenter().writeScript();
        QVERIFY(presenter().hasScript());
        QVERIFY(presenter().isDirty());
        QVERIFY(presenter().versionLabel().isEmpty());
        QTRY_COMPARE(presenter().sampleType(), QStringLiteral("order.completed"));
        QTRY_VERIFY(presenter().samples().find(QStringLiteral("order.completed"))->isCaptured());
        presenter().run();
        QVERIFY(presenter().result().state == State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state != State::Running, patience);
        QCOMPARE(presenter().result().verdict, QStringLiteral("verified: true"));
        QVERIFY(presenter().result().state == State::Passed);
        QVERIFY(presenter().problems().empty());
    }

    void aCatalogueSampleIsSigned()
    {
        QVERIFY(begin({}));
        presenter().restore(QString());
        presenter().setSource({});
        presenter().setSource(QStringLiteral("orders"));
        const QString type = QStringLiteral("user.identified");
        QTRY_VERIFY(presenter().samples().find(type));
        QVERIFY(!presenter().samples().find(type)->isCaptured());
        presenter().restore(
            QStringLiteral("async function main(ctx) {\n"
                           "  const verified = verifySignature({ ...ctx.signing, headers: ctx.headers,\n"
                           "    payload: ctx.rawBody, secret: ctx.vars.ORDERS_SIGNING_SECRET });\n"
                           "  return { verified };\n}\n"));
        presenter().selectSample(type);
        presenter().run();
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
        QVERIFY(presenter().samples().find(type)->mark == SampleMark::Passed);
    }

    void whatRunsIsNeitherStoredNorDelivered()
    {
        QVERIFY(begin(good));
        QSignalSpy committed(&m_workspace->engine(), &engine::Engine::committed);
        presenter().run();
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
        QCOMPARE(presenter().result().facts.last(), QStringLiteral("1 value returned"));
        QCOMPARE((*presenter().result().values)[u"upper"].toString(), QStringLiteral("U1"));
        QCOMPARE(presenter().console().rowCount(), 1);
        QCOMPARE(presenter().console().index(0).data().toString(), QStringLiteral("seen u1"));
        QCOMPARE(presenter().console().index(0).data(ScriptNotesModel::LineRole).toInt(), 2);
        QCOMPARE(committed.count(), 0);
    }

    void problemsComeWhileItIsWritten()
    {
        QVERIFY(begin(QStringLiteral("async function main(ctx) {\n  const a = ;\n}\n")));
        QTRY_COMPARE_WITH_TIMEOUT(presenter().problems().size(), std::size_t(1), patience);
        QCOMPARE(presenter().problems().front().line, 2);
        QCOMPARE(presenter().problems().front().column, 13);
        QVERIFY(!presenter().problems().front().text.isEmpty());
        QCOMPARE(presenter().problemNotes().rowCount(), 1);
        presenter().setText(good);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().problems().empty(), patience);
    }

    void aFailedRunNamesItsLine()
    {
        QVERIFY(begin(
            QStringLiteral("async function main({ body }) {\n\n  return { verified: true, x: gone(body) };\n}\n")));
        presenter().run();
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Failed, patience);
        QVERIFY(presenter().result().verdict.contains(QLatin1String("gone")));
        QCOMPARE(presenter().result().line, 3);
        QTRY_VERIFY(!presenter().problems().empty());
        QCOMPARE(presenter().problems().front().line, 3);
        QCOMPARE(presenter().samples().failing(), 1);
    }

    void eachSampleShowsWhatItGave()
    {
        QVERIFY(begin(QStringLiteral("async function main({ body }) {\n"
                                     "  console.log(body.type);\n"
                                     "  if (body.type !== 'order.completed')\n"
                                     "    throw new Error('not mine');\n"
                                     "  return { verified: true };\n}\n")));
        const QString own = QStringLiteral("order.completed");
        const QString other = QStringLiteral("user.identified");
        QTRY_VERIFY(presenter().samples().find(other));
        presenter().selectSample(own);
        presenter().run();
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
        presenter().selectSample(other);
        QVERIFY(presenter().result().state == State::None);
        QVERIFY(!presenter().lastTrial());
        QCOMPARE(presenter().console().rowCount(), 0);
        // After a save each tells why it failed, without another run.
        QVERIFY(saveAndWait());
        QTRY_VERIFY_WITH_TIMEOUT(presenter().samples().find(own)->mark == SampleMark::Passed &&
                                     presenter().samples().find(other)->mark == SampleMark::Failed,
                                 patience);
        QVERIFY(presenter().result().state == State::Failed);
        QCOMPARE(presenter().result().line, 4);
        QCOMPARE(presenter().problems().size(), std::size_t(1));
        presenter().selectSample(own);
        QVERIFY(presenter().result().state == State::Passed);
        QVERIFY(presenter().problems().empty());
        QCOMPARE(presenter().console().index(0).data().toString(), own);
        // The place of a failure is of the text that ran.
        presenter().setText(presenter().text() + QStringLiteral("// more\n"));
        presenter().selectSample(other);
        QVERIFY(presenter().result().state == State::Failed);
        QCOMPARE(presenter().result().line, 0);
        // Another text altogether has not run yet.
        presenter().restore(good);
        QVERIFY(presenter().result().state == State::None);
        QVERIFY(presenter().samples().find(other)->mark == SampleMark::None);
    }

    void everySaveIsAVersion()
    {
        QVERIFY(begin(good));
        QSignalSpy saved(&presenter(), &ScriptPresenter::saved);
        QVERIFY(saveAndWait());
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(saved.first().first().toString(), QStringLiteral("v1"));
        QCOMPARE(m_workspace->fileText(), good.toUtf8());
        // Every sample is tried on what was saved.
        QTRY_VERIFY_WITH_TIMEOUT(
            presenter().samples().find(QStringLiteral("order.completed"))->mark == SampleMark::Passed, patience);
        presenter().setText(good + QStringLiteral("// more\n"));
        QVERIFY(presenter().isDirty());
        QVERIFY(saveAndWait());
        QCOMPARE(presenter().versionLabel(), QStringLiteral("v2"));

        QSignalSpy versions(&presenter(), &ScriptPresenter::versionsReady);
        presenter().requestVersions();
        QTRY_COMPARE(versions.count(), 1);
        const auto list = versions.first().first().value<std::vector<workspace::ScriptVersion>>();
        QCOMPARE(list.size(), std::size_t(2));
        QSignalSpy text(&presenter(), &ScriptPresenter::versionTextReady);
        presenter().requestVersionText(1);
        QTRY_COMPARE(text.count(), 1);
        presenter().restore(text.first().at(1).toString());
        QCOMPARE(presenter().text(), good);
        QVERIFY(presenter().isDirty());
        QVERIFY(saveAndWait());
        QCOMPARE(presenter().versionLabel(), QStringLiteral("v3"));
    }

    void anOutsideEditAppearsWhereNothingIsUnsaved()
    {
        QVERIFY(begin(good));
        QVERIFY(saveAndWait());
        QSignalSpy replaced(&presenter(), &ScriptPresenter::textReplaced);
        QVERIFY(m_workspace->writeOutside("// theirs\n" + good.toUtf8()));
        QTRY_COMPARE(replaced.count(), 1);
        QVERIFY(presenter().text().startsWith(QLatin1String("// theirs")));
        QVERIFY(!presenter().isDirty());
        QVERIFY(!presenter().hasConflict());
        QTRY_COMPARE(presenter().versionLabel(), QStringLiteral("v2")); // what was done outside is a version too
    }

    void aConflictLosesNothing_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("keep mine") << true;
        QTest::newRow("take the file") << false;
    }

    void aConflictLosesNothing()
    {
        QFETCH(bool, keep);
        QVERIFY(begin(good));
        QVERIFY(saveAndWait());
        const QString mine = good + QStringLiteral("// mine\n");
        const QByteArray theirs = "// theirs\n" + good.toUtf8();
        presenter().setText(mine);
        QVERIFY(m_workspace->writeOutside(theirs));
        QTRY_VERIFY(presenter().hasConflict());
        QCOMPARE(presenter().text(), mine);
        QCOMPARE(presenter().fileText().toUtf8(), theirs);
        presenter().save(); // not before somebody has decided
        QVERIFY(!presenter().isSaving());
        if (keep) {
            presenter().keepMine();
            QVERIFY(!presenter().hasConflict());
            QVERIFY(saveAndWait());
            QCOMPARE(m_workspace->fileText(), mine.toUtf8());
            QCOMPARE(presenter().versionLabel(), QStringLiteral("v3")); // theirs is v2
        } else {
            presenter().takeFile();
            QVERIFY(!presenter().hasConflict());
            QVERIFY(!presenter().isDirty());
            QCOMPARE(presenter().text().toUtf8(), theirs);
        }
    }

    void aWorkingCopyStaysWhileAnotherSourceIsShown()
    {
        QVERIFY(begin(good));
        presenter().setSource({});
        QCOMPARE(presenter().dirtySources(), QStringList{QStringLiteral("orders")});
        QVERIFY(!presenter().hasScript());
        presenter().setSource(QStringLiteral("orders"));
        QCOMPARE(presenter().text(), good);
        QVERIFY(presenter().isDirty());
    }
};

QTEST_GUILESS_MAIN(TestScriptPresenter)
#include "tst_scriptpresenter.moc"
