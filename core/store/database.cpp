#include "core/store/database.h"

#include "core/store/diskstate.h"

#include <QFile>
#include <QHash>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>

namespace hw::store {

namespace {

Error errorFrom(sqlite3* db, int code, const QString& path)
{
    // SQLite keeps the system's error of a statement, but not that of a commit.
    const int systemNow = errno;
    const QString text = QString::fromUtf8(db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    const int extended = db ? sqlite3_extended_errcode(db) : code;
    switch (code & 0xff) {
    case SQLITE_FULL: return {ErrorCode::StoreFull, {path}};
    case SQLITE_READONLY: return {ErrorCode::StoreReadOnly, {path}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {ErrorCode::StoreCorrupt, {path, text}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorCode::StoreBusy, {path}};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        if (const int known = db ? sqlite3_system_errno(db) : 0, system = known != 0 ? known : systemNow; system != 0) {
            return fileError(path, system, text + QStringLiteral(": ") + QString::fromLocal8Bit(strerror(system)));
        }
        return {ErrorCode::IoError, {path, QStringLiteral("%1 (%2)").arg(text).arg(extended)}};
    case SQLITE_PERM: return {ErrorCode::IoError, {path, text}};
    default: return {ErrorCode::Internal, {QStringLiteral("%1 (%2)").arg(text).arg(extended), path}};
    }
}

using FileId = std::pair<dev_t, ino_t>;

FileId fileAt(const QString& path)
{
    struct stat facts = {};
    return ::stat(QFile::encodeName(path).constData(), &facts) == 0 ? FileId(facts.st_dev, facts.st_ino) : FileId();
}

} // namespace

struct Statement::Handle
{
    sqlite3_stmt* statement = nullptr;
    QString path;
    std::vector<QByteArray> kept; ///< what the bound pointers point into
    int bindError = SQLITE_OK;

    Handle(sqlite3_stmt* s, QString p)
        : statement(s)
        , path(std::move(p))
    {}
    ~Handle() { sqlite3_finalize(statement); }
    Q_DISABLE_COPY_MOVE(Handle)

    void note(int code)
    {
        if (code != SQLITE_OK)
            bindError = code;
    }
};

Statement::Statement(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{}
Statement::Statement(Statement&& other) noexcept = default;
Statement& Statement::operator=(Statement&& other) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, qint64 value)
{
    m_handle->note(sqlite3_bind_int64(m_handle->statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, double value)
{
    m_handle->note(sqlite3_bind_double(m_handle->statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, const QString& text)
{
    return bindText(index, text.toUtf8());
}

Statement& Statement::bindText(int index, const QByteArray& utf8)
{
    m_handle->kept.push_back(utf8);
    // constData() is never null, so empty text is '' and not NULL.
    m_handle->note(sqlite3_bind_text64(m_handle->statement, index, m_handle->kept.back().constData(),
                                       static_cast<sqlite3_uint64>(utf8.size()), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int index, const QByteArray& bytes)
{
    m_handle->kept.push_back(bytes);
    m_handle->note(sqlite3_bind_blob64(m_handle->statement, index, m_handle->kept.back().constData(),
                                       static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(int index, std::nullptr_t)
{
    m_handle->note(sqlite3_bind_null(m_handle->statement, index));
    return *this;
}

Result<bool> Statement::step()
{
    sqlite3* db = sqlite3_db_handle(m_handle->statement);
    if (const int code = std::exchange(m_handle->bindError, SQLITE_OK); code != SQLITE_OK) {
        reset();
        return errorFrom(nullptr, code, m_handle->path);
    }
    errno = 0;
    const int code = sqlite3_step(m_handle->statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    const Error error = errorFrom(db, code, m_handle->path);
    reset();
    return error;
}

Result<void> Statement::finish()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_handle->statement);
    if (!m_handle->kept.empty()) {
        sqlite3_clear_bindings(m_handle->statement);
        m_handle->kept.clear();
    }
    m_handle->bindError = SQLITE_OK;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle->statement, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle->statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle->statement, column);
}

QString Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle->statement, column));
    return QString::fromUtf8(bytes, sqlite3_column_bytes(m_handle->statement, column));
}

QByteArray Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle->statement, column));
    return {bytes, sqlite3_column_bytes(m_handle->statement, column)};
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_handle->statement);
}

struct Database::Handle
{
    sqlite3* db = nullptr;
    QString path;
    FileId file; ///< that was opened
    int walPages = 0;
    QHash<QByteArray, std::shared_ptr<Statement>> statements;

    Handle() = default;
    ~Handle()
    {
        statements.clear();
        sqlite3_close_v2(db);
    }
    Q_DISABLE_COPY_MOVE(Handle)

    [[nodiscard]] Error error(int code) const { return errorFrom(db, code, path); }

    static int onWal(void* self, sqlite3*, const char*, int pages)
    {
        static_cast<Handle*>(self)->walPages = pages;
        return SQLITE_OK;
    }
};

Database::Database(std::unique_ptr<Handle> handle)
    : m_handle(std::move(handle))
{}
Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const QString& path, Mode mode)
{
    // SQLite says "unable to open database file" for a missing file and for ten other things.
    if (mode == Mode::ReadOnly && !QFile::exists(path))
        return Error{ErrorCode::NotFound, {QStringLiteral("database"), path}};
    auto handle = std::make_unique<Handle>();
    handle->path = path;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    if (const int code = sqlite3_open_v2(path.toUtf8().constData(), &handle->db, flags, nullptr); code != SQLITE_OK)
        return handle->error(code);
    sqlite3_busy_timeout(handle->db, static_cast<int>(busyTimeout.count()));
    Database database(std::move(handle));
    QByteArray pragmas("PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF; PRAGMA trusted_schema=OFF;");
    if (mode == Mode::ReadWrite) {
        // auto_vacuum has an effect before the first table only: retention gives pages back without a full VACUUM.
        pragmas += "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                   "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16384;";
    }
    if (Result<void> done = database.exec(pragmas); !done)
        return done.error();
    database.m_handle->file = fileAt(path);
    if (mode == Mode::ReadWrite) {
        // Also the first real read: a file that is no database fails here.
        if (Result<std::optional<qint64>> version = database.number("PRAGMA schema_version"); !version)
            return version.error();
        sqlite3_wal_hook(database.m_handle->db, &Handle::onWal, database.m_handle.get());
    }
    return database;
}

Result<void> Database::exec(const QByteArray& sql)
{
    errno = 0;
    const int code = sqlite3_exec(m_handle->db, sql.constData(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : m_handle->error(code);
}

Result<Statement> Database::prepare(const QByteArray& sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle->db, sql.constData(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return m_handle->error(code);
    return Statement(std::make_unique<Statement::Handle>(statement, m_handle->path));
}

Result<Statement*> Database::cached(const QByteArray& sql)
{
    if (const auto it = m_handle->statements.constFind(sql); it != m_handle->statements.constEnd()) {
        (*it)->reset();
        return it->get();
    }
    Result<Statement> made = prepare(sql);
    if (!made)
        return made.error();
    const auto kept = std::make_shared<Statement>(std::move(*made));
    m_handle->statements.insert(sql, kept);
    return kept.get();
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle->db);
}

int Database::changes() const
{
    return sqlite3_changes(m_handle->db);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle->db) == 0;
}

const QString& Database::path() const
{
    return m_handle->path;
}

bool Database::isReplaced() const
{
    return fileAt(m_handle->path) != m_handle->file;
}

Result<qint64> Database::dataVersion()
{
    const Result<std::optional<qint64>> version = number("PRAGMA data_version");
    if (!version)
        return version.error();
    return version->value_or(0);
}

void Database::setBusyTimeout(std::chrono::milliseconds patience)
{
    sqlite3_busy_timeout(m_handle->db, static_cast<int>(patience.count()));
}

int Database::walPages() const
{
    return m_handle->walPages;
}

Result<void> Database::checkpoint(Checkpoint kind, int* left)
{
    const int mode = kind == Checkpoint::Passive   ? SQLITE_CHECKPOINT_PASSIVE
                     : kind == Checkpoint::Restart ? SQLITE_CHECKPOINT_RESTART
                                                   : SQLITE_CHECKPOINT_TRUNCATE;
    int pages = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_handle->db, nullptr, mode, &pages, &moved);
    if (left)
        *left = pages - moved;
    return code == SQLITE_OK ? Result<void>() : m_handle->error(code);
}

Result<void> Database::backupTo(const QString& path)
{
    Result<Statement> statement = prepare("VACUUM INTO ?");
    if (!statement)
        return statement.error();
    return statement->run(path);
}

Result<Transaction> Transaction::begin(Database& database, Purpose purpose)
{
    if (Result<void> begun = database.run(purpose == Purpose::Read ? "BEGIN" : "BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{}

Transaction::~Transaction()
{
    // SQLite itself rolls back after some errors (a full disk); then there is nothing left to undo.
    if (m_database && m_database->inTransaction())
        (void)m_database->run("ROLLBACK");
}

Result<void> Transaction::commit()
{
    Result<void> done = m_database->run("COMMIT");
    if (done)
        m_database = nullptr;
    return done;
}

Result<Savepoint> Savepoint::begin(Database& database)
{
    if (Result<void> begun = database.run("SAVEPOINT hw"); !begun)
        return begun.error();
    return Savepoint(database);
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{}

Savepoint::~Savepoint()
{
    if (!m_database || !m_database->inTransaction())
        return;
    if (m_database->run("ROLLBACK TO hw"))
        (void)m_database->run("RELEASE hw");
}

Result<void> Savepoint::release()
{
    Result<void> done = m_database->run("RELEASE hw");
    if (done)
        m_database = nullptr;
    return done;
}

} // namespace hw::store
