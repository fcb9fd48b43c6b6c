#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace hw::store {

/// Who runs a workspace's engine.
struct Owner
{
    qint64 pid = 0;
    int port = 0;            ///< 0 = does not listen
    QString origin;          ///< "http://127.0.0.1:4400"; empty = does not listen
    QString trouble;         ///< the code of the error for which it cannot store anything; empty = it can
    QStringList troubleArgs; ///< that error's
    friend bool operator==(const Owner&, const Owner&) = default;
};

/// The right to run a workspace's listener, dispatcher, timers and migrations: flock() on data/owner.lock, with the
/// owner's process id and address in the file for others to read. The kernel frees it when the process ends, however it
/// ends.
class OwnerLock final
{
public:
    /// WorkspaceOwned (path, process id) where another holds it; IoError. The folder must exist.
    [[nodiscard]] static Result<OwnerLock> take(const QString& dataFolder);

    /// The present owner; nothing where there is none. Takes nothing.
    [[nodiscard]] static std::optional<Owner> current(const QString& dataFolder);

    OwnerLock(OwnerLock&& other) noexcept;
    OwnerLock& operator=(OwnerLock&& other) noexcept;
    ~OwnerLock();

    /// Writes where the owner listens; 0 and nothing = nowhere.
    Result<void> setListening(int port, const QString& origin);
    /// Writes why the owner cannot store anything; nothing = it can.
    Result<void> setTrouble(const std::optional<Error>& trouble);

private:
    OwnerLock(int descriptor, QString path);

    int m_descriptor; ///< -1 = moved away
    QString m_path;
    Owner m_owner;
};

} // namespace hw::store
