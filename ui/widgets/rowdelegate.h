#pragma once

#include <QStyledItemDelegate>

namespace hw::widgets {

class Theme;

/// Paints the rows of plain tables as models::CellRole says: fixed-width ids, addresses and times, status chips, icons.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int sidePadding = 8;
    static constexpr int edgePadding = 16; ///< at the table's left and right edge

    explicit RowDelegate(const Theme& theme, QObject* parent = nullptr);

    /// The row under the pointer, -1 = none.
    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Whole, without the paddings.
    [[nodiscard]] int contentWidth(const QModelIndex& index) const;

private:
    const Theme& m_theme;
    int m_hoveredRow = -1;
};

/// The part of a cell or header section that holds text; the outermost columns keep the edge's padding.
[[nodiscard]] QRect rowCell(const QRect& rect, bool isFirst, bool isLast);

} // namespace hw::widgets
