#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace hw::store {

/// data/search.db beside data/headwater.db: which contents hold which words. It can be thrown away at any time and is
/// then built anew by SearchIndexer; whoever searches looks through what it does not have yet.
///
/// The words stand in one FTS5 table for every 65,536 numbers of contents ("words_0", …), without the texts themselves:
/// a search begins in the newest and seldom needs another, and when retention has emptied one it goes as a whole, where
/// deleting single texts would need their words again. The numbers of deleted contents that are left in a table are
/// harmless: nobody has them any more.
class SearchIndex final
{
public:
    static constexpr qint64 contentsPerTable = 65536;

    struct Request
    {
        QByteArray expression;                            ///< FTS5's, as Filter::indexExpression() makes it
        qint64 first = 0;                                 ///< contents from this number …
        qint64 last = std::numeric_limits<qint64>::max(); ///< … to this one
        bool ascending = false;
        int limit = 0;
    };

    /// Where the index of a store stands.
    [[nodiscard]] static QString pathFor(const QString& storePath);
    [[nodiscard]] static QByteArray tableName(qint64 table);
    /// Throws it away.
    static void remove(const QString& storePath);
    /// Packs it; nothing happens where there is none. Nobody else may be using it.
    static Result<void> compact(const QString& storePath);

    /// For reading. Nothing where there is none, or none that this program can use.
    [[nodiscard]] static std::optional<SearchIndex> open(const QString& storePath);

    /// All contents up to this number are in it; 0 where it is empty or broken.
    qint64 indexedTo();
    /// None before this number is in it any more.
    qint64 indexedFrom();

    /// The contents that hold the words, or that the index knows only in part, in order; fewer than `limit` = all.
    Result<std::vector<qint64>> find(const Request& request);

private:
    explicit SearchIndex(Database database)
        : m_database(std::move(database))
    {}
    Result<std::vector<qint64>> tables();
    Result<void> findIn(qint64 table, const Request& request, std::vector<qint64>& found);

    Database m_database;
};

/// The version of the index's tables and of what counts as a word: another is built anew.
inline constexpr int searchVersion = 1;

} // namespace hw::store
