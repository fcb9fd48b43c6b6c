#pragma once

#include "core/base/result.h"
#include "core/store/migrations.h"
#include "core/store/scancontrol.h"

#include <QString>

#include <vector>

namespace hw::store {

/// What may be wrong with a store.
enum class Fault {
    DatabaseUnreadable, ///< it cannot be opened at all; subject: its path
    PageDamaged,        ///< rows cannot be read; subject: what SQLite says
    IndexWrong,         ///< an index that does not fit its table; subject: what SQLite says
    RowsWithoutParent,  ///< subject: their table
    ParentMissing,      ///< rows that point at what is not there; subject: "event.run", "event.content", "run.revision"
    CountsWrong,        ///< summaries that do not say what the rows do; subject: their table
    BodyMissing,        ///< a large body whose file is gone; subject: its name
    BodyDamaged,        ///< a body that does not come out as it went in; subject: its file, or "content"
    BlobUnused,         ///< files of bodies that no event has any more
    SearchBroken,       ///< the full-text index
    SearchBehind,       ///< it has not come as far as the events; no fault, it catches up
};

/// "page_damaged", …
[[nodiscard]] QString toString(Fault fault);

struct Finding
{
    Fault fault = Fault::PageDamaged;
    QString subject;
    qint64 count = 0; ///< rows, files or messages
    bool mended = false;
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct Checkup
{
    qint64 events = 0; ///< that are there afterwards
    std::vector<Finding> findings;
    QString kept; ///< where the damaged database went that another took the place of; empty = it stayed

    /// Whether nothing is left to do.
    [[nodiscard]] bool isWell() const;
};

enum class Mend {
    No,  ///< looks only: for a store that another process works with
    Yes, ///< the caller owns the workspace
};

/// Looks through a whole store. With Mend::Yes what can be mended is: indexes are made anew, rows without parents go,
/// summaries are counted again, unused files are removed, the full-text index is thrown away where it is broken and
/// filled, and of a damaged database all rows that can still be read are copied into a new one, which takes its place;
/// the damaged one is kept beside it. Slow: it reads everything once. `control` is told of the contents looked at.
/// Errors as openStore(), but damage is a finding; Cancelled.
[[nodiscard]] Result<Checkup> checkStore(const QString& path, const std::vector<SchemaModule>& modules, Mend mend,
                                         const ScanControl& control = {});

/// Bytes on the disk.
struct StoreSize
{
    qint64 database = 0; ///< with its log
    qint64 search = 0;   ///< likewise
    qint64 bodies = 0;   ///< the files of large bodies
    friend bool operator==(const StoreSize&, const StoreSize&) = default;
};
[[nodiscard]] StoreSize sizeOfStore(const QString& path);

/// Gives back what deleted events have left: packs database and full-text index, removes unused files. The caller owns
/// the workspace. StoreFull where the disk has no room for the packed copy; else as openStore().
[[nodiscard]] Result<void> compactStore(const QString& path, const std::vector<SchemaModule>& modules);

} // namespace hw::store
