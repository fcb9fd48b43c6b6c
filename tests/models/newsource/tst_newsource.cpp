#include "core/base/ids.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/newsourcepresenter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::models;

namespace {

class HandClock final : public Clock
{
public:
    Timestamp now() const override { return time; }
    Timestamp time = *parseTimestamp(QStringLiteral("2026-11-23T14:33:00Z"));
};

class FakeEngine final : public EngineLink
{
public:
    void startOpen() override {}
    void startListener(const http::ListenOptions& options) override { starts.append(options.port); }
    void stopListener() override {}
    void useEnvironment(const QString&) override {}
    void setPort(quint16) override {}

    QList<quint16> starts;
};

class FakeEvents final : public EventSource
{
public:
    void requestPage(quint64 generation, const store::Filter&, const store::PageRequest&) override
    {
        page = generation;
    }
    void requestEvent(quint64, const QString&) override {}
    void requestCount(quint64, const store::Filter&) override {}
    void requestHistogram(quint64, Timestamp, Timestamp, const QString&) override {}
    void requestSummary(quint64) override {}

    quint64 page = 0;
};

/// The files of a real workspace, changed at once; what goes over HTTP is answered by the test.
class FileLink final : public SetupLink
{
public:
    FileLink(workspace::WorkspaceFiles& files, FakeEngine& engine, const Clock& clock)
        : m_files(files)
        , m_engine(engine)
        , m_clock(clock)
    {}

    void publish()
    {
        Q_EMIT m_engine.workspaceChanged(std::make_shared<const workspace::Workspace>(m_files.workspace()),
                                         QStringLiteral("development"));
    }

    void addSource(const catalog::Provider& provider, const QString& key, const QString& name, const SetupState& state,
                   QObject*, Added done) override
    {
        workspace::NewSource wanted;
        wanted.key = key;
        wanted.name = name;
        const auto added = m_files.addSource(provider, wanted, m_clock.now());
        if (added)
            keep(added->key, state);
        waiting.append(added ? added->key : QString());
        publish();
        Q_EMIT waitingForSecret(waiting);
        done(added ? Result<QString>(added->key) : Result<QString>(added.error()));
    }

    void changeProvider(const QString& key, const catalog::Provider& provider, const QString& name, QObject*,
                        Done done) override
    {
        const auto changed = m_files.changeProvider(key, provider, name, m_clock.now());
        publish();
        done(changed ? Result<void>() : Result<void>(changed.error()));
    }

    void setSuggestions(const QString& key, const catalog::Provider& provider, const std::vector<size_t>& taken,
                        QObject*, Done done) override
    {
        const auto set = m_files.setSuggestions(key, provider, taken, m_clock.now());
        publish();
        done(set);
    }

    void setSecret(const QString& name, const SecretString& value, QObject*, Done done) override
    {
        stored = {name, QString::fromUtf8(value.view())};
        waiting.clear();
        Q_EMIT waitingForSecret(waiting);
        done({});
    }

    void setPublicUrl(const QString& url, QObject*, Done done) override
    {
        workspace::LocalSettings local = m_files.workspace().local;
        local.publicUrl = url;
        const auto saved = m_files.saveLocal(local);
        publish();
        done(saved);
    }

    void keepState(const QString& key, const std::optional<SetupState>& state, QObject*, Done done) override
    {
        keep(key, state);
        publish();
        done({});
    }

    void removeSource(const QString& key, QObject*, Done done) override
    {
        const auto removed = m_files.removeSource(key, m_clock.now());
        keep(key, std::nullopt);
        publish();
        done(removed ? Result<void>() : Result<void>(removed.error()));
    }

    void restoreSource(const QString& key, const SetupState& state, QObject*, Done done) override
    {
        const auto restored = m_files.restoreSource(m_files.workspace().removed.front());
        keep(key, state);
        publish();
        done(restored);
    }

    void probe(const QString& url, QObject*, Answered done) override
    {
        probes.append(url);
        done(Answer{probeStatus, {}});
    }

    void sendSample(const QString&, const catalog::Provider&, const QString& type, const QString& origin, QObject*,
                    Answered done) override
    {
        sent = {type, origin};
        done(Answer{200, QStringLiteral("hw_test")});
    }

    std::optional<SetupState> kept(const QString& key) const { return setupOf(m_files.workspace().local, key); }

    QStringList probes;
    int probeStatus = 200;
    std::pair<QString, QString> stored;
    std::pair<QString, QString> sent;
    QStringList waiting;

private:
    void keep(const QString& key, const std::optional<SetupState>& state)
    {
        workspace::LocalSettings local = m_files.workspace().local;
        setSetup(local, key, state);
        QVERIFY(m_files.saveLocal(local));
    }

    workspace::WorkspaceFiles& m_files;
    FakeEngine& m_engine;
    const Clock& m_clock;
};

struct Setup
{
    HandClock clock;
    QTemporaryDir folder;
    std::unique_ptr<workspace::WorkspaceFiles> files =
        std::move(
            workspace::WorkspaceFiles::create(folder.filePath(QStringLiteral("w")), QStringLiteral("w"), clock.now()))
            .value();
    catalog::Catalog catalog = catalog::Catalog::load();
    FakeEngine engine;
    FakeEvents frameEvents;
    FakeEvents events;
    FileLink link{*files, engine, clock};
    WorkspacePresenter workspace{engine, frameEvents, clock};
    NewSourcePresenter presenter{catalog, workspace, link, events, clock};

    Setup()
    {
        link.publish();
        Q_EMIT engine.opened({});
    }

    void listen() { Q_EMIT engine.listening(QStringLiteral("127.0.0.1"), 4400); }

    store::EventRow row(const char* id) const
    {
        store::EventRow row;
        row.id = QString::fromLatin1(id);
        row.source = presenter.key();
        row.eventType = QStringLiteral("customer.created");
        row.status = EventStatus::Processed;
        row.verification = VerificationStatus::Verified;
        return row;
    }
};

} // namespace

class TestNewSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stateIsKeptPerSource();
    void sourceExistsFromTheEndpointOn();
    void textsAreFilledIn();
    void providerChangesAndTheKeyStays();
    void secretIsChecked_data();
    void secretIsChecked();
    void secretIsStored();
    void suggestionsAreTaken();
    void endpointIsTested();
    void firstEventIsTold();
    void ownTestIsNoRequestOfTheProvider();
    void itIsResumed();
    void itIsFinished();
    void itIsCancelledAndUndone();
    void publicUrlIsChecked();
};

void TestNewSource::stateIsKeptPerSource()
{
    workspace::LocalSettings local;
    const SetupState state{QStringLiteral("secret"), QStringLiteral("cli")};
    setSetup(local, QStringLiteral("a"), state);
    setSetup(local, QStringLiteral("b"), SetupState{});
    QCOMPARE(setupOf(local, QStringLiteral("a")), std::optional(state));
    QVERIFY(!setupOf(local, QStringLiteral("c")));
    setSetup(local, QStringLiteral("a"), std::nullopt);
    setSetup(local, QStringLiteral("b"), std::nullopt);
    QVERIFY(local.window.isEmpty());
}

void TestNewSource::sourceExistsFromTheEndpointOn()
{
    Setup setup;
    setup.presenter.open({});
    QVERIFY(setup.presenter.step() == SetupStep::Provider);
    QVERIFY(!setup.presenter.canGoTo(SetupStep::Secret));
    setup.presenter.goNext();
    QVERIFY(setup.presenter.step() == SetupStep::Provider);
    QSignalSpy made(&setup.presenter, &NewSourcePresenter::sourceMade);
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    QCOMPARE(made.count(), 1);
    const QString key = setup.presenter.key();
    QVERIFY2(key.startsWith(QStringLiteral("stripe-")) && key.size() == 13, qPrintable(key));
    QVERIFY(setup.presenter.step() == SetupStep::Endpoint);
    QVERIFY(setup.files->workspace().source(key));
    const auto entry = setup.workspace.sidebar().source(key);
    QVERIFY(entry && entry->state == SourceState::Unfinished);
    QCOMPARE(entry->name, QStringLiteral("New Stripe source"));
    // A second one of the same provider is told apart.
    setup.presenter.open({});
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    QCOMPARE(setup.files->workspace().source(setup.presenter.key())->source.name, QStringLiteral("Stripe 2"));
    QCOMPARE(setup.files->workspace().sources.size(), size_t(2));
}

void TestNewSource::textsAreFilledIn()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    setup.listen();
    const QString url = setup.presenter.endpointUrl();
    QCOMPARE(url, QStringLiteral("http://127.0.0.1:4400/s/") + setup.presenter.key());
    QVERIFY(setup.presenter.way() == SetupWay::Cli);
    bool found = false;
    for (const SetupWay way : {SetupWay::Cli, SetupWay::Tunnel, SetupWay::Dashboard}) {
        setup.presenter.setWay(way);
        QVERIFY(!setup.presenter.instructions().empty());
        for (const catalog::SetupStep& step : setup.presenter.instructions()) {
            QVERIFY2(!step.code.contains(QStringLiteral("{{")), qPrintable(step.code));
            found = found || step.code.contains(url);
        }
    }
    QVERIFY(found);
    QCOMPARE(setup.link.kept(setup.presenter.key())->way, QStringLiteral("dashboard"));
}

void TestNewSource::providerChangesAndTheKeyStays()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    const QString key = setup.presenter.key();
    setup.presenter.chooseProvider(QStringLiteral("custom"));
    QCOMPARE(setup.presenter.key(), key);
    const workspace::Source& source = setup.files->workspace().source(key)->source;
    QCOMPARE(source.provider, QStringLiteral("custom"));
    QCOMPARE(source.signing.scheme, QStringLiteral("hmac"));
    QCOMPARE(source.signing.secrets, QStringList{workspace::signingSecretName(key)});
    QCOMPARE(setup.presenter.provider()->key, QStringLiteral("custom"));
    QVERIFY(!setup.presenter.suggestions().empty());
    QCOMPARE(setup.files->workspace().sources.size(), size_t(1));
}

void TestNewSource::secretIsChecked_data()
{
    using Kind = SecretReport::Kind;
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, const char* provider, const char* typed, Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(provider) << QString::fromLatin1(typed) << static_cast<int>(kind);
    };
    row("nothing", "stripe", "", Kind::Empty);
    row("half of the prefix", "stripe", "whs", Kind::Empty);
    row("right", "stripe", "whsec_abcdefghijklmnopqrstuvwxyz", Kind::Right);
    row("too short", "stripe", "whsec_abc", Kind::Doubtful);
    row("another prefix", "stripe", "abcdefghijklmnopqrstuvwxyz", Kind::Doubtful);
    row("an API key", "stripe", "sk_live_abcdefghijkl", Kind::Wrong);
    row("of one's own, long", "custom", "0123456789abcdef0123456789abcdef", Kind::Right);
    row("of one's own, short", "custom", "hunter2", Kind::Doubtful);
}

void TestNewSource::secretIsChecked()
{
    QFETCH(QString, provider);
    QFETCH(QString, typed);
    QFETCH(int, kind);
    Setup setup;
    setup.presenter.chooseProvider(provider);
    const SecretReport report = setup.presenter.reportOn(typed);
    QCOMPARE(static_cast<int>(report.kind), kind);
    QCOMPARE(report.text.isEmpty(), report.kind == SecretReport::Kind::Empty);
    QVERIFY(typed.isEmpty() || !report.text.contains(typed));
}

void TestNewSource::secretIsStored()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    QVERIFY(setup.presenter.secretState() == SecretState::Missing);
    setup.presenter.storeSecret(QStringLiteral("whsec_made_up_for_this_test"));
    QCOMPARE(setup.link.stored.first, workspace::signingSecretName(setup.presenter.key()));
    QCOMPARE(setup.link.stored.second, QStringLiteral("whsec_made_up_for_this_test"));
    QVERIFY(setup.presenter.secretState() == SecretState::Stored);
    QVERIFY(setup.presenter.isDone(SetupStep::Secret));
}

void TestNewSource::suggestionsAreTaken()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("custom"));
    const QString key = setup.presenter.key();
    const auto& suggestions = setup.presenter.suggestions();
    QCOMPARE(suggestions.size(), size_t(2));
    QVERIFY(suggestions[0].taken && !suggestions[1].taken);
    setup.presenter.setTaken(1, true);
    setup.presenter.setTaken(0, false);
    const auto& mappings = setup.files->workspace().source(key)->mappings.mappings;
    QCOMPARE(mappings.size(), size_t(1));
    QCOMPARE(mappings.front().action, QStringLiteral("workflows_trigger"));
    QVERIFY(!setup.presenter.suggestions()[0].taken && setup.presenter.suggestions()[1].taken);
    // A mapping of the user's own is left alone.
    mapping::MappingFile file = setup.files->workspace().source(key)->mappings;
    file.mappings.front().eventType = QStringLiteral("order.shipped");
    QVERIFY(setup.files->saveMappings(key, file));
    setup.link.publish();
    QVERIFY(!setup.presenter.suggestions()[1].taken);
    setup.presenter.setTaken(0, true);
    QCOMPARE(setup.files->workspace().source(key)->mappings.mappings.size(), size_t(2));
}

void TestNewSource::endpointIsTested()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    QVERIFY(setup.link.probes.isEmpty());
    QVERIFY(setup.presenter.endpointCheck() == CheckState::Open);
    setup.listen();
    QCOMPARE(setup.link.probes, QStringList{setup.presenter.endpointUrl()});
    QVERIFY(setup.presenter.endpointCheck() == CheckState::Ok);
    Q_EMIT setup.engine.stopped();
    QVERIFY(setup.presenter.endpointCheck() == CheckState::Open);
    setup.link.probeStatus = 404;
    setup.listen();
    QVERIFY(setup.presenter.endpointCheck() == CheckState::Failed);
    QVERIFY(setup.presenter.endpointAnswer().contains(QStringLiteral("404")));
}

void TestNewSource::firstEventIsTold()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    QSignalSpy first(&setup.presenter, &NewSourcePresenter::firstEventArrived);
    Q_EMIT setup.events.pageReady(setup.events.page, {});
    setup.clock.time += std::chrono::seconds(42);
    QCOMPARE(setup.presenter.waited(), std::chrono::seconds(42));
    QCOMPARE(setup.presenter.noteOf(SetupStep::Endpoint), QStringLiteral("Waiting"));
    const quint64 before = setup.events.page;
    Q_EMIT setup.events.changed();
    Q_EMIT setup.events.pageReady(before, {setup.row("hw_1")}); // an old answer
    QVERIFY(!setup.presenter.hasEvent());
    Q_EMIT setup.events.pageReady(setup.events.page, {setup.row("hw_1")});
    QVERIFY(setup.presenter.received());
    QCOMPARE(first.count(), 1);
    Q_EMIT setup.events.changed();
    Q_EMIT setup.events.pageReady(setup.events.page, {setup.row("hw_2"), setup.row("hw_1")});
    QCOMPARE(first.count(), 1);
    QCOMPARE(setup.presenter.received()->id, QStringLiteral("hw_2"));
}

void TestNewSource::ownTestIsNoRequestOfTheProvider()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    setup.listen();
    Q_EMIT setup.events.pageReady(setup.events.page, {});
    QVERIFY(setup.presenter.sampleTypes().contains(QStringLiteral("customer.created")));
    setup.presenter.sendTest(QStringLiteral("customer.created"));
    QCOMPARE(setup.link.sent.second, QStringLiteral("http://127.0.0.1:4400"));
    Q_EMIT setup.events.pageReady(setup.events.page, {setup.row("hw_test")});
    QVERIFY(setup.presenter.test() && !setup.presenter.received());
    QVERIFY(setup.presenter.isDone(SetupStep::Test));
}

void TestNewSource::itIsResumed()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    const QString key = setup.presenter.key();
    setup.presenter.setWay(SetupWay::Dashboard);
    setup.presenter.goTo(SetupStep::Actions);
    setup.presenter.open({});
    QVERIFY(setup.presenter.key().isEmpty() && !setup.presenter.provider());
    setup.presenter.open(key);
    QVERIFY(setup.presenter.step() == SetupStep::Actions);
    QVERIFY(setup.presenter.way() == SetupWay::Dashboard);
    QCOMPARE(setup.presenter.provider()->key, QStringLiteral("stripe"));
}

void TestNewSource::itIsFinished()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    const QString key = setup.presenter.key();
    QSignalSpy finished(&setup.presenter, &NewSourcePresenter::finished);
    for (int i = 0; i < 4; ++i)
        setup.presenter.goNext();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.front().front().toString(), key);
    QVERIFY(!setup.link.kept(key));
    QVERIFY(setup.workspace.sidebar().source(key)->state == SourceState::Idle);
}

void TestNewSource::itIsCancelledAndUndone()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    const QString key = setup.presenter.key();
    QSignalSpy cancelled(&setup.presenter, &NewSourcePresenter::cancelled);
    setup.presenter.cancel();
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!setup.files->workspace().source(key));
    QSignalSpy made(&setup.presenter, &NewSourcePresenter::sourceMade);
    setup.presenter.undoCancel(cancelled.front().at(1).toString());
    QCOMPARE(made.count(), 1);
    QVERIFY(setup.files->workspace().source(key));
    QVERIFY(setup.link.kept(key));
}

void TestNewSource::publicUrlIsChecked()
{
    Setup setup;
    setup.presenter.chooseProvider(QStringLiteral("stripe"));
    for (const char* bad : {"abc", "ftp://x.example", "https://", "https://x.example/?a=1"})
        QVERIFY2(!setup.presenter.setPublicUrl(QString::fromLatin1(bad)), bad);
    QVERIFY(setup.presenter.setPublicUrl(QStringLiteral("https://abc.tunnel.example/")));
    QCOMPARE(setup.files->workspace().local.publicUrl, QStringLiteral("https://abc.tunnel.example"));
    QCOMPARE(setup.presenter.publicEndpointUrl(),
             QStringLiteral("https://abc.tunnel.example/s/") + setup.presenter.key());
    QVERIFY(setup.presenter.setPublicUrl({}));
    QVERIFY(setup.presenter.publicEndpointUrl().isEmpty());
}

QTEST_GUILESS_MAIN(TestNewSource)
#include "tst_newsource.moc"
