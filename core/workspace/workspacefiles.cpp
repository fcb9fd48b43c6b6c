#include "core/workspace/workspacefiles.h"

#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/logging.h"
#include "core/workspace/jsonreader.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <sys/stat.h>

namespace hw::workspace {

namespace {

const QLatin1String settingsFile("headwater.json");
const QLatin1String localFile("data/local.json");
const QLatin1String sourceJson("source.json");
const QLatin1String mappingsJson("mappings.json");
const QLatin1String scriptJs("script.js");
const QLatin1String scriptTs("script.ts");
const QLatin1String httpSuffix(".http");
const QLatin1String trashTime("yyyyMMdd'T'HHmmsszzz'Z'");

struct Settings
{
    QString id;
    QString name;
    QString defaultEnvironment;
    json::Object extra;
};

Result<Settings> readSettings(QByteArrayView text, const QString& file)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document.error();
    ObjectReader reader(*document);
    const qint64 format = reader.integer(QStringLiteral("format"), 1, 1000000, Workspace::currentFormat);
    if (format > Workspace::currentFormat) {
        return Error{ErrorCode::WorkspaceTooNew,
                     {QFileInfo(file).path(), QString::number(format), QString::number(Workspace::currentFormat)}};
    }
    Settings settings;
    settings.id = reader.text(QStringLiteral("id"));
    if (!ids::isId(ids::workspace, settings.id))
        reader.fail(QStringLiteral("id"), QStringLiteral("\"id\" must be ws_ and 26 characters"));
    settings.name = reader.text(QStringLiteral("name"), QFileInfo(QFileInfo(file).path()).fileName());
    settings.defaultEnvironment = reader.text(QStringLiteral("defaultEnvironment"), Workspace().defaultEnvironment);
    if (!isEnvironmentName(settings.defaultEnvironment)) {
        reader.fail(QStringLiteral("defaultEnvironment"),
                    QStringLiteral("\"defaultEnvironment\" takes a to z, 0 to 9 and - only"));
    }
    settings.extra = reader.rest();
    if (document->error())
        return *document->error();
    return settings;
}

QByteArray writeSettings(const Workspace& workspace)
{
    json::Object object{{QStringLiteral("format"), workspace.format},
                        {QStringLiteral("id"), workspace.id},
                        {QStringLiteral("name"), workspace.name},
                        {QStringLiteral("defaultEnvironment"), workspace.defaultEnvironment}};
    for (const auto& [name, value] : workspace.extra)
        object.append(name, value);
    return json::write(object, json::Style::Indented);
}

/// Adds the line to a file that may already hold rules of the user's own.
Result<void> ensureLine(const QString& file, const QByteArray& line)
{
    QByteArray content;
    if (QFileInfo::exists(file)) {
        auto present = files::read(file);
        if (!present)
            return present.error();
        content = std::move(present).value();
    }
    if (content.split('\n').contains(line))
        return {};
    if (!content.isEmpty() && !content.endsWith('\n'))
        content.append('\n');
    content.append(line).append('\n');
    return files::writeAtomically(file, content);
}

QStringList namesIn(const QString& folder, QDir::Filters filters, const QString& pattern = QStringLiteral("*"))
{
    return QDir(folder).entryList({pattern}, filters | QDir::NoDotAndDotDot, QDir::Name);
}

} // namespace

bool Changes::isEmpty() const
{
    return sources.isEmpty() && removedSources.isEmpty() && environments.isEmpty() && !settings && !local && !trash;
}

WorkspaceFiles::WorkspaceFiles(QString root)
{
    m_workspace.root = std::move(root);
}

bool WorkspaceFiles::isWorkspace(const QString& folder)
{
    return QFileInfo(QDir(folder), settingsFile).isFile();
}

Result<std::unique_ptr<WorkspaceFiles>> WorkspaceFiles::create(const QString& folder, const QString& name,
                                                               Timestamp now)
{
    const QString root = QDir(folder).absolutePath();
    if (isWorkspace(root))
        return Error{ErrorCode::AlreadyExists, {QStringLiteral("workspace"), root}};
    if (QFileInfo(root).exists() && !QFileInfo(root).isDir())
        return Error{ErrorCode::IoError, {root, QStringLiteral("it is not a folder")}};

    Workspace fresh;
    fresh.id = ids::make(ids::workspace, now);
    fresh.name = name.isEmpty() ? QFileInfo(root).fileName() : name;
    Environment environment;
    environment.name = fresh.defaultEnvironment;
    const QString environmentFile = root + QStringLiteral("/environments/%1.json").arg(environment.name);

    for (const char* part : {"environments", "sources", "data"}) {
        if (const auto made = files::makePath(root + u'/' + QString::fromLatin1(part)); !made)
            return made.error();
    }
    if (const auto done = ensureLine(root + QStringLiteral("/.gitignore"), "/data/"); !done)
        return done.error();
    if (const auto done = ensureLine(root + QStringLiteral("/.gitattributes"), "*.http -text"); !done)
        return done.error();
    if (!QFileInfo::exists(environmentFile)) {
        if (const auto done = files::writeAtomically(environmentFile, writeEnvironment(environment)); !done)
            return done.error();
    }
    // Last, because it is what makes the folder a workspace.
    if (const auto done = files::writeAtomically(root + u'/' + settingsFile, writeSettings(fresh)); !done)
        return done.error();
    return open(root);
}

Result<std::unique_ptr<WorkspaceFiles>> WorkspaceFiles::open(const QString& folder)
{
    const QString root = QDir(folder).absolutePath();
    if (!isWorkspace(root))
        return Error{ErrorCode::NotAWorkspace, {root}};
    std::unique_ptr<WorkspaceFiles> files(new WorkspaceFiles(root));
    files->reload();
    if (files->m_errors.contains(files->path(settingsFile)))
        return files->m_errors.value(files->path(settingsFile));
    if (files->finishMoves())
        files->reload();
    files->followMoves();
    return files;
}

Changes WorkspaceFiles::reload(Look look)
{
    Changes changes;
    changes.settings = refreshSettings(look);
    changes.environments = refreshEnvironments(look);
    refreshSources(look, changes);
    changes.local = refreshLocal(look);
    changes.trash = refreshTrash();
    collectErrors();
    return changes;
}

QString WorkspaceFiles::path(const QString& relative) const
{
    return m_workspace.root + u'/' + relative;
}

QString WorkspaceFiles::sourceFile(const QString& key, const QString& name) const
{
    return path(QStringLiteral("sources/") + key + u'/' + name);
}

std::optional<WorkspaceFiles::Known> WorkspaceFiles::statOf(const QString& file)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(file).constData(), &info) != 0)
        return std::nullopt;
    Known known;
    known.modified = qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec;
    known.size = info.st_size;
    known.inode = info.st_ino;
    return known;
}

bool WorkspaceFiles::isStray(const QString& file) const
{
    const QString sources = path(QStringLiteral("sources/"));
    return file.startsWith(sources) && !isSourceKey(file.mid(sources.size()).section(u'/', 0, 0));
}

void WorkspaceFiles::remember(const QString& file, QByteArrayView content)
{
    Known known = statOf(file).value_or(Known());
    known.hash = sha256Hex(content);
    m_known.insert(file, known);
}

void WorkspaceFiles::forgetBelow(const QString& folder)
{
    const QString prefix = folder + u'/';
    m_known.removeIf([&](const auto& entry) { return entry.key().startsWith(prefix); });
    m_errors.removeIf([&](const auto& entry) { return entry.key().startsWith(prefix); });
}

WorkspaceFiles::FileNews WorkspaceFiles::lookAt(const QString& file, Look look)
{
    const auto known = m_known.constFind(file);
    const bool wasKnown = known != m_known.constEnd();
    const auto now = statOf(file);
    if (!now) {
        if (wasKnown)
            m_known.erase(known);
        const bool hadError = m_errors.remove(file) > 0;
        return {wasKnown || hadError ? FileNews::Gone : FileNews::Same, {}};
    }
    if (wasKnown && look == Look::Stat && now->modified == known->modified && now->size == known->size &&
        now->inode == known->inode)
        return {FileNews::Same, {}};
    auto content = files::read(file);
    if (!content) {
        Error error = content.error();
        error.file = file;
        const bool isNews = !m_errors.contains(file);
        m_errors.insert(file, error);
        m_known.remove(file);
        return {isNews ? FileNews::Unreadable : FileNews::Same, {}};
    }
    const QByteArray hash = wasKnown ? known->hash : QByteArray();
    remember(file, *content);
    if (m_known.value(file).hash == hash)
        return {FileNews::Same, {}};
    m_errors.remove(file);
    return {FileNews::New, std::move(content).value()};
}

bool WorkspaceFiles::refreshSettings(Look look)
{
    const QString file = path(settingsFile);
    const FileNews news = lookAt(file, look);
    if (news.what == FileNews::Gone)
        m_errors.insert(file, Error{ErrorCode::NotAWorkspace, {m_workspace.root}}.at(file, 0, 0));
    if (news.what == FileNews::New) {
        auto settings = readSettings(news.content, file);
        if (settings) {
            m_workspace.id = settings->id;
            m_workspace.name = settings->name;
            m_workspace.defaultEnvironment = settings->defaultEnvironment;
            m_workspace.extra = settings->extra;
        } else {
            m_errors.insert(file, settings.error());
        }
    }
    return news.what != FileNews::Same;
}

bool WorkspaceFiles::refreshLocal(Look look)
{
    const QString file = path(localFile);
    const FileNews news = lookAt(file, look);
    if (news.what == FileNews::Gone)
        m_workspace.local = LocalSettings();
    if (news.what == FileNews::New) {
        auto local = readLocal(news.content, file);
        if (local)
            m_workspace.local = std::move(local).value();
        else
            m_errors.insert(file, local.error());
    }
    return news.what != FileNews::Same;
}

QStringList WorkspaceFiles::refreshEnvironments(Look look)
{
    QStringList changed;
    QStringList names;
    const QString folder = path(QStringLiteral("environments"));
    const QStringList found = namesIn(folder, QDir::Files, QStringLiteral("*.json"));
    for (const QString& fileName : found) {
        const QString name = fileName.chopped(5);
        if (isEnvironmentName(name))
            names.append(name);
    }
    for (const EnvironmentState& state : m_workspace.environments) {
        if (!names.contains(state.environment.name))
            changed.append(state.environment.name);
    }
    for (const QString& name : std::as_const(changed)) {
        m_known.remove(folder + u'/' + name + QStringLiteral(".json"));
        m_errors.remove(folder + u'/' + name + QStringLiteral(".json"));
        std::erase_if(m_workspace.environments, [&](const auto& state) { return state.environment.name == name; });
    }
    for (const QString& name : std::as_const(names)) {
        const QString file = folder + u'/' + name + QStringLiteral(".json");
        const FileNews news = lookAt(file, look);
        if (news.what == FileNews::Same)
            continue;
        EnvironmentState& state = environmentOf(name);
        if (news.what == FileNews::New) {
            auto environment = readEnvironment(news.content, name, file);
            if (environment) {
                state.environment = std::move(environment).value();
                state.loaded = true;
            } else {
                m_errors.insert(file, environment.error());
            }
        }
        changed.append(name);
    }
    return changed;
}

EnvironmentState& WorkspaceFiles::environmentOf(const QString& name)
{
    auto& all = m_workspace.environments;
    auto it = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.environment.name >= name; });
    if (it == all.end() || it->environment.name != name) {
        EnvironmentState state;
        state.environment.name = name;
        it = all.insert(it, std::move(state));
    }
    return *it;
}

SourceState& WorkspaceFiles::stateOf(const QString& key)
{
    auto& all = m_workspace.sources;
    auto it = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.source.key >= key; });
    if (it == all.end() || it->source.key != key) {
        SourceState state;
        state.source.key = key;
        state.source.name = key;
        it = all.insert(it, std::move(state));
    }
    return *it;
}

void WorkspaceFiles::refreshSources(Look look, Changes& changes)
{
    const QString folder = path(QStringLiteral("sources"));
    QStringList keys;
    m_errors.removeIf([&](const auto& entry) { return isStray(entry.key()); });
    const QStringList found = namesIn(folder, QDir::Dirs);
    for (const QString& name : found) {
        const QString file = sourceFile(name, sourceJson);
        if (!QFileInfo::exists(file))
            continue;
        if (isSourceKey(name)) {
            keys.append(name);
        } else {
            m_errors.insert(file, Error{ErrorCode::InvalidArgument,
                                        {QStringLiteral("key"), name, QStringLiteral("a to z, 0 to 9 and -")}}
                                      .at(file, 0, 0));
        }
    }
    for (const SourceState& state : m_workspace.sources) {
        if (!keys.contains(state.key()))
            changes.removedSources.append(state.key());
    }
    for (const QString& key : std::as_const(changes.removedSources)) {
        forgetBelow(path(QStringLiteral("sources/") + key));
        std::erase_if(m_workspace.sources, [&](const SourceState& state) { return state.key() == key; });
    }
    for (const QString& key : std::as_const(keys)) {
        const bool isNew = !m_workspace.source(key);
        if (refreshSource(stateOf(key), look) || isNew)
            changes.sources.append(key);
    }
}

bool WorkspaceFiles::refreshSource(SourceState& state, Look look)
{
    const QString key = state.key();
    bool changed = false;

    const FileNews settings = lookAt(sourceFile(key, sourceJson), look);
    if (settings.what == FileNews::New)
        readSourceFile(state, settings.content);
    changed |= settings.what != FileNews::Same;

    const FileNews mappings = lookAt(sourceFile(key, mappingsJson), look);
    if (mappings.what == FileNews::New)
        readMappings(state, mappings.content);
    if (mappings.what == FileNews::Gone)
        state.mappings = {};
    changed |= mappings.what != FileNews::Same;

    const FileNews js = lookAt(sourceFile(key, scriptJs), look);
    const FileNews ts = lookAt(sourceFile(key, scriptTs), look);
    if (js.what != FileNews::Same || ts.what != FileNews::Same) {
        readScript(state, js, ts);
        changed = true;
    }

    QStringList samples = namesIn(sourceFile(key, QStringLiteral("samples")), QDir::Files, QStringLiteral("*.http"));
    for (QString& name : samples)
        name.chop(httpSuffix.size());
    if (samples != state.samples) {
        state.samples = samples;
        changed = true;
    }
    return changed;
}

void WorkspaceFiles::readSourceFile(SourceState& state, QByteArrayView text)
{
    const QString key = state.key();
    const QString file = sourceFile(key, sourceJson);
    auto source = readSource(text, file);
    if (!source) {
        m_errors.insert(file, source.error());
        return;
    }
    if (!source->key.isEmpty() && source->key != key) {
        const auto place = locate(text, {QStringLiteral("key")});
        m_errors.insert(
            file,
            Error{ErrorCode::ParseError, {QStringLiteral("\"key\" must be the folder's name, \"%1\"").arg(key)}}.at(
                file, place.line, place.column));
        return;
    }
    state.source = std::move(source).value();
    state.source.key = key;
    if (state.source.name.isEmpty())
        state.source.name = key;
    state.loaded = true;
}

void WorkspaceFiles::readMappings(SourceState& state, QByteArrayView text)
{
    const QString file = sourceFile(state.key(), mappingsJson);
    const auto document = JsonDocument::parse(text, file);
    if (!document) {
        m_errors.insert(file, document.error());
        return;
    }
    bool gaveIds = false;
    auto mappings = mapping::mappingFileFromJson(document->value(), [&gaveIds] {
        gaveIds = true;
        return ids::make(ids::mapping, SystemClock().now());
    });
    if (!mappings) {
        const QStringList& args = mappings.error().args;
        if (mappings.error().code == ErrorCode::WorkspaceTooNew) {
            m_errors.insert(file,
                            Error{ErrorCode::WorkspaceTooNew, {file, args.value(1), args.value(2)}}.at(file, 0, 0));
        } else {
            const QString reason = QStringLiteral("\"%1\" must be %2").arg(args.value(0), args.value(2));
            m_errors.insert(file, document->errorAt(pathFromPlace(args.value(0)), reason));
        }
        return;
    }
    state.mappings = std::move(mappings).value();
    // Written back at once: runs name mappings by id, and a later load must find the same ones.
    if (gaveIds) {
        const auto written =
            write(file, json::write(mapping::toJson(state.mappings), json::Style::Indented), OnConflict::Refuse);
        if (!written)
            qCWarning(logWorkspace) << "new mapping ids could not be written to" << file;
    }
}

void WorkspaceFiles::readScript(SourceState& state, const FileNews& js, const FileNews& ts)
{
    const QString jsFile = sourceFile(state.key(), scriptJs);
    const QString tsFile = sourceFile(state.key(), scriptTs);
    const bool hasJs = m_known.contains(jsFile);
    const bool hasTs = m_known.contains(tsFile);
    m_errors.remove(tsFile);
    if (hasJs && hasTs) {
        m_errors.insert(tsFile,
                        Error{ErrorCode::InvalidArgument,
                              {QStringLiteral("script"), scriptTs, QStringLiteral("one of script.js and script.ts")}}
                            .at(tsFile, 0, 0));
    }
    // An unreadable file leaves the last good script in place.
    if (js.what == FileNews::Unreadable || ts.what == FileNews::Unreadable)
        return;
    state.language = hasJs ? ScriptLanguage::JavaScript : hasTs ? ScriptLanguage::TypeScript : ScriptLanguage::None;
    const QString file = hasJs ? jsFile : tsFile;
    state.script.clear();
    if (hasJs || hasTs) {
        auto text = files::read(file);
        if (text)
            state.script = std::move(text).value();
        else
            m_errors.insert(file, text.error().at(file, 0, 0));
    }
}

bool WorkspaceFiles::refreshTrash()
{
    std::vector<RemovedSource> removed;
    const QString trash = path(QStringLiteral("data/trash"));
    const QStringList folders = namesIn(trash, QDir::Dirs);
    for (const QString& folder : folders) {
        const qsizetype dot = folder.lastIndexOf(u'.');
        QDateTime at = QDateTime::fromString(folder.mid(dot + 1), trashTime);
        if (dot < 1 || !at.isValid())
            continue;
        at.setTimeSpec(Qt::UTC);
        RemovedSource one;
        one.key = folder.first(dot);
        one.folder = folder;
        one.removedAt = fromMicroseconds(at.toMSecsSinceEpoch() * 1000);
        const auto present = std::find_if(m_workspace.removed.begin(), m_workspace.removed.end(),
                                          [&](const RemovedSource& r) { return r.folder == folder; });
        if (present != m_workspace.removed.end()) {
            one.name = present->name;
        } else {
            const QString file = trash + u'/' + folder + u'/' + sourceJson;
            const auto text = files::read(file);
            const auto source = text ? readSource(*text, file) : Result<Source>(text.error());
            one.name = source ? source->name : one.key;
        }
        removed.push_back(std::move(one));
    }
    std::stable_sort(removed.begin(), removed.end(),
                     [](const RemovedSource& a, const RemovedSource& b) { return a.removedAt > b.removedAt; });
    if (removed == m_workspace.removed)
        return false;
    m_workspace.removed = std::move(removed);
    return true;
}

void WorkspaceFiles::collectErrors()
{
    const auto take = [this](const QString& file, std::vector<Error>& into) {
        if (const auto it = m_errors.constFind(file); it != m_errors.constEnd())
            into.push_back(*it);
    };
    m_workspace.errors.clear();
    take(path(settingsFile), m_workspace.errors);
    take(path(localFile), m_workspace.errors);
    for (EnvironmentState& state : m_workspace.environments) {
        const auto it = m_errors.constFind(path(QStringLiteral("environments/%1.json").arg(state.environment.name)));
        state.error = it == m_errors.constEnd() ? std::nullopt : std::optional(*it);
    }
    for (SourceState& state : m_workspace.sources) {
        state.errors.clear();
        for (const QLatin1String name : {sourceJson, mappingsJson, scriptJs, scriptTs})
            take(sourceFile(state.key(), name), state.errors);
    }
    QStringList strays = m_errors.keys();
    strays.removeIf([this](const QString& file) { return !isStray(file); });
    strays.sort();
    for (const QString& file : std::as_const(strays))
        take(file, m_workspace.errors);
}

QStringList WorkspaceFiles::watchedPaths() const
{
    QStringList paths{m_workspace.root, path(QStringLiteral("environments")), path(QStringLiteral("sources")),
                      path(QStringLiteral("data/trash"))};
    for (const SourceState& state : m_workspace.sources) {
        paths.append(path(QStringLiteral("sources/") + state.key()));
        paths.append(sourceFile(state.key(), QStringLiteral("samples")));
    }
    const QStringList folders = namesIn(path(QStringLiteral("sources")), QDir::Dirs);
    for (const QString& folder : folders)
        paths.append(path(QStringLiteral("sources/") + folder));
    paths += m_known.keys();
    paths.removeDuplicates();
    paths.removeIf([](const QString& one) { return !QFileInfo::exists(one); });
    return paths;
}

} // namespace hw::workspace
