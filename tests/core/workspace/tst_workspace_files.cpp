#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/catalog/provider.h"
#include "core/workspace/workspacefiles.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::workspace;

namespace {

const Timestamp now = fromMicroseconds(1795449600000000); // 2026-11-23T16:00:00Z

catalog::Provider stripeLike()
{
    catalog::Provider provider;
    provider.key = QStringLiteral("acme");
    provider.name = QStringLiteral("Acme Pay");
    provider.signing.scheme = QStringLiteral("stripe");
    provider.signing.toleranceSeconds = 300;
    provider.paths.eventType = QStringLiteral("body.type");
    provider.paths.idempotency = QStringLiteral("body.id");
    catalog::SuggestedMapping identify;
    identify.eventType = QStringLiteral("customer.created");
    identify.action = QStringLiteral("users_identify");
    identify.parameters = *json::parse(R"({"id": {"path": "body.data.object.id"}})");
    catalog::SuggestedMapping trigger = identify;
    trigger.eventType = QStringLiteral("invoice.paid");
    trigger.action = QStringLiteral("workflows_trigger");
    trigger.parameters =
        *json::parse(R"({"key": {"value": "paid"}, "recipients": {"path": "body.data.object.customer"}})");
    trigger.onByDefault = false;
    provider.mappings = {identify, trigger};
    return provider;
}

void put(const QString& path, const QByteArray& content)
{
    QVERIFY(files::makePath(QFileInfo(path).path()).hasValue());
    QVERIFY(files::writeAtomically(path, content).hasValue());
}

/// What stands in a workspace that was just made.
struct Fresh
{
    QTemporaryDir dir;
    QString root = dir.filePath(QStringLiteral("acme-dev"));
    std::unique_ptr<WorkspaceFiles> files;

    Fresh()
    {
        auto made = WorkspaceFiles::create(root, {}, now);
        if (made)
            files = std::move(made).value();
    }
    [[nodiscard]] QString path(const char* relative) const { return root + u'/' + QString::fromLatin1(relative); }
    void addAcme(const QString& key = QStringLiteral("acme-billing")) const
    {
        NewSource wanted;
        wanted.key = key;
        QVERIFY(files->addSource(stripeLike(), wanted, now).hasValue());
    }
};

} // namespace

class TestWorkspaceFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createMakesTheFiles()
    {
        const Fresh fresh;
        QVERIFY(fresh.files);
        const Workspace& workspace = fresh.files->workspace();
        QVERIFY(ids::isId(ids::workspace, workspace.id));
        QCOMPARE(workspace.name, QStringLiteral("acme-dev"));
        QCOMPARE(workspace.activeEnvironment(), QStringLiteral("development"));
        QCOMPARE(workspace.environments.size(), size_t{1});
        QCOMPARE(*files::read(fresh.path("headwater.json")),
                 "{\n  \"format\": 1,\n  \"id\": \"" + workspace.id.toLatin1() +
                     "\",\n  \"name\": \"acme-dev\",\n  \"defaultEnvironment\": \"development\"\n}\n");
        QCOMPARE(*files::read(fresh.path(".gitignore")), QByteArray("/data/\n"));
        QCOMPARE(*files::read(fresh.path(".gitattributes")), QByteArray("*.http -text\n"));
        QVERIFY(QFileInfo(fresh.path("sources")).isDir());
        QVERIFY(QFileInfo(fresh.path("data")).isDir());
        QVERIFY(QFileInfo::exists(fresh.path("environments/development.json")));
        QVERIFY(workspace.allErrors().empty());
    }

    void createKeepsWhatIsThere()
    {
        QTemporaryDir dir;
        put(dir.filePath(QStringLiteral(".gitignore")), "node_modules");
        QVERIFY(WorkspaceFiles::create(dir.path(), QStringLiteral("Mine"), now).hasValue());
        QCOMPARE(*files::read(dir.filePath(QStringLiteral(".gitignore"))), QByteArray("node_modules\n/data/\n"));
        const auto twice = WorkspaceFiles::create(dir.path(), {}, now);
        QVERIFY(!twice.hasValue());
        QCOMPARE(twice.error().code, ErrorCode::AlreadyExists);
    }

    void notAWorkspace()
    {
        QTemporaryDir dir;
        const auto opened = WorkspaceFiles::open(dir.path());
        QVERIFY(!opened.hasValue());
        QCOMPARE(opened.error().code, ErrorCode::NotAWorkspace);
        QCOMPARE(opened.error().args.value(0), dir.path());
    }

    void settingsThatCannotBeUsed()
    {
        const Fresh fresh;
        put(fresh.path("headwater.json"), R"({"format": 9, "id": "x"})");
        const auto newer = WorkspaceFiles::open(fresh.root);
        QVERIFY(!newer.hasValue());
        QCOMPARE(newer.error().code, ErrorCode::WorkspaceTooNew);
        put(fresh.path("headwater.json"), "{\n  \"format\": 1,\n  \"id\": 5\n}");
        const auto broken = WorkspaceFiles::open(fresh.root);
        QVERIFY(!broken.hasValue());
        QCOMPARE(broken.error().code, ErrorCode::ParseError);
        QCOMPARE(broken.error().line, 3);
        QCOMPARE(broken.error().file, fresh.path("headwater.json"));
    }

    void addSourceFromTheCatalogue()
    {
        const Fresh fresh;
        fresh.addAcme();
        const SourceState* state = fresh.files->workspace().source(u"acme-billing");
        QVERIFY(state);
        QCOMPARE(state->source.name, QStringLiteral("Acme Pay"));
        QCOMPARE(state->source.provider, QStringLiteral("acme"));
        QCOMPARE(state->source.signing.secrets, QStringList{QStringLiteral("ACME_BILLING_SIGNING_SECRET")});
        QCOMPARE(state->mappings.mappings.size(), size_t{1});
        QVERIFY(ids::isId(ids::mapping, state->mappings.mappings.front().id));
        QCOMPARE(state->language, ScriptLanguage::None);
        QVERIFY(!QFileInfo::exists(fresh.path("sources/acme-billing/script.js")));
        QCOMPARE(fresh.files->workspace().environment(u"development")->environment.secrets,
                 QStringList{QStringLiteral("ACME_BILLING_SIGNING_SECRET")});
        QCOMPARE(fresh.files->workspace().secretNames(u"development"),
                 QStringList{QStringLiteral("ACME_BILLING_SIGNING_SECRET")});

        const auto again = WorkspaceFiles::open(fresh.root);
        QVERIFY(again.hasValue());
        const SourceState* loaded = (*again)->workspace().source(u"acme-billing");
        QVERIFY(loaded && loaded->source == state->source && loaded->mappings == state->mappings);
        QCOMPARE(loaded->settingsHash(), state->settingsHash());
    }

    void addSourceWithChoices()
    {
        const Fresh fresh;
        auto provider = stripeLike();
        provider.script = QStringLiteral("async function main(ctx) { return { verified: true } }\n");
        NewSource wanted;
        wanted.name = QStringLiteral("Mine");
        wanted.mappings = std::vector<size_t>{1};
        const auto source = fresh.files->addSource(provider, wanted, now);
        QVERIFY(source.hasValue());
        QVERIFY(source->key.startsWith(QStringLiteral("acme-")));
        QCOMPARE(source->key.size(), qsizetype{5 + 6});
        const SourceState* state = fresh.files->workspace().source(source->key);
        QCOMPARE(state->language, ScriptLanguage::JavaScript);
        QCOMPARE(state->mappings.mappings.front().action, QStringLiteral("workflows_trigger"));
        const auto second = fresh.files->addSource(provider, wanted, now);
        QVERIFY(second.hasValue());
        QVERIFY(second->key != source->key);
        QVERIFY(second->signing.secrets != source->signing.secrets);
    }

    void keysAreChecked()
    {
        const Fresh fresh;
        fresh.addAcme();
        NewSource wanted;
        wanted.key = QStringLiteral("acme-billing");
        QCOMPARE(fresh.files->addSource(stripeLike(), wanted, now).error().code, ErrorCode::AlreadyExists);
        wanted.key = QStringLiteral("../evil");
        QCOMPARE(fresh.files->addSource(stripeLike(), wanted, now).error().code, ErrorCode::InvalidArgument);
        Source source;
        source.key = QStringLiteral("No");
        QCOMPARE(fresh.files->saveSource(source).error().code, ErrorCode::InvalidArgument);
    }

    void oneFieldIsOneLine()
    {
        const Fresh fresh;
        fresh.addAcme();
        const QString file = fresh.path("sources/acme-billing/source.json");
        const auto before = files::read(file)->split('\n');
        Source source = fresh.files->workspace().source(u"acme-billing")->source;
        source.paused = true;
        QVERIFY(fresh.files->saveSource(source).hasValue());
        const auto after = files::read(file)->split('\n');
        QCOMPARE(after.size(), before.size());
        QStringList changed;
        for (qsizetype i = 0; i < after.size(); ++i) {
            if (after[i] != before[i])
                changed.append(QString::fromUtf8(after[i]));
        }
        QCOMPARE(changed, QStringList{QStringLiteral("  \"paused\": true")});
    }

    void foreignChangesAreAConflict()
    {
        const Fresh fresh;
        fresh.addAcme();
        Source source = fresh.files->workspace().source(u"acme-billing")->source;
        const QString file = fresh.path("sources/acme-billing/source.json");
        put(file, files::read(file)->replace("Acme Pay", "Edited"));
        source.paused = true;
        const auto refused = fresh.files->saveSource(source);
        QVERIFY(!refused.hasValue());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(files::read(file)->contains("Edited"));
        QVERIFY(fresh.files->saveSource(source, OnConflict::Overwrite).hasValue());
        QVERIFY(files::read(file)->contains("Acme Pay"));
        // A file that appeared meanwhile is not overwritten either.
        put(fresh.path("sources/acme-billing/script.js"), "// mine");
        const auto script = fresh.files->saveScript(source.key, ScriptLanguage::JavaScript, "// ours");
        QVERIFY(!script.hasValue());
        QCOMPARE(script.error().code, ErrorCode::Conflict);
    }

    void brokenPartsKeepTheirLastGoodState()
    {
        const Fresh fresh;
        fresh.addAcme();
        fresh.addAcme(QStringLiteral("other"));
        put(fresh.path("sources/acme-billing/source.json"), "{\n  \"name\": \"x\",\n  oops\n}\n");
        put(fresh.path("sources/acme-billing/mappings.json"), "{\"format\": 1, \"mappings\": [\n {\"active\": 5}]}");
        Changes changes = fresh.files->reload();
        QCOMPARE(changes.sources, QStringList{QStringLiteral("acme-billing")});
        const SourceState* state = fresh.files->workspace().source(u"acme-billing");
        QVERIFY(state->loaded);
        QCOMPARE(state->source.name, QStringLiteral("Acme Pay"));
        QCOMPARE(state->mappings.mappings.size(), size_t{1});
        QCOMPARE(state->errors.size(), size_t{2});
        QCOMPARE(state->errors[0].file, fresh.path("sources/acme-billing/source.json"));
        QCOMPARE(state->errors[0].line, 3);
        QCOMPARE(state->errors[0].column, 3);
        QCOMPARE(state->errors[1].line, 2);
        put(fresh.path("sources/acme-billing/mappings.json"), "{\"format\": 9, \"mappings\": []}");
        fresh.files->reload();
        QCOMPARE(state->errors[1].code, ErrorCode::WorkspaceTooNew);
        QVERIFY(fresh.files->reload().isEmpty());
        QCOMPARE(fresh.files->workspace().allErrors().size(), size_t{2});

        // Loaded anew there is no last good state, the other source is not touched by it.
        const auto again = WorkspaceFiles::open(fresh.root);
        QVERIFY(again.hasValue());
        QVERIFY(!(*again)->workspace().source(u"acme-billing")->loaded);
        QVERIFY((*again)->workspace().source(u"other")->loaded);

        put(fresh.path("sources/acme-billing/source.json"), "{\"name\": \"Mended\"}");
        put(fresh.path("sources/acme-billing/mappings.json"), "{\"format\": 1, \"mappings\": []}");
        changes = fresh.files->reload();
        QCOMPARE(changes.sources.size(), 1);
        QVERIFY(fresh.files->workspace().allErrors().empty());
        QCOMPARE(fresh.files->workspace().source(u"acme-billing")->source.name, QStringLiteral("Mended"));
        QCOMPARE(fresh.files->workspace().source(u"acme-billing")->source.key, QStringLiteral("acme-billing"));
    }

    void keyMustBeTheFolder()
    {
        const Fresh fresh;
        put(fresh.path("sources/one/source.json"), "{\n  \"key\": \"two\"\n}");
        put(fresh.path("sources/Bad Name/source.json"), "{}");
        fresh.files->reload();
        const SourceState* state = fresh.files->workspace().source(u"one");
        QVERIFY(state && !state->loaded);
        QCOMPARE(state->errors.front().line, 2);
        QCOMPARE(fresh.files->workspace().errors.size(), size_t{1});
        QVERIFY(QDir(fresh.path("sources/Bad Name")).removeRecursively());
        fresh.files->reload();
        QVERIFY(fresh.files->workspace().errors.empty());
    }

    void mappingsWithoutIdsGetThemOnce()
    {
        const Fresh fresh;
        put(fresh.path("sources/one/source.json"), "{}");
        put(fresh.path("sources/one/mappings.json"),
            R"({"format":1,"mappings":[{"eventType":"a","action":"users_identify","parameters":{"id":{"path":"body.id"}}}]})");
        fresh.files->reload();
        const QString id = fresh.files->workspace().source(u"one")->mappings.mappings.front().id;
        QVERIFY(ids::isId(ids::mapping, id));
        QVERIFY(fresh.files->reload().isEmpty());
        const auto again = WorkspaceFiles::open(fresh.root);
        QCOMPARE((*again)->workspace().source(u"one")->mappings.mappings.front().id, id);
    }

    void scripts()
    {
        const Fresh fresh;
        fresh.addAcme();
        const QString key = QStringLiteral("acme-billing");
        const auto state = [&] { return fresh.files->workspace().source(key); };
        QVERIFY(fresh.files->saveScript(key, ScriptLanguage::TypeScript, "const a: number = 1").hasValue());
        QCOMPARE(state()->language, ScriptLanguage::TypeScript);
        const QString hash = state()->scriptHash();
        QVERIFY(fresh.files->saveScript(key, ScriptLanguage::JavaScript, "const a = 1").hasValue());
        QVERIFY(!QFileInfo::exists(fresh.path("sources/acme-billing/script.ts")));
        QCOMPARE(state()->language, ScriptLanguage::JavaScript);
        QVERIFY(state()->scriptHash() != hash);
        QVERIFY(fresh.files->reload().isEmpty());
        put(fresh.path("sources/acme-billing/script.ts"), "let x");
        QCOMPARE(fresh.files->reload().sources, QStringList{key});
        QCOMPARE(state()->errors.size(), size_t{1});
        QCOMPARE(state()->script, QByteArray("const a = 1"));
        QVERIFY(QFile::remove(fresh.path("sources/acme-billing/script.ts")));
        fresh.files->reload();
        QVERIFY(state()->errors.empty());
        QVERIFY(fresh.files->saveScript(key, ScriptLanguage::None, {}).hasValue());
        QVERIFY(!QFileInfo::exists(fresh.path("sources/acme-billing/script.js")));
        QCOMPARE(fresh.files->saveScript(QStringLiteral("nope"), ScriptLanguage::None, {}).error().code,
                 ErrorCode::NotFound);
    }

    void samplesAreBytes()
    {
        const Fresh fresh;
        fresh.addAcme();
        const QString key = QStringLiteral("acme-billing");
        const QByteArray request("POST /s/x HTTP/1.1\r\nA: b\r\n\r\n\xff\x00\n", 31);
        QVERIFY(fresh.files->saveSample(key, QStringLiteral("one"), request).hasValue());
        QCOMPARE(*fresh.files->readSample(key, QStringLiteral("one")), request);
        QCOMPARE(fresh.files->workspace().source(key)->samples, QStringList{QStringLiteral("one")});
        QVERIFY(fresh.files->reload().isEmpty());
        QCOMPARE(fresh.files->saveSample(key, QStringLiteral("../one"), request).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(fresh.files->readSample(key, QStringLiteral("two")).error().code, ErrorCode::NotFound);
    }

    void removeAndRestore()
    {
        const Fresh fresh;
        fresh.addAcme();
        const QString key = QStringLiteral("acme-billing");
        const auto removed = fresh.files->removeSource(key, now);
        QVERIFY(removed.hasValue());
        QCOMPARE(removed->name, QStringLiteral("Acme Pay"));
        QCOMPARE(removed->removedAt, now);
        QVERIFY(!fresh.files->workspace().source(key));
        QVERIFY(!QFileInfo::exists(fresh.path("sources/acme-billing")));
        QVERIFY(fresh.files->reload().isEmpty());
        const auto again = WorkspaceFiles::open(fresh.root);
        QCOMPARE((*again)->workspace().removed.size(), size_t{1});
        QVERIFY((*again)->workspace().removed.front() == *removed);
        // Its secret's name stays: the value is kept for a while, and an undo finds it.
        QCOMPARE((*again)->workspace().secretNames(u"development").size(), 1);

        QVERIFY(fresh.files->restoreSource(*removed).hasValue());
        QVERIFY(fresh.files->workspace().removed.empty());
        QCOMPARE(fresh.files->workspace().source(key)->mappings.mappings.size(), size_t{1});
        QCOMPARE(fresh.files->restoreSource(*removed).error().code, ErrorCode::AlreadyExists);
        QCOMPARE(fresh.files->removeSource(QStringLiteral("nope"), now).error().code, ErrorCode::NotFound);
    }

    void moveLeavesAnAlias()
    {
        const Fresh fresh;
        fresh.addAcme();
        fresh.addAcme(QStringLiteral("other"));
        const auto moved = fresh.files->moveSource(QStringLiteral("acme-billing"), QStringLiteral("billing"));
        QVERIFY(moved.hasValue());
        QCOMPARE(moved->aliases, QStringList{QStringLiteral("acme-billing")});
        const Workspace& workspace = fresh.files->workspace();
        QVERIFY(!workspace.source(u"acme-billing"));
        QCOMPARE(workspace.sourceAt(u"acme-billing")->key(), QStringLiteral("billing"));
        QVERIFY(fresh.files->reload().isEmpty());
        QCOMPARE(fresh.files->moveSource(QStringLiteral("other"), QStringLiteral("acme-billing")).error().code,
                 ErrorCode::AlreadyExists);
        const auto back = fresh.files->moveSource(QStringLiteral("billing"), QStringLiteral("acme-billing"));
        QVERIFY(back.hasValue());
        QCOMPARE(back->aliases, QStringList{QStringLiteral("billing")});
        // It keeps its secret, also when a later source has its former key.
        QVERIFY(fresh.files->moveSource(QStringLiteral("acme-billing"), QStringLiteral("billing")).hasValue());
        Source forgetful = workspace.source(u"billing")->source;
        forgetful.aliases.clear();
        QVERIFY(fresh.files->saveSource(forgetful).hasValue());
        fresh.addAcme();
        QCOMPARE(workspace.source(u"billing")->source.signing.secrets,
                 QStringList{QStringLiteral("ACME_BILLING_SIGNING_SECRET")});
        QCOMPARE(workspace.source(u"acme-billing")->source.signing.secrets,
                 QStringList{QStringLiteral("ACME_BILLING_SIGNING_SECRET_2")});
        QVERIFY(fresh.files->removeSource(QStringLiteral("acme-billing"), now).hasValue());
        QCOMPARE(fresh.files->moveSource(QStringLiteral("billing"), QStringLiteral("acme-billing")).error().code,
                 ErrorCode::AlreadyExists); // what is stored of it is not to be mixed
    }

    void reloadTellsWhatChanged()
    {
        const Fresh fresh;
        fresh.addAcme();
        QVERIFY(fresh.files->reload().isEmpty());
        put(fresh.path("environments/staging.json"), "{}");
        put(fresh.path("environments/development.json"), R"({"vars": {"A": "1"}})");
        put(fresh.path("data/local.json"), R"({"activeEnvironment": "staging"})");
        put(fresh.path("sources/acme-billing/samples/x.http"), "GET / HTTP/1.1\r\n\r\n");
        put(fresh.path("sources/fresh/source.json"), R"({"name": "Fresh"})");
        Changes changes = fresh.files->reload(WorkspaceFiles::Look::Stat);
        QCOMPARE(changes.environments, (QStringList{QStringLiteral("development"), QStringLiteral("staging")}));
        QCOMPARE(changes.sources, (QStringList{QStringLiteral("acme-billing"), QStringLiteral("fresh")}));
        QVERIFY(changes.local && !changes.settings && !changes.trash);
        QCOMPARE(fresh.files->workspace().activeEnvironment(), QStringLiteral("staging"));

        QVERIFY(QFile::remove(fresh.path("environments/staging.json")));
        QVERIFY(QFile::remove(fresh.path("data/local.json")));
        QVERIFY(QDir(fresh.path("sources/fresh")).removeRecursively());
        changes = fresh.files->reload();
        QCOMPARE(changes.environments, QStringList{QStringLiteral("staging")});
        QCOMPARE(changes.removedSources, QStringList{QStringLiteral("fresh")});
        QVERIFY(changes.local);
        QCOMPARE(fresh.files->workspace().activeEnvironment(), QStringLiteral("development"));
        QVERIFY(!fresh.files->workspace().environment(u"staging"));
    }

    void environmentsAreSaved()
    {
        const Fresh fresh;
        Environment environment;
        environment.name = QStringLiteral("production");
        environment.destination.kind = DestinationKind::Knock;
        QVERIFY(fresh.files->saveEnvironment(environment).hasValue());
        QVERIFY(fresh.files->reload().isEmpty());
        QCOMPARE(fresh.files->workspace().secretNames(u"production"), QStringList{QStringLiteral("KNOCK_API_KEY")});
        environment.name = QStringLiteral("Not Good");
        QCOMPARE(fresh.files->saveEnvironment(environment).error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceFiles)
#include "tst_workspace_files.moc"
