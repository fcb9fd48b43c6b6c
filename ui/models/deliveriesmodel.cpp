#include "ui/models/deliveriesmodel.h"

#include "ui/models/deliverytext.h"

namespace hw::models {

using store::DeliveryStatus;

namespace {

std::vector<KeyedDeliveryRow> keyed(const std::vector<store::Delivery>& deliveries)
{
    std::vector<KeyedDeliveryRow> rows;
    rows.reserve(deliveries.size());
    for (const store::Delivery& each : deliveries) {
        rows.push_back({-each.seq,
                        {each.id, each.eventId, each.environment, delivery::thaw(each.destination).kind, each.kind,
                         deliverySubject(each), each.reason, each.status, each.blocked, each.attempts, each.createdAt,
                         each.nextAt, each.firstAt}});
    }
    return rows;
}

StatusLabel labelOf(const DeliveryRow& row, bool paused)
{
    store::Delivery delivery;
    delivery.status = row.status;
    delivery.blocked = row.blocked;
    return deliveryLabel(delivery, paused);
}

} // namespace

DeliveriesModel::DeliveriesModel(const Clock& clock, QObject* parent)
    : KeyedRowsModel(parent)
    , m_clock(clock)
{}

void DeliveriesModel::load(const std::vector<store::Delivery>& rows, bool complete)
{
    beginResetModel();
    m_rows = keyed(rows);
    m_complete = complete;
    endResetModel();
}

void DeliveriesModel::append(const std::vector<store::Delivery>& rows, bool complete)
{
    appendRows(keyed(rows), complete);
}

void DeliveriesModel::refresh(int first, const std::vector<store::Delivery>& rows, bool complete)
{
    refreshRows(first, keyed(rows), complete);
}

void DeliveriesModel::setPaused(const std::set<PausedDestination>& paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    tick();
}

void DeliveriesModel::tick()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Status), index(rowCount() - 1, Next));
}

int DeliveriesModel::rowOf(const QString& id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const KeyedDeliveryRow& each) { return each.value.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool DeliveriesModel::canRetry(int at) const
{
    return row(at).status == DeliveryStatus::Dead || row(at).status == DeliveryStatus::Failed;
}

bool DeliveriesModel::isPaused(const DeliveryRow& row) const
{
    return m_paused.contains({row.environment, row.target});
}

int DeliveriesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DeliveriesModel::nextText(const DeliveryRow& row) const
{
    switch (row.status) {
    case DeliveryStatus::Held: return tr("when confirmed");
    case DeliveryStatus::Dead:
    case DeliveryStatus::Done: return QStringLiteral("\u2013");
    case DeliveryStatus::Pending:
    case DeliveryStatus::Failed: break;
    }
    if (isPaused(row))
        return tr("when resumed");
    if (row.blocked > 0)
        return tr("in its turn");
    return untilText(row.nextAt, m_clock.now());
}

QString DeliveriesModel::text(const DeliveryRow& row, Column column) const
{
    switch (column) {
    case Planned: return timeText(row.createdAt, m_clock.now());
    case Status: return labelOf(row, isPaused(row)).text;
    case Kind: return actionTitle(row.kind);
    case Subject: return row.subject;
    case Destination: return tr("%1 \u2192 %2").arg(row.environment, targetText(row.target));
    case Reason: return row.reason.isEmpty() ? QString() : deliveryReasonText(row.reason);
    case Attempts: return QString::number(row.attempts);
    case Next: return nextText(row);
    case ColumnCount: break;
    }
    return {};
}

QVariant DeliveriesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DeliveryRow& shown = row(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(shown, column);
    case Qt::ToolTipRole:
        if (column == Status && !shown.reason.isEmpty())
            return deliveryReasonText(shown.reason);
        return text(shown, column);
    case Qt::AccessibleTextRole: {
        const QString name = headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        return QString(name + QStringLiteral(": ") + text(shown, column));
    }
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, role);
    case CellRole::Mono: return column == Planned || column == Subject;
    case CellRole::Quiet: return column == Destination || column == Reason || column == Attempts || column == Next;
    case CellRole::Tone:
        return column == Status ? QVariant(static_cast<int>(labelOf(shown, isPaused(shown)).tone)) : QVariant();
    case CellRole::Icon:
        if (column == Status)
            return labelOf(shown, isPaused(shown)).icon;
        return column == Kind ? QVariant(actionIcon(shown.kind)) : QVariant();
    default: return {};
    }
}

QVariant DeliveriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Attempts || section == Next;
        return QVariant::fromValue(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Planned: return tr("Planned");
    case Status: return tr("Status");
    case Kind: return tr("Action");
    case Subject: return tr("About");
    case Destination: return tr("Destination");
    case Reason: return tr("Why");
    case Attempts: return tr("Attempts");
    case Next: return tr("Next try");
    default: return {};
    }
}

void DeliveriesModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

} // namespace hw::models
