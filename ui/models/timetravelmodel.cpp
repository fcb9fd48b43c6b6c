#include "ui/models/timetravelmodel.h"

#include "ui/models/differencetext.h"

#include <algorithm>

namespace hw::models {

namespace {

constexpr int chunk = 100; ///< rows that are asked for at once, around the one that is looked at

int rankOf(engine::Verdict verdict)
{
    switch (verdict) {
    case engine::Verdict::NowFails: return 0;
    case engine::Verdict::Changed: return 1;
    case engine::Verdict::NowPasses: return 2;
    case engine::Verdict::Same: break;
    }
    return 3;
}

} // namespace

TimeTravelModel::TimeTravelModel(const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{}

TimeTravelModel::~TimeTravelModel() = default;

void TimeTravelModel::setGroups(std::vector<engine::RerunGroup> groups)
{
    beginResetModel();
    m_groups = std::move(groups);
    m_events.clear();
    m_asked.clear();
    rebuild();
    endResetModel();
}

void TimeTravelModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    rebuild();
    endResetModel();
}

void TimeTravelModel::setVerdict(std::optional<engine::Verdict> verdict)
{
    if (verdict == m_verdict)
        return;
    beginResetModel();
    m_verdict = verdict;
    rebuild();
    endResetModel();
}

void TimeTravelModel::rebuild()
{
    m_rows.clear();
    for (size_t group = 0; group < m_groups.size(); ++group) {
        if (m_verdict && m_groups[group].verdict != *m_verdict)
            continue;
        for (const qint64 seq : m_groups[group].seqs)
            m_rows.push_back({seq, group});
    }
    const auto isBefore = [this](const Row& a, const Row& b) {
        const int left = rankOf(m_groups[a.group].verdict);
        const int right = rankOf(m_groups[b.group].verdict);
        return left != right ? left < right : a.seq > b.seq;
    };
    if (m_grouping == Grouping::Outcome)
        std::sort(m_rows.begin(), m_rows.end(), isBefore);
}

void TimeTravelModel::takeRows(const std::vector<store::EventRow>& rows)
{
    for (const store::EventRow& row : rows)
        m_events.insert(row.seq, row);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Type));
}

qint64 TimeTravelModel::seqAt(int row) const
{
    return m_rows.at(static_cast<size_t>(row)).seq;
}

const engine::RerunGroup& TimeTravelModel::groupAt(int row) const
{
    return m_groups.at(m_rows.at(static_cast<size_t>(row)).group);
}

std::optional<store::EventRow> TimeTravelModel::eventAt(int row) const
{
    const auto found = m_events.constFind(seqAt(row));
    return found == m_events.constEnd() ? std::nullopt : std::optional(*found);
}

int TimeTravelModel::rowOf(qint64 seq) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [seq](const Row& row) { return row.seq == seq; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TimeTravelModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TimeTravelModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void TimeTravelModel::wantAround(int row) const
{
    std::vector<qint64> wanted;
    const int from = row - row % chunk;
    for (int i = from; i < std::min(from + chunk, rowCount()); ++i) {
        const qint64 seq = seqAt(i);
        if (!m_events.contains(seq) && !m_asked.contains(seq)) {
            m_asked.insert(seq);
            wanted.push_back(seq);
        }
    }
    if (!wanted.empty())
        Q_EMIT rowsWanted(wanted);
}

QVariant TimeTravelModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const engine::RerunGroup& group = groupAt(index.row());
    const StatusLabel verdict = verdictLabel(group.verdict);
    switch (role) {
    case IconRole: return verdict.icon;
    case ToneRole: return static_cast<int>(verdict.tone);
    case SeqRole: return seqAt(index.row());
    case Qt::DisplayRole:
    case Qt::ToolTipRole: break;
    case Qt::AccessibleTextRole:
        if (index.column() == Outcome)
            return tr("Outcome: %1").arg(verdict.text);
        return data(index, Qt::DisplayRole);
    default: return {};
    }
    const auto event = eventAt(index.row());
    if (!event)
        wantAround(index.row());
    switch (index.column()) {
    case Time: return event ? timeText(event->receivedAt, m_clock.now()).section(u'.', 0, 0) : QString();
    case Type: return event ? event->eventType : QString();
    case Outcome: return verdict.text;
    case Differs: return differencesSummary(group.differences);
    default: return {};
    }
}

QVariant TimeTravelModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Type: return tr("Type");
    case Outcome: return tr("Outcome");
    case Differs: return tr("What differs");
    default: return {};
    }
}

} // namespace hw::models
