// A source gets a new key. Three things are written, one after the other, and each state in between says what is
// missing: source.json names the new key and the old one as an alias; the folder follows; then what other files keep
// under the key. open() finishes what a crash has left.

#include "core/base/files.h"
#include "core/workspace/scriptversions.h"
#include "core/workspace/workspacefiles.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace hw::workspace {

namespace {

/// What is kept for a source by its key; whether there was something.
bool moveMember(json::Object& object, const QString& from, const QString& to)
{
    const json::Value* value = object.find(from);
    if (!value)
        return false;
    if (!object.find(to))
        object.append(to, json::Value(*value));
    object.remove(from);
    return true;
}

bool moveMembers(LocalSettings& local, const QString& from, const QString& to)
{
    bool moved = moveMember(local.publicUrls, from, to);
    moved |= moveMember(local.forward, from, to);
    json::Value* limits = local.extra.find(u"bodyLimits");
    if (limits && limits->isObject())
        moved |= moveMember(limits->object(), from, to);
    return moved;
}

} // namespace

Result<Source> WorkspaceFiles::moveSource(const QString& key, const QString& newKey)
{
    if (const auto isThere = requireSource(key); !isThere)
        return isThere.error();
    const SourceState state = *m_workspace.source(key);
    if (!state.errors.empty())
        return state.errors.front();
    // A source may take back a key that is its own alias.
    const bool isOwnAlias = state.source.aliases.contains(newKey);
    if (const auto isFree = requireFreeKey(newKey); !isFree && !(isOwnAlias && isSourceKey(newKey)))
        return isFree.error();
    // What is stored of a deleted source must not become this one's.
    const auto& removed = m_workspace.removed;
    if (std::any_of(removed.begin(), removed.end(), [&](const RemovedSource& gone) { return gone.key == newKey; }))
        return Error{ErrorCode::AlreadyExists, {QStringLiteral("removed source"), newKey}};
    const QString file = sourceFile(key, QStringLiteral("source.json"));
    if (isChangedOnDisk(file))
        return Error{ErrorCode::Conflict, {file}};
    const auto before = files::read(file);
    if (!before)
        return before.error();

    Source moved = state.source;
    moved.key = newKey;
    moved.aliases.removeAll(newKey);
    moved.aliases.append(key);
    if (const auto written = files::writeAtomically(file, writeSource(moved)); !written)
        return written.error();
    const QString from = path(QStringLiteral("sources/") + key);
    const QString to = path(QStringLiteral("sources/") + newKey);
    // Another process that opened the workspace just now may have finished it.
    if (!QDir().rename(from, to) && (QFileInfo::exists(from) || !QFileInfo::exists(to))) {
        (void)files::writeAtomically(file, *before);
        return Error{ErrorCode::IoError, {from, QStringLiteral("the folder cannot be renamed")}};
    }
    forgetBelow(from);
    std::erase_if(m_workspace.sources, [&](const SourceState& one) { return one.key() == key; });
    refreshSource(stateOf(newKey), Look::Content);
    collectErrors();
    followMoves();
    return m_workspace.source(newKey)->source;
}

bool WorkspaceFiles::finishMoves()
{
    bool finished = false;
    for (const SourceState& state : m_workspace.sources) {
        const QString file = sourceFile(state.key(), QStringLiteral("source.json"));
        if (!m_errors.contains(file))
            continue;
        const auto text = files::read(file);
        const auto source = text ? readSource(*text, file) : Result<Source>(text.error());
        if (!source || !isSourceKey(source->key) || !source->aliases.contains(state.key()))
            continue;
        const QString to = path(QStringLiteral("sources/") + source->key);
        finished |= !QFileInfo::exists(to) && QDir().rename(path(QStringLiteral("sources/") + state.key()), to);
    }
    return finished;
}

void WorkspaceFiles::followMoves()
{
    // Where it cannot be written, it stays under the old key until the workspace is opened again.
    LocalSettings local = m_workspace.local;
    bool changed = false;
    for (const SourceState& state : m_workspace.sources) {
        for (const QString& alias : state.source.aliases) {
            if (m_workspace.source(alias))
                continue;
            changed |= moveMembers(local, alias, state.key());
            [[maybe_unused]] const auto history = ScriptVersions(m_workspace.dataFolder()).move(alias, state.key());
        }
    }
    if (changed)
        (void)saveLocal(local);
}

} // namespace hw::workspace
