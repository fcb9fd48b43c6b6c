#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <QStringList>

namespace hw::store {

/// Large bodies as files of their own, named by the SHA-256 of what they hold: data/blobs/ab/abcdef…  A database page
/// would be the wrong place for them: each would be written twice (log and file) and copied on its way.
///
/// A file is written and synced before the transaction that names it commits, so that a committed event always has its
/// body; a file whose transaction failed, or whose event was deleted, is found by collect().
class Blobs final
{
public:
    /// Bodies from this size on are kept here.
    static constexpr qsizetype smallest = 1024 * 1024;

    /// `databasePath`: data/headwater.db; the folder stands beside it.
    explicit Blobs(const QString& databasePath);

    /// Compressed where it pays; nothing is written where the content is there already. Gives the name.
    [[nodiscard]] Result<QString> put(const QByteArray& content) const;

    /// `size` is what the content must have. StoreCorrupt where the file is gone or holds something else. The bytes
    /// come with room behind them for readers that look ahead (json::Outline).
    [[nodiscard]] Result<QByteArray> get(const QString& name, qint64 size) const;

    /// Removes the files that `isUsed` does not know, and left-over parts of writes. Files younger than an hour stay:
    /// their transaction may be under way in another process. Gives how many bytes went.
    template<class IsUsed>
    Result<qint64> collect(IsUsed isUsed) const
    {
        qint64 freed = 0;
        const Result<void> done = eachUnused(isUsed, [&](const QString& name) { freed += remove(name); });
        return done ? Result<qint64>(freed) : Result<qint64>(done.error());
    }

    /// How many files collect() would remove.
    template<class IsUsed>
    Result<qint64> countUnused(IsUsed isUsed) const
    {
        qint64 files = 0;
        const Result<void> done = eachUnused(isUsed, [&files](const QString&) { ++files; });
        return done ? Result<qint64>(files) : Result<qint64>(done.error());
    }

private:
    template<class IsUsed, class Take>
    Result<void> eachUnused(IsUsed isUsed, Take take) const
    {
        for (const QString& name : oldNames()) {
            const Result<bool> used = isUsed(name);
            if (!used)
                return used.error();
            if (!*used)
                take(name);
        }
        return {};
    }
    [[nodiscard]] QString pathOf(const QString& name) const;
    [[nodiscard]] QStringList oldNames() const;
    qint64 remove(const QString& name) const;

    QString m_folder;
};

} // namespace hw::store
