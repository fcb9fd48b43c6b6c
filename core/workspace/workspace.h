#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/mapping/mapping.h"
#include "core/workspace/environment.h"
#include "core/workspace/source.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hw::workspace {

enum class ScriptLanguage { None, JavaScript, TypeScript };

/// A source with all that stands in its folder. Each part keeps its last good state while its file does not parse.
struct SourceState
{
    Source source;       ///< only its key is meaningful where `loaded` is false
    bool loaded = false; ///< whether source.json was ever read well in this process
    ScriptLanguage language = ScriptLanguage::None;
    QByteArray script;             ///< UTF-8 text of script.js or script.ts
    mapping::MappingFile mappings; ///< of mappings.json
    QStringList samples;           ///< names without ".http", sorted
    std::vector<Error> errors;     ///< of its files, each with file, line and column; empty = all well

    [[nodiscard]] const QString& key() const { return source.key; }

    /// SHA-256 in hex of what a run of this source depends on, as runs record it; empty where there is none.
    [[nodiscard]] QString scriptHash() const;
    [[nodiscard]] QString mappingsHash() const;
    [[nodiscard]] QString settingsHash() const;
};

struct EnvironmentState
{
    Environment environment; ///< only its name is meaningful where `loaded` is false
    bool loaded = false;
    std::optional<Error> error;
};

/// data/local.json: what is this machine's alone, never in git.
struct LocalSettings
{
    QString activeEnvironment; ///< empty = the workspace's default
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 4400;
    QString publicUrl;       ///< "https://abc.tunnel.example", without a slash at the end; empty = none
    json::Object publicUrls; ///< source key → URL, over `publicUrl`
    json::Object forward;    ///< source key → URL of a local app
    json::Object window;     ///< the window's own state; opaque here
    json::Object extra;      ///< members that this version does not know; written back as they came

    friend bool operator==(const LocalSettings&, const LocalSettings&) = default;
};

/// ParseError with the line and column of the offending member. `file` is only named in errors.
[[nodiscard]] Result<LocalSettings> readLocal(QByteArrayView text, const QString& file);

/// The bytes of local.json: two-space indentation, stable key order, final newline.
[[nodiscard]] QByteArray writeLocal(const LocalSettings& local);

/// A source in the trash: its path answers 410 and it can be restored.
struct RemovedSource
{
    QString key;
    QString name;
    Timestamp removedAt;
    QString folder; ///< below data/trash

    friend bool operator==(const RemovedSource&, const RemovedSource&) = default;
};

/// All files of a workspace as one copyable value, safe to hand to another thread.
struct Workspace
{
    static constexpr int currentFormat = 1;

    QString root; ///< absolute path
    int format = currentFormat;
    QString id; ///< "ws_…"
    QString name;
    QString defaultEnvironment = QStringLiteral("development");
    json::Object extra;                         ///< members of headwater.json that this version does not know
    std::vector<EnvironmentState> environments; ///< sorted by name
    std::vector<SourceState> sources;           ///< sorted by key
    std::vector<RemovedSource> removed;         ///< latest first
    LocalSettings local;
    std::vector<Error> errors; ///< of headwater.json (on reload) and local.json

    [[nodiscard]] const SourceState* source(QStringView key) const;
    /// The source that answers at this path segment: by key, or by an alias.
    [[nodiscard]] const SourceState* sourceAt(QStringView keyOrAlias) const;
    [[nodiscard]] const EnvironmentState* environment(QStringView name) const;
    /// The one that /s/… routes to on this machine.
    [[nodiscard]] QString activeEnvironment() const;
    /// All secrets that runs in this environment may need: those it names, those of all sources, that of its
    /// destination. Sorted, without duplicates.
    [[nodiscard]] QStringList secretNames(QStringView environment) const;
    /// Every error of every file.
    [[nodiscard]] std::vector<Error> allErrors() const;

    /// The script's file; empty where the source has none.
    [[nodiscard]] QString scriptPath(const SourceState& state) const;

    [[nodiscard]] QString dataFolder() const;   ///< root/data
    [[nodiscard]] QString databasePath() const; ///< root/data/headwater.db
};

} // namespace hw::workspace
