#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace hw::widgets {

class Theme;

/// Paints the rows of the events table: glyph and name of the source, status chip, fixed-width times and types.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int sidePadding = 8;
    static constexpr int edgePadding = 16; ///< at the page's left and right edge

    explicit EventDelegate(const Theme& theme, QObject* parent = nullptr);

    /// The row under the pointer, -1 = none.
    void setHoveredRow(int row) { m_hoveredRow = row; }
    /// How new a row is, by its sequence number: 1 = just came, 0 = not new.
    void setFreshness(std::function<double(qint64)> freshness) { m_freshness = std::move(freshness); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const Theme& m_theme;
    int m_hoveredRow = -1;
    std::function<double(qint64)> m_freshness;
};

} // namespace hw::widgets
