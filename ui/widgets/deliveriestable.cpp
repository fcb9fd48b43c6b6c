#include "ui/widgets/deliveriestable.h"

#include "ui/models/deliveriesmodel.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace hw::widgets {

using models::DeliveriesModel;

namespace {

constexpr int widestColumn = 260;
constexpr int narrowestSubject = 120;
constexpr int air = 8; ///< between columns, further than their paddings

/// Which columns go first where there is too little room.
constexpr std::array expendable{DeliveriesModel::Attempts, DeliveriesModel::Destination, DeliveriesModel::Reason,
                                DeliveriesModel::Next, DeliveriesModel::Planned};

} // namespace

DeliveriesTable::DeliveriesTable(const Theme& theme, DeliveriesModel& model, QWidget* parent)
    : LiveTable(theme, model, parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("deliveriesTable"));
    setAccessibleName(tr("Deliveries"));
    setSelectionMode(ExtendedSelection);
    setMarkedColumn(DeliveriesModel::Planned);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_model.rowCount() < 100)
            layOutColumns(); // the first rows of a list that was empty
    });
    DeliveriesTable::layOutColumns();
}

void DeliveriesTable::layOutColumns()
{
    std::array<int, DeliveriesModel::ColumnCount> widths{};
    std::array<bool, DeliveriesModel::ColumnCount> hidden{};
    int needed = 0;
    for (const int column : m_useless)
        hidden[static_cast<size_t>(column)] = true;
    for (int column = 0; column < DeliveriesModel::ColumnCount; ++column) {
        if (hidden[static_cast<size_t>(column)])
            continue;
        int& width = widths[static_cast<size_t>(column)];
        width = column == DeliveriesModel::Subject ? narrowestSubject : contentWidth(column, widestColumn) + air;
        needed += width;
    }
    for (const DeliveriesModel::Column column : expendable) {
        if (needed <= viewport()->width())
            break;
        if (hidden[column])
            continue;
        hidden[column] = true;
        needed -= widths[column];
    }
    for (int column = 0; column < DeliveriesModel::ColumnCount; ++column) {
        const auto place = static_cast<size_t>(column);
        const bool isRest = column == DeliveriesModel::Subject;
        setColumnHidden(column, hidden[place]);
        horizontalHeader()->setSectionResizeMode(column, isRest ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (!isRest)
            setColumnWidth(column, widths[place]);
    }
}

void DeliveriesTable::setUseless(const std::vector<int>& columns)
{
    m_useless = columns;
    layOutColumns();
}

void DeliveriesTable::selectId(const QString& id)
{
    const int row = m_model.rowOf(id);
    if (row < 0 || row == currentIndex().row())
        return;
    m_selecting = true;
    setCurrentIndex(m_model.index(row, 0));
    scrollTo(m_model.index(row, 0));
    m_selecting = false;
}

void DeliveriesTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    LiveTable::currentChanged(current, previous);
    // The row that follows one that left its list was not chosen by anybody.
    const bool chosen = hasFocus() || underMouse();
    if (current.isValid() && !m_selecting && chosen)
        Q_EMIT currentIdChanged(m_model.row(current.row()).id);
}

} // namespace hw::widgets
