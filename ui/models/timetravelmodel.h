#pragma once

#include "core/base/clock.h"
#include "core/engine/rerun.h"
#include "core/store/rows.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <optional>
#include <vector>

namespace hw::models {

/// The events of a re-run whose outcome differs, one a row. What a row shows of its event is asked for when it is first
/// looked at.
class TimeTravelModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeTravelModel)

public:
    enum Column { Time, Type, Outcome, Differs, ColumnCount };
    enum Role {
        IconRole = Qt::UserRole, ///< of the outcome
        ToneRole,                ///< likewise: int of a Tone
        SeqRole,
    };
    enum class Grouping {
        Outcome, ///< what now fails first, newest first
        Cause,   ///< events with the same cause beside each other
    };

    explicit TimeTravelModel(const Clock& clock, QObject* parent = nullptr);
    ~TimeTravelModel() override;

    /// The groups of a report; `verdict` leaves only these.
    void setGroups(std::vector<engine::RerunGroup> groups);
    void setGrouping(Grouping grouping);
    void setVerdict(std::optional<engine::Verdict> verdict);
    [[nodiscard]] const std::optional<engine::Verdict>& verdict() const { return m_verdict; }
    /// What was asked for by rowsWanted().
    void takeRows(const std::vector<store::EventRow>& rows);

    [[nodiscard]] qint64 seqAt(int row) const;
    [[nodiscard]] const engine::RerunGroup& groupAt(int row) const;
    /// Nothing while the event's row has not come.
    [[nodiscard]] std::optional<store::EventRow> eventAt(int row) const;
    [[nodiscard]] int rowOf(qint64 seq) const; ///< -1 = not there

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows that are looked at and not known yet, by sequence number.
    void rowsWanted(const std::vector<qint64>& seqs) const;

private:
    struct Row
    {
        qint64 seq = 0;
        size_t group = 0;
    };

    void rebuild();
    void wantAround(int row) const;

    const Clock& m_clock;
    std::vector<engine::RerunGroup> m_groups;
    Grouping m_grouping = Grouping::Outcome;
    std::optional<engine::Verdict> m_verdict;
    std::vector<Row> m_rows;
    QHash<qint64, store::EventRow> m_events; ///< by seq
    mutable QSet<qint64> m_asked;
};

} // namespace hw::models
