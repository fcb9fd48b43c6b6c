#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

namespace hw::store {

class Database;

/// A prepared statement of one connection. Parameters count from 1, columns from 0. Bound text and bytes are kept
/// (shared, not copied) until the next reset(). It must not outlive its Database.
class Statement final
{
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(int index, qint64 value);
    Statement& bind(int index, int value) { return bind(index, static_cast<qint64>(value)); }
    Statement& bind(int index, bool value) { return bind(index, static_cast<qint64>(value)); }
    Statement& bind(int index, double value);
    Statement& bind(int index, const QString& text);        ///< TEXT; a null string is bound as an empty one
    Statement& bind(int index, const QByteArray& bytes);    ///< BLOB; null bytes are bound as an empty blob
    Statement& bindText(int index, const QByteArray& utf8); ///< TEXT from bytes that are UTF-8 already
    Statement& bind(int index, std::nullptr_t);
    Statement& bind(int index, const char* text) = delete;                                   ///< would become a bool
    Statement& bind(int index, Timestamp time) { return bind(index, toMicroseconds(time)); } ///< µs since the epoch
    template<class T>
    Statement& bind(int index, const std::optional<T>& value)
    {
        return value ? bind(index, *value) : bind(index, nullptr);
    }

    /// True with a row, false at the end. After an error or the end the statement is reset by itself.
    Result<bool> step();

    /// Binds the arguments in order, runs to the end, resets. For statements whose rows are of no interest.
    template<class... Args>
    Result<void> run(const Args&... args)
    {
        reset();
        bindAll(args...);
        return finish();
    }

    /// Resets and binds the arguments in order; step() follows.
    template<class... Args>
    Statement& start(const Args&... args)
    {
        reset();
        bindAll(args...);
        return *this;
    }

    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const; ///< the bytes of a BLOB or of the UTF-8 of a TEXT; a copy
    [[nodiscard]] Timestamp time(int column) const { return fromMicroseconds(integer(column)); }
    [[nodiscard]] int columnCount() const;

private:
    friend class Database;
    struct Handle;
    explicit Statement(std::unique_ptr<Handle> handle);

    template<class... Args>
    void bindAll(const Args&... args)
    {
        int index = 0;
        (bind(++index, args), ...);
    }
    Result<void> finish();

    std::unique_ptr<Handle> m_handle;
};

/// One connection to a database file. Used by one thread at a time, the one that opened it or that it was moved to.
/// WAL, `synchronous=FULL`, no automatic checkpoints (the Checkpointer does them), busy time-out 5 s, temporary data in
/// memory, no foreign keys (rows are deleted by the code that knows their order).
///
/// Errors of every function: StoreFull, StoreReadOnly, StoreCorrupt, StoreBusy, IoError, else Internal with SQLite's
/// text.
class Database final
{
public:
    enum class Mode {
        ReadWrite, ///< makes the file where there is none; its folder must exist
        ReadOnly,  ///< NotFound where there is no file
    };

    [[nodiscard]] static Result<Database> open(const QString& path, Mode mode);

    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    /// Runs one or more statements separated by semicolons, without parameters.
    Result<void> exec(const QByteArray& sql);
    Result<Statement> prepare(const QByteArray& sql);

    /// A statement that stays prepared with the connection, reset and ready to bind; the pointer is valid as long as
    /// the connection. Not for a statement that is still being stepped by a caller further up.
    Result<Statement*> cached(const QByteArray& sql);

    /// cached(sql) and run(args…) in one: the usual way to write a row.
    template<class... Args>
    Result<void> run(const QByteArray& sql, const Args&... args)
    {
        Result<Statement*> statement = cached(sql);
        if (!statement)
            return statement.error();
        return (*statement)->run(args...);
    }

    /// The first column of the first row as a number; nothing where there is no row or it is NULL.
    template<class... Args>
    Result<std::optional<qint64>> number(const QByteArray& sql, const Args&... args)
    {
        Result<Statement*> statement = cached(sql);
        if (!statement)
            return statement.error();
        const Result<bool> row = (*statement)->start(args...).step();
        if (!row)
            return row.error();
        std::optional<qint64> value;
        if (*row && !(*statement)->isNull(0))
            value = (*statement)->integer(0);
        (*statement)->reset();
        return value;
    }

    [[nodiscard]] qint64 lastInsertId() const;
    [[nodiscard]] int changes() const; ///< rows changed by the last INSERT, UPDATE or DELETE
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] const QString& path() const;
    /// Whether the path leads to another file by now, or to none.
    [[nodiscard]] bool isReplaced() const;

    /// Changes when another connection (of any process) has committed; compare with an earlier value.
    Result<qint64> dataVersion();

    static constexpr std::chrono::milliseconds busyTimeout{5000};
    /// How long a lock of another connection is waited for.
    void setBusyTimeout(std::chrono::milliseconds patience);

    /// Pages in the write-ahead log after the last commit of this connection; 0 before the first.
    [[nodiscard]] int walPages() const;

    enum class Checkpoint {
        Passive,  ///< as much as is possible without waiting for anybody
        Restart,  ///< waits for readers, so that the next commit starts the log from its beginning
        Truncate, ///< as Restart, and cuts the log to zero bytes
    };
    /// `left` gets the number of pages in the log that are not in the database yet.
    Result<void> checkpoint(Checkpoint kind, int* left = nullptr);

    /// A copy of the whole database as another connection would read it now, in one file.
    Result<void> backupTo(const QString& path);

private:
    struct Handle;
    explicit Database(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back by the destructor where commit() was not reached or failed.
class Transaction final
{
public:
    enum class Purpose {
        Write,
        Read, ///< everything is read as it is when the first is
    };
    [[nodiscard]] static Result<Transaction> begin(Database& database, Purpose purpose = Purpose::Write);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database& database)
        : m_database(&database)
    {}
    Database* m_database; ///< null = done or moved away
};

/// Part of a transaction that can be undone alone: an action that fails takes only its own rows back. Undone by the
/// destructor where release() was not reached. Savepoints nest; the inner one ends first.
class Savepoint final
{
public:
    [[nodiscard]] static Result<Savepoint> begin(Database& database);
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    Result<void> release();

private:
    explicit Savepoint(Database& database)
        : m_database(&database)
    {}
    Database* m_database; ///< null = done or moved away
};

} // namespace hw::store
