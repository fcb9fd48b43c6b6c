#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

namespace hw::widgets {

/// A line of the command palette: symbol, title with the matched letters in bold, where it belongs, its shortcut.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteDelegate)

public:
    explicit PaletteDelegate(const Theme& theme, QObject* parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintTitle(QPainter& painter, const QRect& rect, const QString& title, const QList<int>& matched) const;

    const Theme& m_theme;
};

} // namespace hw::widgets
