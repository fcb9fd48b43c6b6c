#pragma once

#include "core/engine/engine.h"
#include "core/store/reader.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <vector>

namespace hw::engine {

/// Why a captured event cannot be processed again: "unrouted" (it met no source), "source_removed", "source_paused",
/// "environment_removed", "incomplete" (it broke off), "probe"; empty where it can.
[[nodiscard]] QString againProblem(const Event& event, const workspace::Workspace& workspace);

/// Whether the run was refused, failed or waits, or one of its actions failed.
[[nodiscard]] bool hasFailed(const Run& run);

/// What became of a list of events.
struct AgainTotals
{
    int events = 0;           ///< that were run
    int actions = 0;          ///< of them, without skipped ones
    int failed = 0;           ///< refused, error, waiting, or with an action that failed
    QHash<QString, int> live; ///< actions for destinations outside this machine, by environment
    QHash<QString, int> left; ///< events left alone, by reason (againProblem(), "gone")
};

/// Process again: captured events run anew, oldest first, with today's files, their signatures' time checked against
/// their receipt and idempotency set aside. A few are under way at once, so that a long list needs no memory. Lives in
/// the thread of its engine's facade.
class ProcessAgain final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessAgain)

public:
    enum class Mode {
        Count, ///< dry run: what would be done, to be shown before it is confirmed
        Carry, ///< for real: new runs, and their actions at the environments' present destinations
    };

    /// `seqs` in any order. The engine outlives this.
    ProcessAgain(Engine& engine, store::Reader reader, std::vector<qint64> seqs, Mode mode, QObject* parent = nullptr);

    void start();
    /// What is under way ends; finished() follows.
    void cancel();

    [[nodiscard]] const AgainTotals& totals() const { return m_totals; }
    [[nodiscard]] int left() const { return static_cast<int>(m_waiting.size()) + m_underWay; }

Q_SIGNALS:
    void processed(const hw::engine::Processed& record);
    void leftAlone(const QString& id, const QString& reason);
    /// Once; Cancelled, or an error of the store, where not all were run.
    void finished(const hw::Result<void>& result);

private:
    void next();
    void ended(const Result<Processed>& record);
    void leave(const QString& id, const QString& reason);
    void stop(const Error& error);

    Engine& m_engine;
    store::Reader m_reader;
    std::deque<qint64> m_waiting;
    Mode m_mode;
    AgainTotals m_totals;
    std::optional<Error> m_error;
    int m_underWay = 0;
    bool m_finished = false;
};

/// The events that a filter matches, as ProcessAgain takes them.
[[nodiscard]] Result<std::vector<qint64>> seqsOf(store::Reader& reader, const store::Filter& filter);

} // namespace hw::engine
