#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/catalog/provider.h"
#include "core/workspace/workspacefiles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace hw::workspace {

namespace {

constexpr int suffixLength = 6;

Error noSource(const QString& key)
{
    return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
}

/// A sample's name is a file name: no separators, nothing hidden.
bool isSampleName(const QString& name)
{
    return !name.isEmpty() && name.size() <= 128 && !name.startsWith(u'.') && !name.contains(u'/') &&
           !name.contains(u'\\') && !name.contains(QChar::Null);
}

Error badSampleName(const QString& name)
{
    return Error{ErrorCode::InvalidArgument,
                 {QStringLiteral("sample"), name, QStringLiteral("a file name without separators")}};
}

QString folderTime(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(at) / 1000, Qt::UTC)
        .toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
}

/// An empty provider path leaves the default of the format in place only for the event type. ParseError where the
/// provider's response is none.
Result<Source> sourceOf(const catalog::Provider& provider, const signing::Config& config, const QString& key,
                        const QString& name)
{
    Source source;
    source.key = key;
    source.name = name;
    source.provider = provider.key;
    if (!provider.paths.eventType.isEmpty())
        source.eventTypePath = provider.paths.eventType;
    source.idempotencyKeyPath = provider.paths.idempotency;
    source.timestampPath = provider.paths.timestamp;
    source.splitPath = provider.paths.split;
    source.signing = config;
    if (source.signing.scheme != QLatin1String("none"))
        source.signing.secrets = {signingSecretName(key)};
    if (provider.response.isUndefined())
        return source;
    json::Value document = toJson(source);
    document.object().set(QStringLiteral("response"), provider.response);
    return readSource(json::write(document), {});
}

Result<mapping::Mapping> mappingOf(const catalog::Provider& provider, size_t i, const mapping::MakeId& makeId)
{
    const catalog::SuggestedMapping& suggested = provider.mappings[i];
    json::Object object{{QStringLiteral("eventType"), suggested.eventType},
                        {QStringLiteral("when"), suggested.when},
                        {QStringLiteral("action"), suggested.action},
                        {QStringLiteral("parameters"), suggested.parameters}};
    if (suggested.when.isUndefined())
        object.remove(u"when");
    return mapping::mappingFromJson(object, QStringLiteral("mappings[%1]").arg(i), makeId);
}

/// Whether both do the same: ids tell nothing about that.
bool isSame(mapping::Mapping a, const mapping::Mapping& b)
{
    a.id = b.id;
    return a == b;
}

Result<mapping::MappingFile> mappingsOf(const catalog::Provider& provider,
                                        const std::optional<std::vector<size_t>>& wanted, Timestamp now)
{
    mapping::MappingFile file;
    for (size_t i = 0; i < provider.mappings.size(); ++i) {
        const bool taken =
            wanted ? std::find(wanted->begin(), wanted->end(), i) != wanted->end() : provider.mappings[i].onByDefault;
        if (!taken)
            continue;
        auto read = mappingOf(provider, i, [&] { return ids::make(ids::mapping, now); });
        if (!read)
            return read.error();
        file.mappings.push_back(std::move(read).value());
    }
    return file;
}

QByteArray writeMappings(const mapping::MappingFile& mappings)
{
    return json::write(mapping::toJson(mappings), json::Style::Indented);
}

} // namespace

bool WorkspaceFiles::isChangedOnDisk(const QString& file) const
{
    const auto known = m_known.constFind(file);
    if (!QFileInfo::exists(file))
        return false;
    const auto content = files::read(file);
    return known == m_known.constEnd() || !content || sha256Hex(*content) != known->hash;
}

Result<void> WorkspaceFiles::write(const QString& file, QByteArrayView content, OnConflict onConflict)
{
    if (onConflict == OnConflict::Refuse && isChangedOnDisk(file))
        return Error{ErrorCode::Conflict, {file}}.at(file, 0, 0);
    if (const auto made = files::makePath(QFileInfo(file).path()); !made)
        return made.error();
    if (const auto written = files::writeAtomically(file, content); !written)
        return written.error();
    remember(file, content);
    m_errors.remove(file);
    return {};
}

Result<void> WorkspaceFiles::removeFile(const QString& file, OnConflict onConflict)
{
    if (!QFileInfo::exists(file))
        return {};
    if (onConflict == OnConflict::Refuse && isChangedOnDisk(file))
        return Error{ErrorCode::Conflict, {file}}.at(file, 0, 0);
    QFile target(file);
    if (!target.remove())
        return Error{ErrorCode::IoError, {file, target.errorString()}};
    m_known.remove(file);
    m_errors.remove(file);
    return {};
}

Result<void> WorkspaceFiles::requireSource(const QString& key) const
{
    if (!m_workspace.source(key))
        return noSource(key);
    return {};
}

Result<void> WorkspaceFiles::requireFreeKey(const QString& key) const
{
    if (!isSourceKey(key)) {
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("key"), key, QStringLiteral("1 to 64 of a to z, 0 to 9 and -")}};
    }
    if (m_workspace.sourceAt(key) || QFileInfo::exists(path(QStringLiteral("sources/") + key)))
        return Error{ErrorCode::AlreadyExists, {QStringLiteral("source"), key}};
    return {};
}

Result<void> WorkspaceFiles::saveSource(const Source& source, OnConflict onConflict)
{
    if (!isSourceKey(source.key)) {
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("key"), source.key, QStringLiteral("1 to 64 of a to z, 0 to 9 and -")}};
    }
    // What is written must be readable again: the reader is the judge of values.
    const QByteArray text = writeSource(source);
    const QString file = sourceFile(source.key, QStringLiteral("source.json"));
    if (const auto check = readSource(text, file); !check)
        return check.error();
    if (const auto written = write(file, text, onConflict); !written)
        return written.error();
    SourceState& state = stateOf(source.key);
    state.source = source;
    state.loaded = true;
    collectErrors();
    return {};
}

Result<void> WorkspaceFiles::saveScript(const QString& key, ScriptLanguage language, QByteArrayView text,
                                        OnConflict onConflict)
{
    if (const auto present = requireSource(key); !present)
        return present.error();
    const QString js = sourceFile(key, QStringLiteral("script.js"));
    const QString ts = sourceFile(key, QStringLiteral("script.ts"));
    if (language != ScriptLanguage::None) {
        const QString& file = language == ScriptLanguage::JavaScript ? js : ts;
        if (const auto written = write(file, text, onConflict); !written)
            return written.error();
    }
    for (const QString& other : {js, ts}) {
        const bool isTheOne =
            language != ScriptLanguage::None && other == (language == ScriptLanguage::JavaScript ? js : ts);
        if (isTheOne)
            continue;
        if (const auto removed = removeFile(other, onConflict); !removed)
            return removed.error();
    }
    SourceState& state = stateOf(key);
    state.language = language;
    state.script = language == ScriptLanguage::None ? QByteArray() : text.toByteArray();
    collectErrors();
    return {};
}

Result<void> WorkspaceFiles::saveMappings(const QString& key, const mapping::MappingFile& mappings,
                                          OnConflict onConflict)
{
    if (const auto present = requireSource(key); !present)
        return present.error();
    const auto written = write(sourceFile(key, QStringLiteral("mappings.json")), writeMappings(mappings), onConflict);
    if (!written)
        return written.error();
    stateOf(key).mappings = mappings;
    collectErrors();
    return {};
}

Result<void> WorkspaceFiles::checkSampleName(const QString& name)
{
    return isSampleName(name) ? Result<void>() : badSampleName(name);
}

Result<void> WorkspaceFiles::saveSample(const QString& key, const QString& name, QByteArrayView request)
{
    if (const auto present = requireSource(key); !present)
        return present.error();
    if (!isSampleName(name))
        return badSampleName(name);
    const QString folder = sourceFile(key, QStringLiteral("samples"));
    if (const auto made = files::makePath(folder); !made)
        return made.error();
    const QString file = folder + u'/' + name + QStringLiteral(".http");
    if (const auto written = files::writeAtomically(file, request); !written)
        return written.error();
    QStringList& samples = stateOf(key).samples;
    if (!samples.contains(name)) {
        samples.append(name);
        samples.sort();
    }
    return {};
}

Result<void> WorkspaceFiles::removeSample(const QString& key, const QString& name)
{
    if (const auto isThere = readSample(key, name); !isThere)
        return isThere.error();
    const QString file = sourceFile(key, QStringLiteral("samples/%1.http").arg(name));
    for (const QString& path : {expectationPath(key, name), file}) {
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return Error{ErrorCode::IoError, {path, QStringLiteral("the file cannot be removed")}};
    }
    stateOf(key).samples.removeAll(name);
    return {};
}

Result<QByteArray> WorkspaceFiles::readSample(const QString& key, const QString& name) const
{
    if (!isSampleName(name))
        return badSampleName(name);
    const QString file = sourceFile(key, QStringLiteral("samples/%1.http").arg(name));
    if (!QFileInfo::exists(file))
        return Error{ErrorCode::NotFound, {QStringLiteral("sample"), name}};
    return files::read(file);
}

QString WorkspaceFiles::expectationPath(const QString& key, const QString& name) const
{
    return sourceFile(key, QStringLiteral("samples/%1.expect.json").arg(name));
}

Result<void> WorkspaceFiles::saveExpectation(const QString& key, const QString& name, QByteArrayView text)
{
    if (const auto request = readSample(key, name); !request)
        return request.error();
    return files::writeAtomically(expectationPath(key, name), text);
}

Result<QByteArray> WorkspaceFiles::readExpectation(const QString& key, const QString& name) const
{
    if (!isSampleName(name))
        return badSampleName(name);
    const QString file = expectationPath(key, name);
    return QFileInfo::exists(file) ? files::read(file) : Result<QByteArray>(QByteArray());
}

Result<void> WorkspaceFiles::saveEnvironment(const Environment& environment, OnConflict onConflict)
{
    if (!isEnvironmentName(environment.name)) {
        return Error{
            ErrorCode::InvalidArgument,
            {QStringLiteral("environment"), environment.name, QStringLiteral("1 to 64 of a to z, 0 to 9 and -")}};
    }
    const QString file = path(QStringLiteral("environments/%1.json").arg(environment.name));
    const QByteArray text = writeEnvironment(environment);
    if (const auto check = readEnvironment(text, environment.name, file); !check)
        return check.error();
    if (const auto written = write(file, text, onConflict); !written)
        return written.error();
    EnvironmentState& state = environmentOf(environment.name);
    state.environment = environment;
    state.loaded = true;
    collectErrors();
    return {};
}

Result<void> WorkspaceFiles::saveLocal(const LocalSettings& local)
{
    const auto written = write(path(QStringLiteral("data/local.json")), writeLocal(local), OnConflict::Overwrite);
    if (!written)
        return written.error();
    m_workspace.local = local;
    collectErrors();
    return {};
}

Result<Source> WorkspaceFiles::addSource(const catalog::Provider& provider, const NewSource& wanted, Timestamp now)
{
    const QString key =
        wanted.key.isEmpty() ? sourceKeyFrom(provider.key) + u'-' + ids::randomSuffix(suffixLength) : wanted.key;
    if (const auto isFree = requireFreeKey(key); !isFree)
        return isFree.error();
    auto source = sourceOf(provider, wanted.signing.value_or(provider.signing), key,
                           wanted.name.isEmpty() ? provider.name : wanted.name);
    if (!source)
        return source.error();
    for (QString& name : source->signing.secrets)
        name = freeSecretName(name);
    const auto mappings = mappingsOf(provider, wanted.mappings, now);
    if (!mappings)
        return mappings.error();

    // source.json comes last: only with it the folder is a source for those who watch.
    if (!provider.script.isEmpty()) {
        const auto written =
            write(sourceFile(key, QStringLiteral("script.js")), provider.script.toUtf8(), OnConflict::Refuse);
        if (!written)
            return written.error();
    }
    const auto written =
        write(sourceFile(key, QStringLiteral("mappings.json")), writeMappings(*mappings), OnConflict::Refuse);
    if (!written)
        return written.error();
    if (const auto saved = saveSource(*source); !saved)
        return saved.error();
    SourceState& state = stateOf(key);
    state.mappings = *mappings;
    if (!provider.script.isEmpty()) {
        state.language = ScriptLanguage::JavaScript;
        state.script = provider.script.toUtf8();
    }
    if (const auto declared = declareSecrets(source->signing.secrets); !declared)
        return declared.error();
    return *source;
}

Result<Source> WorkspaceFiles::changeProvider(const QString& key, const catalog::Provider& provider,
                                              const QString& name, Timestamp now)
{
    const SourceState* state = m_workspace.source(key);
    if (!state)
        return noSource(key);
    const bool scripted = !provider.script.isEmpty();
    auto made = sourceOf(provider, provider.signing, key, name.isEmpty() ? state->source.name : name);
    if (!made)
        return made.error();
    Source source = std::move(*made);
    source.aliases = state->source.aliases;
    if (!source.signing.secrets.isEmpty() && !state->source.signing.secrets.isEmpty())
        source.signing.secrets = state->source.signing.secrets;
    source.paused = state->source.paused;
    const auto mappings = mappingsOf(provider, std::nullopt, now);
    if (!mappings)
        return mappings.error();
    if (const auto saved =
            saveScript(key, scripted ? ScriptLanguage::JavaScript : ScriptLanguage::None, provider.script.toUtf8());
        !saved)
        return saved.error();
    if (const auto saved = saveMappings(key, *mappings); !saved)
        return saved.error();
    if (const auto saved = saveSource(source); !saved)
        return saved.error();
    if (const auto declared = declareSecrets(source.signing.secrets); !declared)
        return declared.error();
    return source;
}

Result<void> WorkspaceFiles::setSuggestions(const QString& key, const catalog::Provider& provider,
                                            const std::vector<size_t>& taken, Timestamp now)
{
    const SourceState* state = m_workspace.source(key);
    if (!state)
        return noSource(key);
    mapping::MappingFile file = state->mappings;
    for (size_t i = 0; i < provider.mappings.size(); ++i) {
        const auto suggested = mappingOf(provider, i, [&] { return ids::make(ids::mapping, now); });
        if (!suggested)
            return suggested.error();
        const auto same = [&](const mapping::Mapping& one) { return isSame(one, *suggested); };
        const bool isTaken = std::find(taken.begin(), taken.end(), i) != taken.end();
        if (!isTaken)
            std::erase_if(file.mappings, same);
        else if (std::none_of(file.mappings.begin(), file.mappings.end(), same))
            file.mappings.push_back(*suggested);
    }
    return file == state->mappings ? Result<void>() : saveMappings(key, file);
}

std::vector<size_t> suggestionsIn(const mapping::MappingFile& mappings, const catalog::Provider& provider)
{
    std::vector<size_t> found;
    for (size_t i = 0; i < provider.mappings.size(); ++i) {
        const auto suggested = mappingOf(provider, i, [] { return QStringLiteral("map_"); });
        if (!suggested)
            continue;
        const auto same = [&](const mapping::Mapping& one) { return isSame(one, *suggested); };
        if (std::any_of(mappings.mappings.begin(), mappings.mappings.end(), same))
            found.push_back(i);
    }
    return found;
}

QString WorkspaceFiles::freeSecretName(const QString& name) const
{
    const auto isTaken = [this](const QString& wanted) {
        return std::any_of(m_workspace.sources.begin(), m_workspace.sources.end(),
                           [&](const SourceState& state) { return state.source.signing.secrets.contains(wanted); });
    };
    QString free = name;
    for (int i = 2; isTaken(free); ++i)
        free = name + u'_' + QString::number(i);
    return free;
}

Result<void> WorkspaceFiles::declareSecrets(const QStringList& names)
{
    for (const EnvironmentState& state : std::vector(m_workspace.environments)) {
        // The file of a broken environment is the user's to mend first; its secrets are asked for all the same, because
        // the source names them.
        if (state.error || !state.loaded)
            continue;
        Environment environment = state.environment;
        environment.secrets += names;
        environment.secrets.removeDuplicates();
        if (environment == state.environment)
            continue;
        if (const auto saved = saveEnvironment(environment); !saved)
            return saved.error();
    }
    return {};
}

Result<RemovedSource> WorkspaceFiles::removeSource(const QString& key, Timestamp now)
{
    const SourceState* state = m_workspace.source(key);
    if (!state)
        return noSource(key);
    RemovedSource removed;
    removed.key = key;
    removed.name = state->source.name;
    removed.folder = key + u'.' + folderTime(now);
    const QString trash = path(QStringLiteral("data/trash"));
    if (const auto made = files::makePath(trash); !made)
        return made.error();
    const QString from = path(QStringLiteral("sources/") + key);
    if (!QDir().rename(from, trash + u'/' + removed.folder))
        return Error{ErrorCode::IoError, {from, QStringLiteral("the folder cannot be moved to the trash")}};
    forgetBelow(from);
    std::erase_if(m_workspace.sources, [&](const SourceState& one) { return one.key() == key; });
    refreshTrash();
    collectErrors();
    return m_workspace.removed.empty() ? removed : m_workspace.removed.front();
}

Result<void> WorkspaceFiles::restoreSource(const RemovedSource& removed)
{
    if (const auto isFree = requireFreeKey(removed.key); !isFree)
        return isFree.error();
    const QString from = path(QStringLiteral("data/trash/") + removed.folder);
    if (!QFileInfo(from).isDir())
        return Error{ErrorCode::NotFound, {QStringLiteral("removed source"), removed.key}};
    const QString to = path(QStringLiteral("sources/") + removed.key);
    if (!QDir().rename(from, to))
        return Error{ErrorCode::IoError, {from, QStringLiteral("the folder cannot be moved back")}};
    refreshSource(stateOf(removed.key), Look::Content);
    refreshTrash();
    collectErrors();
    return {};
}

} // namespace hw::workspace
