#pragma once

#include <QMargins>
#include <QObject>
#include <QRect>
#include <QTransform>

class QPainter;
class QWidget;

// Painting for languages that read from right to left. Code, JSON and bytes read from left to right in all of them.
namespace hw::widgets {

/// From here on x is reckoned from the side where reading begins: where the painter's direction is right to left, all
/// that is painted is mirrored within `whole`. Icons and texts themselves are not: paintLine(), paintChip(),
/// paintSourceGlyph() and Theme::paintIcon() see to that; whoever paints a text otherwise uses Upright. Does nothing to
/// a painter that is mirrored. Ends with QPainter::restore() or the painter.
void paintFromStart(QPainter& painter, const QRect& whole);

/// Takes the mirroring of a painter away as long as it lives, and says where a place comes to lie.
class Upright
{
    Q_DISABLE_COPY_MOVE(Upright)

public:
    explicit Upright(QPainter& painter);
    ~Upright();

    [[nodiscard]] QRect placed(const QRect& rect) const { return m_mirrored ? m_before.mapRect(rect) : rect; }
    [[nodiscard]] QRectF placed(const QRectF& rect) const { return m_mirrored ? m_before.mapRect(rect) : rect; }

private:
    QPainter& m_painter;
    QTransform m_before;
    bool m_mirrored;
};

/// Painters that begin while it lives have the direction from left to right, whatever the program's is. For code that
/// others paint, whose painters nobody can reach: a painter takes the program's direction, so that is changed for the
/// time, without a widget hearing of it.
class LeftToRightPainters : public QObject
{
    Q_DISABLE_COPY_MOVE(LeftToRightPainters)

public:
    LeftToRightPainters();
    ~LeftToRightPainters() override;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_changed;
};

/// Where a widget stands in its parent, reckoned so.
[[nodiscard]] QRect placeFromStart(const QWidget& widget);

/// Margins of a layout in the window's direction: a layout mirrors its items, not its margins.
[[nodiscard]] QMargins marginsFromStart(int start, int top, int end, int bottom);

} // namespace hw::widgets
