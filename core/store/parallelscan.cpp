#include "core/store/parallelscan.h"

#include "core/store/migrations.h"
#include "core/store/walk.h"

#include <algorithm>
#include <chrono>

namespace hw::store {

namespace {

constexpr qint64 rowsPerPiece = 2000;
constexpr unsigned mostThreads = 4;
/// Pieces that are given out ahead of the one whose rows are handed on, for each thread.
constexpr size_t piecesAhead = 3;
constexpr std::chrono::milliseconds controlInterval{50};

} // namespace

ParallelScan::ParallelScan(QString path, const Filter& filter, Range range, Order order, const ScanControl& control,
                           qint64 scanned)
    : m_path(std::move(path))
    , m_filter(filter)
    , m_rest(range)
    , m_order(order)
    , m_control(control)
    , m_scanned(scanned)
{}

ParallelScan::~ParallelScan()
{
    stop();
}

void ParallelScan::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_given.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

ParallelScan::PiecePtr ParallelScan::nextPiece()
{
    if (m_rest.before - m_rest.after <= 1)
        return nullptr;
    auto piece = std::make_shared<Piece>();
    piece->range = m_rest;
    if (m_order == Order::NewestFirst) {
        piece->range.after = std::max(m_rest.after, m_rest.before - rowsPerPiece - 1);
        m_rest.before = piece->range.after + 1;
    } else {
        piece->range.before = std::min(m_rest.before, m_rest.after + rowsPerPiece + 1);
        m_rest.after = piece->range.before - 1;
    }
    return piece;
}

Result<void> ParallelScan::run(const std::function<bool(EventRow row)>& take)
{
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads);
    for (unsigned i = 0; i < count; ++i)
        m_threads.emplace_back([this] { work(); });
    std::deque<PiecePtr> given;
    for (;;) {
        while (given.size() < count * piecesAhead) {
            const PiecePtr piece = nextPiece();
            if (!piece)
                break;
            given.push_back(piece);
            {
                const std::lock_guard lock(m_mutex);
                m_waiting.push_back(piece);
            }
            m_given.notify_one();
        }
        if (given.empty())
            return {};
        const PiecePtr first = given.front();
        given.pop_front();
        for (bool done = false; !done;) {
            qint64 scanned = 0;
            {
                std::unique_lock lock(m_mutex);
                done = m_done.wait_for(lock, controlInterval, [&first] { return first->done; });
                scanned = m_scanned;
            }
            if (m_control && !m_control(scanned))
                return Error{ErrorCode::Cancelled};
        }
        if (first->error)
            return *first->error;
        for (EventRow& row : first->rows) {
            if (!take(std::move(row)))
                return {};
        }
    }
}

void ParallelScan::work()
{
    std::optional<Database> database;
    for (;;) {
        PiecePtr piece;
        {
            std::unique_lock lock(m_mutex);
            m_given.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
            if (m_stop)
                return;
            piece = m_waiting.front();
            m_waiting.pop_front();
        }
        if (!database) {
            Result<Database> opened = openStoreForReading(m_path);
            if (opened)
                database = *std::move(opened);
            else
                piece->error = opened.error();
        }
        if (database) {
            qint64 counted = 0;
            const ScanControl goOn = [&](qint64 scanned) {
                const std::lock_guard lock(m_mutex);
                m_scanned += scanned - counted;
                counted = scanned;
                return !m_stop;
            };
            Walk walk(*database, nullptr, m_filter, {piece->range.before, piece->range.after, 0}, goOn);
            const Result<void> walked = walk.runAlone([&piece](EventRow row) {
                piece->rows.push_back(std::move(row));
                return true;
            });
            if (!walked)
                piece->error = walked.error();
            if (m_order == Order::OldestFirst)
                std::reverse(piece->rows.begin(), piece->rows.end());
        }
        {
            const std::lock_guard lock(m_mutex);
            piece->done = true;
        }
        m_done.notify_one();
    }
}

} // namespace hw::store
