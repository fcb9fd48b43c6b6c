#pragma once

#include "core/store/filter.h"
#include "core/store/rows.h"
#include "core/store/scancontrol.h"

#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hw::store {

/// Looks through rows whose headers or bodies decide, in several threads: each takes pieces of the range, with a
/// connection of its own, and what they find is handed on in order, in the caller's thread.
class ParallelScan final
{
public:
    enum class Order { NewestFirst, OldestFirst };

    /// The sequence numbers between two that are not looked at themselves.
    struct Range
    {
        qint64 after = 0;
        qint64 before = 0;
    };

    /// `scanned`: how many rows the caller has looked at already. All outlives the scan.
    ParallelScan(QString path, const Filter& filter, Range range, Order order, const ScanControl& control,
                 qint64 scanned);
    ~ParallelScan();
    Q_DISABLE_COPY_MOVE(ParallelScan)

    /// Calls `take` with each matching row until it answers false. Cancelled where the control says so.
    Result<void> run(const std::function<bool(EventRow row)>& take);

private:
    struct Piece
    {
        Range range;
        std::vector<EventRow> rows;
        std::optional<Error> error;
        bool done = false;
    };
    using PiecePtr = std::shared_ptr<Piece>;

    void work();
    /// The next piece of the range; nothing at its end.
    PiecePtr nextPiece();
    void stop();

    QString m_path;
    const Filter& m_filter;
    Range m_rest;
    Order m_order;
    const ScanControl& m_control;
    std::mutex m_mutex;
    std::condition_variable m_given;
    std::condition_variable m_done;
    std::deque<PiecePtr> m_waiting; ///< not begun
    qint64 m_scanned;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace hw::store
