#pragma once

#include "ui/widgets/sidebar.h"

#include <QStyledItemDelegate>

namespace hw::widgets {

/// Paints the rows of the sidebar in both of its modes.
class SidebarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SidebarDelegate)

public:
    SidebarDelegate(const Theme& theme, const Sidebar& sidebar, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] int railHeight(const QModelIndex& index) const;
    void paintSection(QPainter& painter, const QRect& row, const QModelIndex& index) const;
    void paintRow(QPainter& painter, const QRect& row, const QStyleOptionViewItem& option,
                  const QModelIndex& index) const;
    void paintRailItem(QPainter& painter, const QRect& row, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const;
    void paintSymbol(QPainter& painter, const QRectF& rect, const QModelIndex& index) const;
    void paintState(QPainter& painter, const QPointF& center, const QModelIndex& index) const;
    void paintBackground(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option) const;

    const Theme& m_theme;
    const Sidebar& m_sidebar;
};

} // namespace hw::widgets
