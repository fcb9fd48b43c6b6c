#include "ui/widgets/directorytable.h"

#include "ui/models/directorymodel.h"

#include <QHeaderView>

#include <algorithm>
#include <numeric>

namespace hw::widgets {

using Field = models::DirectoryModel::Field;

namespace {

constexpr int widestColumn = 240;
constexpr int narrowestRest = 136; ///< of the column that takes what is left
constexpr int tightest = 4;        ///< further between columns than their paddings, at least
constexpr int roomiestGap = 16;    ///< … and at most

/// Which column takes the width that is left: the one with the longest texts.
Field roomiest(delivery::DirectoryKind kind)
{
    switch (kind) {
    case delivery::DirectoryKind::Users: return Field::Email;
    case delivery::DirectoryKind::Subscriptions: return Field::Recipient;
    case delivery::DirectoryKind::WorkflowRuns: return Field::Recipients;
    default: return Field::Id;
    }
}

/// Which columns go first where there is too little room; 0 = never.
int expendability(Field field)
{
    switch (field) {
    case Field::Property: return 4;
    case Field::Phone: return 3;
    case Field::CancellationKey: return 2;
    case Field::Tenant:
    case Field::Created: return 1;
    default: return 0;
    }
}

} // namespace

DirectoryTable::DirectoryTable(const Theme& theme, models::DirectoryModel& model, QWidget* parent)
    : LiveTable(theme, model, parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("directoryTable"));
    DirectoryTable::layOutColumns();
}

void DirectoryTable::layOutColumns()
{
    const int columns = m_model.columnCount();
    const int rest = m_model.columnOf(roomiest(m_model.kind()));
    std::vector<int> widths(static_cast<size_t>(columns));
    for (int column = 0; column < columns; ++column)
        widths[static_cast<size_t>(column)] =
            std::max(contentWidth(column, widestColumn), column == rest ? narrowestRest : 0);
    int needed = std::accumulate(widths.begin(), widths.end(), 0);
    const int air = std::clamp((viewport()->width() - needed) / std::max(1, columns), tightest, roomiestGap);
    for (int& width : widths)
        width += air;
    needed += air * columns;
    std::vector<bool> hidden(widths.size(), false);
    for (int rank = 4; rank > 0; --rank) {
        for (int column = columns - 1; column >= 0 && needed > viewport()->width(); --column) {
            const auto field =
                static_cast<Field>(m_model.index(0, column).data(models::DirectoryModel::FieldRole).toInt());
            if (m_model.rowCount() > 0 && expendability(field) == rank) {
                hidden[static_cast<size_t>(column)] = true;
                needed -= widths[static_cast<size_t>(column)];
            }
        }
    }
    const bool newestFirst = m_model.kind() == delivery::DirectoryKind::WorkflowRuns;
    setMarkedColumn(newestFirst ? columns - 1 : -1);
    for (int column = 0; column < columns; ++column) {
        const auto place = static_cast<size_t>(column);
        setColumnHidden(column, hidden[place]);
        horizontalHeader()->setSectionResizeMode(column,
                                                 column == rest ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (column != rest)
            setColumnWidth(column, widths[place]);
    }
}

void DirectoryTable::selectTarget(const delivery::DirectoryTarget& target)
{
    const int row = m_model.rowOf(target);
    m_selecting = true;
    if (row < 0) {
        selectionModel()->clear();
    } else if (row != currentIndex().row()) {
        setCurrentIndex(m_model.index(row, 0));
        scrollTo(m_model.index(row, 0));
    }
    m_selecting = false;
}

void DirectoryTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    LiveTable::currentChanged(current, previous);
    if (current.isValid() && !m_selecting && current.row() != previous.row())
        Q_EMIT currentTargetChanged(delivery::targetOf(m_model.row(current.row())));
}

} // namespace hw::widgets
