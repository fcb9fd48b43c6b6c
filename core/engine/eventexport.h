#pragma once

#include "core/base/result.h"
#include "core/store/reader.h"

#include <QIODevice>
#include <QString>

#include <atomic>
#include <vector>

/// Captured events written to files that other programs read (record/eventfile.h has the formats). Blocks; any thread
/// that the reader belongs to.
namespace hw::engine {

enum class EventFormat { JsonLines, Har };

struct EventExport
{
    EventFormat format = EventFormat::JsonLines;
    QString origin;  ///< "http://127.0.0.1:4400": stands before targets that are paths
    QString version; ///< of the program, for HAR
    /// Counts the events that were written; whoever sets it below zero stops the export (Cancelled).
    std::atomic<int>* progress = nullptr;
};

/// Writes the events that are still there, oldest first; how many.
[[nodiscard]] Result<qint64> writeEvents(store::Reader& reader, std::vector<qint64> seqs, const EventExport& how,
                                         QIODevice& out);

/// Writes each as the raw request <id>.http into the folder, which is made where it is missing.
[[nodiscard]] Result<qint64> writeRequests(store::Reader& reader, std::vector<qint64> seqs, const QString& folder,
                                           std::atomic<int>* progress = nullptr);

} // namespace hw::engine
