#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/mappingpresenter.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace hw::models {

namespace {

const Timestamp now = fromMicroseconds(1785940364000000);

store::StoredEvent captured(const char* id, const QByteArray& body, const char* type = "user.updated")
{
    store::StoredEvent stored;
    stored.event.id = QLatin1String(id);
    stored.event.source = QStringLiteral("crm");
    stored.event.receivedAt = now;
    stored.event.request.method = "POST";
    stored.event.request.headers = {{"Content-Type", "application/json"}, {"X-Team", "blue"}};
    stored.event.request.body = body;
    Run run;
    run.eventType = QLatin1String(type);
    run.providerId = QStringLiteral("p_") + QLatin1String(id);
    run.script.preprocess = json::Object{{QStringLiteral("plan"), "pro"}};
    stored.run = run;
    return stored;
}

/// Answers what the test put into it and saves to real files.
class FileSource final : public MappingSource
{
    Q_OBJECT

public:
    explicit FileSource(workspace::WorkspaceFiles& files)
        : m_files(files)
    {}

    void requestTypes(quint64 generation, const QString&) override
    {
        QMetaObject::invokeMethod(
            this, [this, generation] { Q_EMIT typesReady(generation, counts); }, Qt::QueuedConnection);
    }
    void requestEvents(quint64 generation, const QString&, const QString& type, int limit) override
    {
        std::vector<store::StoredEvent> found;
        for (const store::StoredEvent& event : events) {
            if (static_cast<int>(found.size()) < limit && mapping::eventTypeMatches(type, event.run->eventType))
                found.push_back(event);
        }
        QMetaObject::invokeMethod(
            this, [this, generation, found] { Q_EMIT eventsReady(generation, found); }, Qt::QueuedConnection);
    }
    void startSave(quint64 generation, const QString& source, const mapping::MappingFile& file,
                   workspace::OnConflict onConflict) override
    {
        const Result<void> result = m_files.saveMappings(source, file, onConflict);
        QMetaObject::invokeMethod(
            this, [this, generation, result] { Q_EMIT saved(generation, result); }, Qt::QueuedConnection);
    }

    void startChangeTypes(const QString& source, const QStringList& more, const QStringList& less) override
    {
        workspace::Source changed = m_files.workspace().source(source)->source;
        for (const QString& type : less)
            changed.eventTypes.removeAll(type);
        changed.eventTypes += more;
        const Result<void> result = m_files.saveSource(changed);
        QMetaObject::invokeMethod(
            this, [this, result] { Q_EMIT typesSaved(result); }, Qt::QueuedConnection);
    }

    /// Those that end in an operator do not compile.
    void checkExpressions(const QStringList& expressions) override
    {
        asked.append(expressions);
        QStringList problems;
        for (const QString& one : expressions)
            problems.append(one.endsWith(u'+') ? QStringLiteral("Unexpected token") : QString());
        QMetaObject::invokeMethod(
            this, [this, expressions, problems] { Q_EMIT expressionsChecked(expressions, problems); },
            Qt::QueuedConnection);
    }

    QStringList asked; ///< expressions
    std::vector<store::TypeCount> counts;
    std::vector<store::StoredEvent> events;

private:
    workspace::WorkspaceFiles& m_files;
};

} // namespace

/// The presenter over a workspace's real files.
class MappingPresenterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void mergesCatalogueSeenAndMappedTypes();
    void fillGoesToTheNextEmptySlot();
    void wrongTypeIsRefusedWithItsReason();
    void typedTextsAndTheirErrors();
    void savesOnlyWhatChanged();
    void undoAndRedoRestoreEitherSide();
    void previewPlansEveryEvent();
    void candidateShowsBeforeTheClick();
    void conditionsAreShared();
    void outsideChangeAppears();
    void bothSidesChangedIsAConflict();
    void replacingTheFileKeepsItsVersionInUndo();
    void exampleWhereNothingWasCaptured();
    void sampleStaysWhileEventsCome();
    void patternsSitOnTop();
    void expressionsAreNotEvaluated();
    void anExpressionThatDoesNotCompileIsTold();
    void recipientsAreCounted_data();
    void recipientsAreCounted();
    void draftsOutliveThePresenter();

private:
    void publish();
    [[nodiscard]] QByteArray file() const;
    void writeFile(const QByteArray& text);
    [[nodiscard]] QString card(const char* action) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workspace::WorkspaceFiles> m_files;
    std::unique_ptr<FileSource> m_source;
    std::unique_ptr<MappingPresenter> m_presenter;
    FixedClock m_clock{now};
};

void MappingPresenterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto files = workspace::WorkspaceFiles::create(m_folder->filePath(QStringLiteral("w")), QStringLiteral("w"), now);
    QVERIFY(files);
    m_files = std::move(files).value();
    workspace::Source source;
    source.key = QStringLiteral("crm");
    source.name = QStringLiteral("CRM");
    source.ignoredTypes = QStringList{QStringLiteral("noise.ping")};
    QVERIFY(m_files->saveSource(source));
    writeFile("{\n  \"format\": 1,\n  \"mappings\": [\n    {\n      \"id\": \"map_1\",\n"
              "      \"eventType\": \"user.updated\",\n      \"active\": true,\n      \"action\": \"users_identify\",\n"
              "      \"parameters\": {\n        \"id\": {\n          \"path\": \"body.user.id\"\n        }\n      },\n"
              "      \"owner\": \"ada\"\n    }\n  ],\n  \"note\": \"ours\"\n}\n");
    m_source = std::make_unique<FileSource>(*m_files);
    m_source->counts = {{QStringLiteral("user.updated"), 3}, {QStringLiteral("user.left"), 1}};
    m_source->events = {
        captured("hw_3", "{\"user\":{\"id\":\"u3\",\"email\":\"c@x.example\",\"name\":\"C\"},\"live\":false}"),
        captured("hw_2", "{\"user\":{\"id\":\"u2\",\"name\":\"B\"},\"live\":true}"),
        captured("hw_1", "{\"user\":{\"email\":{\"address\":\"a@x.example\"}},\"live\":false}")};
    m_presenter = std::make_unique<MappingPresenter>(*m_source, m_clock);
    publish();
    m_presenter->setCatalog(std::make_shared<const catalog::Catalog>(catalog::Catalog::load()));
    m_presenter->setSource(QStringLiteral("crm"));
    QTRY_COMPARE(m_presenter->events().size(), size_t(3));
}

void MappingPresenterTest::cleanup()
{
    m_presenter.reset();
    m_source.reset();
    m_files.reset();
}

void MappingPresenterTest::publish()
{
    m_presenter->setWorkspace(std::make_shared<const workspace::Workspace>(m_files->workspace()),
                              QStringLiteral("development"));
}

QByteArray MappingPresenterTest::file() const
{
    QFile file(m_folder->filePath(QStringLiteral("w/sources/crm/mappings.json")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void MappingPresenterTest::writeFile(const QByteArray& text)
{
    QFile file(m_folder->filePath(QStringLiteral("w/sources/crm/mappings.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    m_files->reload();
}

QString MappingPresenterTest::card(const char* action) const
{
    for (const MappingCard& each : m_presenter->cards()) {
        if (each.action == QLatin1String(action))
            return each.mapping;
    }
    return {};
}

void MappingPresenterTest::mergesCatalogueSeenAndMappedTypes()
{
    const MappingTypesModel& types = m_presenter->types();
    QCOMPARE(m_presenter->type(), QStringLiteral("user.updated")); // the one that came most
    QVERIFY(types.rowOf(QStringLiteral("user.updated")) >= 0);
    QVERIFY(types.at(types.rowOf(QStringLiteral("user.left"))).isUnmapped());
    QVERIFY(types.at(types.rowOf(QStringLiteral("noise.ping"))).ignored);
    QVERIFY(types.rowOf(QStringLiteral("order.completed")) >= 0); // the catalogue's
    QCOMPARE(types.index(types.rowOf(QStringLiteral("user.updated"))).data(MappingTypesModel::CountRole).toString(),
             QStringLiteral("3"));
}

void MappingPresenterTest::fillGoesToTheNextEmptySlot()
{
    const QString id = card("users_identify");
    m_presenter->setActiveSlot({id, QStringLiteral("email"), -1});
    QCOMPARE(m_presenter->activeTitle(), QStringLiteral("Email"));
    QVERIFY(!m_presenter->fill(QStringLiteral("body.user.email")));
    QCOMPARE(m_presenter->activeSlot().parameter, QStringLiteral("name"));
    QCOMPARE(m_presenter->useOf(QStringLiteral("body.user.email")), QStringLiteral("Identify · Email"));
    QCOMPARE(m_presenter->cards().front().filled, 2);
    QVERIFY(m_presenter->isDirty());
}

void MappingPresenterTest::wrongTypeIsRefusedWithItsReason()
{
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("email"), -1});
    const auto reason = m_presenter->fill(QStringLiteral("body.user"));
    QVERIFY(reason && reason->contains(QStringLiteral("an object")));
    QVERIFY(!m_presenter->isDirty());
    QCOMPARE(m_presenter->slotRows().find(m_presenter->activeSlot())->problem, *reason);
}

void MappingPresenterTest::typedTextsAndTheirErrors()
{
    const SlotRef name{card("users_identify"), QStringLiteral("name"), -1};
    QVERIFY(m_presenter->setSlotText(name, QStringLiteral("body.user[")));
    QVERIFY(!m_presenter->slotRows().find(name)->problem.isEmpty());
    QVERIFY(!m_presenter->setSlotText(name, QStringLiteral("Ada")));
    QVERIFY(m_presenter->slotRows().find(name)->content == MappingSlot::Content::Literal);
    QVERIFY(m_presenter->slotRows().find(name)->problem.isEmpty());
    QVERIFY(!m_presenter->setSlotText(name, QStringLiteral("= body.user.name.trim()")));
    QVERIFY(m_presenter->slotRows().find(name)->content == MappingSlot::Content::Expression);
    QVERIFY(!m_presenter->setSlotText(name, QString()));
    QVERIFY(m_presenter->slotRows().find(name)->content == MappingSlot::Content::Empty);
    QVERIFY(!m_presenter->isDirty());
}

void MappingPresenterTest::savesOnlyWhatChanged()
{
    const QByteArray before = file();
    const QSignalSpy saved(m_presenter.get(), &MappingPresenter::saved);
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("email"), -1});
    QVERIFY(!m_presenter->fill(QStringLiteral("body.user.email")));
    m_presenter->save();
    QVERIFY(m_presenter->isSaving());
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(!m_presenter->isDirty());
    QByteArray expected = before;
    expected.replace("\"path\": \"body.user.id\"\n        }\n",
                     "\"path\": \"body.user.id\"\n        },\n        \"email\": {\n          \"path\": "
                     "\"body.user.email\"\n        }\n");
    QVERIFY(expected != before);
    QCOMPARE(file().contains("\"note\": \"ours\""), true);
    QCOMPARE(file().contains("\"owner\": \"ada\""), true);
    // The same lines but for those of the new parameter, whatever their order at the end.
    const QList<QByteArray> lines = file().split('\n');
    int added = 0;
    for (const QByteArray& line : lines)
        added += expected.contains(line) ? 0 : 1;
    QCOMPARE(added, 0);
    QCOMPARE(lines.size(), expected.split('\n').size());
    publish();
    QVERIFY(!m_presenter->isDirty());
    QVERIFY(!m_presenter->hasConflict());
}

void MappingPresenterTest::undoAndRedoRestoreEitherSide()
{
    std::vector<MappingChange> changes;
    connect(m_presenter.get(), &MappingPresenter::edited, this,
            [&changes](const MappingChange& change) { changes.push_back(change); });
    m_presenter->addAction(QStringLiteral("workflows_trigger"));
    QCOMPARE(m_presenter->cards().size(), size_t(2));
    QCOMPARE(m_presenter->activeSlot().parameter, QStringLiteral("key"));
    const QString trigger = card("workflows_trigger");
    m_presenter->setActionActive(trigger, false);
    m_presenter->duplicateAction(trigger);
    QCOMPARE(m_presenter->cards().size(), size_t(3));
    m_presenter->removeAction(card("users_identify"));
    QCOMPARE(changes.size(), size_t(4));
    QCOMPARE(changes.front().text, QStringLiteral("Add Trigger workflow"));
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        m_presenter->restore(change->source, change->type, change->before);
    QVERIFY(!m_presenter->isDirty());
    QCOMPARE(m_presenter->cards().size(), size_t(1));
    for (const MappingChange& change : changes)
        m_presenter->restore(change.source, change.type, change.after);
    QCOMPARE(m_presenter->cards().size(), size_t(2));
    QVERIFY(!m_presenter->cards().front().active);
}

void MappingPresenterTest::previewPlansEveryEvent()
{
    const QAbstractItemModelTester tester(&m_presenter->preview());
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("email"), -1});
    QVERIFY(!m_presenter->fill(QStringLiteral("body.user.email")));
    const std::vector<PreviewRow>& rows = m_presenter->preview().rows();
    QCOMPARE(rows.size(), size_t(3));
    QCOMPARE(rows[0].result.text, QStringLiteral("Ready"));
    QCOMPARE(rows[0].cells[0].text, QStringLiteral("u3"));
    QCOMPARE(rows[1].result.text, QStringLiteral("No email"));
    QCOMPARE(rows[1].cells[2].text, QStringLiteral("not in this event"));
    QCOMPARE(rows[2].result.text, QStringLiteral("User ID is missing"));
    QVERIFY(rows[2].result.tone == Tone::Fail);
    QCOMPARE(rows[2].cells[2].text, QStringLiteral("is an object"));
    QVERIFY(rows[2].explanation.contains(QStringLiteral("skipped")));
    m_presenter->setActionActive(card("users_identify"), false);
    QCOMPARE(m_presenter->preview().rows()[0].result.text, QStringLiteral("Switched off"));
}

void MappingPresenterTest::candidateShowsBeforeTheClick()
{
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("name"), -1});
    m_presenter->setCandidate(QStringLiteral("body.user.name"));
    const MappingPreviewModel& preview = m_presenter->preview();
    QCOMPARE(preview.columns().back().path, QStringLiteral("body.user.name"));
    QCOMPARE(preview.rows()[0].cells.back().text, QStringLiteral("C"));
    QVERIFY(!m_presenter->isDirty());
    m_presenter->setCandidate({});
    QVERIFY(m_presenter->preview().rows()[0].cells.back().missing);
}

void MappingPresenterTest::conditionsAreShared()
{
    m_presenter->addAction(QStringLiteral("users_delete"));
    const QString first = card("users_identify");
    QVERIFY(m_presenter->sharedCondition());
    m_presenter->startTest(first);
    QCOMPARE(m_presenter->sharedCondition()->tests.size(), size_t(1));
    QCOMPARE(m_presenter->activeTitle(), QStringLiteral("Condition"));
    QVERIFY(!m_presenter->fill(QStringLiteral("body.live")));
    QCOMPARE(m_presenter->sharedCondition()->mappings.size(), 2);
    QCOMPARE(m_presenter->sharedCondition()->tests.front().value, QStringLiteral("false")); // the sample's own
    QCOMPARE(m_presenter->sharedCondition()->matches, QStringLiteral("2 of 3 event(s) match"));
    QCOMPARE(m_presenter->useOf(QStringLiteral("body.live")), QStringLiteral("Condition"));
    QCOMPARE(m_presenter->preview().rows()[1].result.text, QStringLiteral("Condition not met"));
    m_presenter->setTestValue(first, 0, QStringLiteral("true"));
    QCOMPARE(m_presenter->sharedCondition()->matches, QStringLiteral("1 of 3 event(s) match"));
    m_presenter->setTestOp(first, 0, mapping::Op::Exists);
    QVERIFY(!m_presenter->sharedCondition()->tests.front().takesValue);
    m_presenter->separateConditions();
    QVERIFY(!m_presenter->sharedCondition());
    QVERIFY(m_presenter->cards().front().when);
    m_presenter->removeTest(first, 0);
    QCOMPARE(m_presenter->cards().front().when->tests.size(), size_t(0));
    QCOMPARE(m_presenter->cards().back().when->tests.size(), size_t(1));
}

void MappingPresenterTest::outsideChangeAppears()
{
    const QSignalSpy reloaded(m_presenter.get(), &MappingPresenter::reloaded);
    writeFile(file().replace("body.user.id", "body.user.key"));
    publish();
    QCOMPARE(reloaded.count(), 1);
    QVERIFY(!m_presenter->isDirty());
    QCOMPARE(m_presenter->slotRows().rows().front().text, QStringLiteral("body.user.key"));
}

void MappingPresenterTest::bothSidesChangedIsAConflict()
{
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("email"), -1});
    QVERIFY(!m_presenter->fill(QStringLiteral("body.user.email")));
    writeFile(file().replace("body.user.id", "body.user.key"));
    publish();
    QVERIFY(m_presenter->hasConflict());
    QCOMPARE(m_presenter->slotRows().rows().front().text, QStringLiteral("body.user.id")); // still mine
    std::vector<MappingChange> changes;
    connect(m_presenter.get(), &MappingPresenter::edited, this,
            [&changes](const MappingChange& change) { changes.push_back(change); });
    m_presenter->takeFile();
    QVERIFY(!m_presenter->hasConflict());
    QVERIFY(!m_presenter->isDirty());
    QCOMPARE(m_presenter->slotRows().rows().front().text, QStringLiteral("body.user.key"));
    QCOMPARE(changes.size(), size_t(1));
    m_presenter->restore(changes[0].source, changes[0].type, changes[0].before);
    QCOMPARE(m_presenter->slotRows().rows().front().text, QStringLiteral("body.user.id"));
}

void MappingPresenterTest::replacingTheFileKeepsItsVersionInUndo()
{
    m_presenter->setActiveSlot({card("users_identify"), QStringLiteral("email"), -1});
    QVERIFY(!m_presenter->fill(QStringLiteral("body.user.email")));
    writeFile(file().replace("body.user.id", "body.user.key"));
    publish();
    QVERIFY(m_presenter->hasConflict());
    std::vector<MappingChange> changes;
    connect(m_presenter.get(), &MappingPresenter::edited, this,
            [&changes](const MappingChange& change) { changes.push_back(change); });
    const QSignalSpy saved(m_presenter.get(), &MappingPresenter::saved);
    m_presenter->save();
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(!m_presenter->hasConflict());
    QVERIFY(file().contains("body.user.email"));
    QVERIFY(!file().contains("body.user.key"));
    QCOMPARE(changes.size(), size_t(1));
    m_presenter->restore(changes[0].source, changes[0].type, changes[0].before);
    QCOMPARE(m_presenter->slotRows().rows().front().text, QStringLiteral("body.user.key"));
    QVERIFY(m_presenter->isDirty());
}

void MappingPresenterTest::exampleWhereNothingWasCaptured()
{
    m_presenter->selectType(QStringLiteral("user.identified"));
    QVERIFY(m_presenter->sample());
    QVERIFY(m_presenter->sample()->isExample());
    QVERIFY(m_presenter->tree().rowCount() >= 2);
    QCOMPARE(m_presenter->preview().rows().size(), size_t(1));
    QCOMPARE(m_presenter->preview().rows().front().time, QStringLiteral("Example"));
}

void MappingPresenterTest::sampleStaysWhileEventsCome()
{
    const QSignalSpy resets(&m_presenter->tree(), &QAbstractItemModel::modelReset);
    QCOMPARE(m_presenter->sample()->id, QStringLiteral("hw_3"));
    m_source->events.insert(m_source->events.begin(), captured("hw_4", "{\"user\":{\"id\":\"u4\"}}"));
    Q_EMIT m_source->changed();
    QTRY_COMPARE(m_presenter->events().size(), size_t(4));
    QCOMPARE(m_presenter->sample()->id, QStringLiteral("hw_3"));
    QCOMPARE(resets.count(), 0);
    m_presenter->selectSample(QStringLiteral("hw_4"));
    QCOMPARE(resets.count(), 1);
}

void MappingPresenterTest::patternsSitOnTop()
{
    QVERIFY(!m_presenter->addType(QStringLiteral("  ")));
    QVERIFY(m_presenter->addType(QStringLiteral("user.*")));
    QCOMPARE(m_presenter->type(), QStringLiteral("user.*"));
    QCOMPARE(m_presenter->types().rowOf(QStringLiteral("user.*")), 0);
    QCOMPARE(m_presenter->types().at(0).events, qint64(4));
    m_presenter->addAction(QStringLiteral("tenants_set"));
    m_presenter->selectType(QStringLiteral("user.left"));
    QCOMPARE(m_presenter->applyingPatterns(), QStringList{QStringLiteral("user.*")});
    QCOMPARE(m_presenter->types().at(m_presenter->types().rowOf(QStringLiteral("user.left"))).actions, 1);
}

void MappingPresenterTest::expressionsAreNotEvaluated()
{
    const SlotRef id{card("users_identify"), QStringLiteral("id"), -1};
    QVERIFY(!m_presenter->setSlotText(id, QStringLiteral("= body.user.id.toUpperCase()")));
    const PreviewRow& row = m_presenter->preview().rows().front();
    QCOMPARE(row.cells.front().text, QStringLiteral("evaluated when the event runs"));
    QCOMPARE(row.result.text, QStringLiteral("Has an expression"));
}

void MappingPresenterTest::anExpressionThatDoesNotCompileIsTold()
{
    const SlotRef id{card("users_identify"), QStringLiteral("id"), -1};
    const auto problem = [&] { return m_presenter->slotRows().find(id)->problem; };
    const auto verdict = [&] { return m_presenter->preview().rows().front().result.text; };
    QVERIFY(!m_presenter->setSlotText(id, QStringLiteral("= body.user.id +")));
    QTRY_COMPARE(problem(), QStringLiteral("This does not compile: Unexpected token"));
    QCOMPARE(verdict(), QStringLiteral("User ID: the expression failed"));
    QCOMPARE(m_presenter->preview().rows().front().cells.front().text, QStringLiteral("does not compile"));
    QVERIFY(!m_presenter->setSlotText(id, QStringLiteral("= body.user.id + 1")));
    QVERIFY(problem().isEmpty());
    QCOMPARE(verdict(), QStringLiteral("Has an expression"));
    // Each is asked for once.
    QVERIFY(!m_presenter->setSlotText(id, QStringLiteral("= body.user.id +")));
    QVERIFY(!problem().isEmpty());
    QCOMPARE(m_source->asked.count(QStringLiteral("body.user.id +")), 1);
}

void MappingPresenterTest::recipientsAreCounted_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("count");
    const QString workflow = QStringLiteral("workflows_trigger");
    const QString recipients = QStringLiteral("recipients");
    QTest::newRow("a list") << workflow << recipients << QStringLiteral("body.team")
                            << QStringLiteral("3 recipient(s)");
    QTest::newRow("one") << workflow << recipients << QStringLiteral("body.user.id")
                         << QStringLiteral("1 recipient(s)");
    QTest::newRow("a literal list") << workflow << recipients << QStringLiteral("[\"a\",\"b\"]")
                                    << QStringLiteral("2 recipient(s)");
    QTest::newRow("none there") << workflow << recipients << QStringLiteral("body.nobody") << QString();
    QTest::newRow("an expression") << workflow << recipients << QStringLiteral("= body.team") << QString();
    QTest::newRow("members") << QStringLiteral("audiences_add_member") << QStringLiteral("members")
                             << QStringLiteral("body.team") << QStringLiteral("3 member(s)");
    QTest::newRow("no list is taken") << QStringLiteral("users_identify") << QStringLiteral("id")
                                      << QStringLiteral("body.user.id") << QString();
}

void MappingPresenterTest::recipientsAreCounted()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, parameter);
    QFETCH(const QString, text);
    m_source->events = {captured("hw_4", R"({"user":{"id":"u4"},"team":["u4",{"id":"u5"},6]})")};
    m_presenter->setSource({});
    m_presenter->setSource(QStringLiteral("crm"));
    QTRY_COMPARE(m_presenter->events().size(), size_t(1));
    const QByteArray action = kind.toLatin1();
    if (card(action.constData()).isEmpty())
        m_presenter->addAction(kind);
    const SlotRef slot{card(action.constData()), parameter, -1};
    QVERIFY(!m_presenter->setSlotText(slot, text));
    const MappingSlot* shown = m_presenter->slotRows().find(slot);
    QVERIFY(shown);
    QTEST(shown->count, "count");
}

/// What is edited and not saved is there again, also where the file has changed meanwhile.
void MappingPresenterTest::draftsOutliveThePresenter()
{
    const SlotRef email{card("users_identify"), QStringLiteral("email"), -1};
    QVERIFY(!m_presenter->setSlotText(email, QStringLiteral("body.user.email")));
    const QHash<QString, MappingDraft> kept = m_presenter->drafts();
    QCOMPARE(kept.keys(), QStringList{QStringLiteral("crm")});
    const mapping::MappingFile edited = *m_presenter->unsavedMappings(QStringLiteral("crm"));
    for (const bool changed : {false, true}) {
        if (changed)
            writeFile(R"({"format":1,"mappings":[]})");
        m_presenter = std::make_unique<MappingPresenter>(*m_source, m_clock);
        m_presenter->setDrafts(kept);
        publish();
        m_presenter->setSource(QStringLiteral("crm"));
        QCOMPARE(m_presenter->unsavedMappings(QStringLiteral("crm")), std::optional(edited));
        QCOMPARE(m_presenter->hasConflict(), changed);
    }
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::MappingPresenterTest)
#include "tst_mappingpresenter.moc"
