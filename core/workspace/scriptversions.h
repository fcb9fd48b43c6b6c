#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace hw::workspace {

/// One saved state of a source's script.
struct ScriptVersion
{
    int number = 0; ///< from 1, rising
    Timestamp savedAt;
    ScriptLanguage language = ScriptLanguage::JavaScript;
    QString hash; ///< SHA-256 of the text, hex

    friend bool operator==(const ScriptVersion&, const ScriptVersion&) = default;
};

/// Everything that a source's script ever was, kept by content below data/versions: `<key>/<n>-<hash>.js` (or `.ts`)
/// and `<key>/index.json` with the times. The files alone are enough: where the index cannot be read, it is made again
/// from them. One process writes, in one thread; reading is safe beside it.
class ScriptVersions final
{
public:
    /// `dataFolder` is the workspace's data/.
    explicit ScriptVersions(const QString& dataFolder);

    /// Oldest first; empty where there is none.
    [[nodiscard]] std::vector<ScriptVersion> list(const QString& key) const;

    /// NotFound ("version", number) or IoError.
    [[nodiscard]] Result<QByteArray> text(const QString& key, int number) const;

    /// Keeps the text as the newest version, unless the newest one is the same; gives the newest then. IoError.
    [[nodiscard]] Result<ScriptVersion> record(const QString& key, ScriptLanguage language, QByteArrayView text,
                                               Timestamp now);

    /// The history follows a source that got a new key. IoError.
    [[nodiscard]] Result<void> move(const QString& key, const QString& newKey);

private:
    [[nodiscard]] QString folderOf(const QString& key) const;
    [[nodiscard]] static QString fileName(const ScriptVersion& version);
    [[nodiscard]] std::vector<ScriptVersion> listFiles(const QString& key) const;

    QString m_folder;
};

/// "js" or "ts"; empty for no script.
[[nodiscard]] QString scriptSuffix(ScriptLanguage language);

} // namespace hw::workspace
