#include "ui/models/draftfile.h"

#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/mapping/mapping.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace hw::models {

using workspace::ScriptLanguage;

namespace {

QString pathIn(const QString& folder, int number)
{
    const QString name = number == 1 ? QStringLiteral("unsaved.json") : QStringLiteral("unsaved-%1.json").arg(number);
    return QDir(folder).filePath(name);
}

/// The descriptor that holds the lock; nothing where another window has this file.
Result<std::optional<int>> lock(const QString& path)
{
    const QString lockPath = path + QStringLiteral(".lock");
    // O_CLOEXEC: a script host that outlives the window must not go on having its file.
    const int descriptor = ::open(QFile::encodeName(lockPath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return std::optional(descriptor);
    const int why = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (why == EWOULDBLOCK)
        return std::optional<int>();
    return Error{ErrorCode::IoError, {lockPath, qt_error_string(why)}};
}

void unlock(int descriptor)
{
    ::flock(descriptor, LOCK_UN); // a process that is being started may have it too for a moment
    ::close(descriptor);
}

json::Value toJson(const ScriptDraft& draft)
{
    json::Object object;
    object.set(QStringLiteral("language"), draft.language == ScriptLanguage::TypeScript ? "typescript" : "javascript");
    object.set(QStringLiteral("text"), draft.text);
    object.set(QStringLiteral("base"), draft.base ? json::Value(*draft.base) : json::Value(nullptr));
    return object;
}

std::optional<ScriptDraft> scriptFrom(const json::Value& kept)
{
    const QString language = kept[u"language"].toString();
    const bool typed = language == QLatin1String("typescript");
    if (!kept[u"text"].isString() || (!typed && language != QLatin1String("javascript")))
        return std::nullopt;
    ScriptDraft draft;
    draft.language = typed ? ScriptLanguage::TypeScript : ScriptLanguage::JavaScript;
    draft.text = kept[u"text"].toString();
    if (kept[u"base"].isString())
        draft.base = kept[u"base"].toString();
    return draft;
}

json::Value toJson(const MappingDraft& draft)
{
    json::Object object;
    object.set(QStringLiteral("file"), mapping::toJson(draft.file));
    object.set(QStringLiteral("current"), mapping::toJson(draft.current));
    return object;
}

std::optional<MappingDraft> mappingFrom(const json::Value& kept)
{
    const auto makeId = [] { return ids::make(ids::mapping, SystemClock().now()); };
    const auto file = mapping::mappingFileFromJson(kept[u"file"], makeId);
    const auto current = mapping::mappingFileFromJson(kept[u"current"], makeId);
    return file && current ? std::optional(MappingDraft{*file, *current}) : std::nullopt;
}

/// Gives whether all of it could be read.
template<class Draft>
bool readEach(const json::Value& kept, std::optional<Draft> (*from)(const json::Value&), QHash<QString, Draft>& drafts)
{
    bool whole = kept.isUndefined() || kept.isObject();
    for (const auto& [source, value] : kept.toObject()) {
        if (const std::optional<Draft> draft = from(value))
            drafts.insert(source, *draft);
        else
            whole = false;
    }
    return whole;
}

template<class Draft>
json::Object eachToJson(const QHash<QString, Draft>& drafts)
{
    json::Object all;
    QStringList sources = drafts.keys();
    sources.sort();
    for (const QString& source : std::as_const(sources))
        all.set(source, toJson(drafts[source]));
    return all;
}

Result<void> write(const QString& path, const Drafts& drafts)
{
    if (drafts.isEmpty()) {
        if (!QFile::remove(path) && QFile::exists(path))
            return Error{ErrorCode::IoError, {path, QStringLiteral("the file cannot be removed")}};
        return {};
    }
    json::Object all;
    all.set(QStringLiteral("scripts"), eachToJson(drafts.scripts));
    all.set(QStringLiteral("mappings"), eachToJson(drafts.mappings));
    return files::writeAtomically(path, json::write(all, json::Style::Indented), files::Access::OwnerOnly);
}

/// Moves what `mine` has nothing of, and forgets in `theirs` what is the same on both sides.
template<class Draft>
void move(QHash<QString, Draft>& theirs, QHash<QString, Draft>& mine)
{
    const QStringList sources = theirs.keys();
    for (const QString& source : sources) {
        if (!mine.contains(source))
            mine.insert(source, theirs[source]);
        if (mine[source] == theirs[source])
            theirs.remove(source);
    }
}

} // namespace

DraftFile::DraftFile(QString dataFolder)
    : m_folder(std::move(dataFolder))
{}

DraftFile::~DraftFile()
{
    leave();
}

void DraftFile::leave()
{
    m_left = true;
    if (m_lock >= 0)
        unlock(std::exchange(m_lock, -1)); // its file stays: removed, two windows could have it at once
}

Drafts DraftFile::take()
{
    Drafts mine;
    for (int number = 1; m_path.isEmpty(); ++number) {
        const QString path = pathIn(m_folder, number);
        const auto locked = lock(path);
        if (!locked)
            return {}; // the folder is not there yet, or nothing can be made in it: keep() sees
        if (!*locked)
            continue;
        m_lock = **locked;
        if (const std::optional<Drafts> kept = read(path)) {
            mine = *kept;
            m_path = path;
        } else {
            unlock(std::exchange(m_lock, -1));
        }
    }
    adopt(mine);
    return mine;
}

void DraftFile::adopt(Drafts& mine)
{
    const QStringList names = QDir(m_folder).entryList({QStringLiteral("unsaved*.json")}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
        const QString path = QDir(m_folder).filePath(name);
        const auto locked = path == m_path ? std::optional<int>() : lock(path).valueOr(std::nullopt);
        if (!locked)
            continue;
        if (const std::optional<Drafts> kept = read(path)) {
            Drafts theirs = *kept;
            move(theirs.scripts, mine.scripts);
            move(theirs.mappings, mine.mappings);
            // In this order: whatever ends the program between, a draft stands in two files rather than in none.
            if (theirs != *kept && write(m_path, mine))
                (void)write(path, theirs);
        }
        unlock(*locked);
    }
}

std::optional<Drafts> DraftFile::read(const QString& path)
{
    if (!QFile::exists(path))
        return Drafts();
    Drafts drafts;
    bool whole = false;
    if (const auto content = files::read(path)) {
        const auto kept = json::parse(*content);
        if (kept && kept->isObject()) {
            const bool scripts = readEach((*kept)[u"scripts"], &scriptFrom, drafts.scripts);
            const bool mappings = readEach((*kept)[u"mappings"], &mappingFrom, drafts.mappings);
            whole = scripts && mappings;
        }
    }
    if (whole)
        return drafts;
    // It is the user's work all the same, and would be written over.
    QString aside = path + QStringLiteral(".damaged");
    for (int number = 2; QFile::exists(aside); ++number)
        aside = QStringLiteral("%1.damaged-%2").arg(path).arg(number);
    if (!QFile::rename(path, aside))
        return std::nullopt;
    m_aside.append(aside);
    qCWarning(logEngine) << "what was not saved cannot be read and was put aside:" << aside;
    if (const auto written = write(path, drafts); !written)
        qCWarning(logEngine) << "what is not saved could not be kept:" << codeName(written.error().code);
    return drafts;
}

Result<void> DraftFile::begin()
{
    for (int number = 1; m_path.isEmpty(); ++number) {
        const QString path = pathIn(m_folder, number);
        const auto locked = lock(path);
        if (!locked)
            return locked.error();
        if (!*locked)
            continue;
        if (QFile::exists(path)) {
            unlock(**locked); // of a window that is gone: the next one's that starts
            continue;
        }
        m_lock = **locked;
        m_path = path;
    }
    return {};
}

Result<void> DraftFile::keep(const Drafts& drafts)
{
    if (m_left || !QDir(m_folder).exists())
        return {}; // the workspace is gone
    if (m_path.isEmpty()) {
        if (drafts.isEmpty())
            return {};
        if (const auto begun = begin(); !begun)
            return begun.error();
    }
    return write(m_path, drafts);
}

} // namespace hw::models
