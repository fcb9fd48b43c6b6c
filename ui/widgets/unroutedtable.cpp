#include "ui/widgets/unroutedtable.h"

#include "ui/models/unroutedmodel.h"

#include <QHeaderView>

namespace hw::widgets {

using models::UnroutedModel;

namespace {

constexpr int widestColumn = 180;
constexpr int air = 8; ///< between columns, further than their paddings

} // namespace

UnroutedTable::UnroutedTable(const Theme& theme, UnroutedModel& model, QWidget* parent)
    : LiveTable(theme, model, parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("unroutedTable"));
    setAccessibleName(tr("Requests that met no source"));
    setSelectionMode(ExtendedSelection);
    setMarkedColumn(UnroutedModel::Time);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] { layOutColumns(); });
    UnroutedTable::layOutColumns();
}

void UnroutedTable::layOutColumns()
{
    for (int column = 0; column < UnroutedModel::ColumnCount; ++column) {
        const bool isRest = column == UnroutedModel::Path;
        horizontalHeader()->setSectionResizeMode(column, isRest ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (!isRest)
            setColumnWidth(column, contentWidth(column, widestColumn) + air);
    }
}

void UnroutedTable::selectId(const QString& id)
{
    const int row = m_model.rowOf(id);
    if (row < 0 || row == currentIndex().row())
        return;
    m_selecting = true;
    setCurrentIndex(m_model.index(row, 0));
    m_selecting = false;
}

void UnroutedTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    LiveTable::currentChanged(current, previous);
    if (current.isValid() && !m_selecting && (hasFocus() || underMouse()))
        Q_EMIT currentIdChanged(m_model.row(current.row()).request.row.id);
}

} // namespace hw::widgets
