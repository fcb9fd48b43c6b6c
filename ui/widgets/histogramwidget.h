#pragma once

#include "core/base/clock.h"

#include <QWidget>

namespace hw::models {
class HistogramModel;
}

namespace hw::widgets {

class Theme;

/// The last hour, one bar a minute, stacked verified and failed. Dragging over it, or Shift with the arrow keys, marks
/// a range of minutes; Escape gives it up.
class HistogramWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistogramWidget)

public:
    HistogramWidget(const Theme& theme, models::HistogramModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    /// The marked bars are shown until this is called.
    void clearSelection();
    [[nodiscard]] bool hasSelection() const { return m_first >= 0; }
    /// The area of a bar over the whole height, for tests and tooltips.
    [[nodiscard]] QRect barRect(int bar) const;

Q_SIGNALS:
    void rangeSelected(int first, int last);
    void rangeCleared();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int barAt(int x) const;
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] QFont labelFont() const;
    void followBars();
    void paintBars(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void setCursorBar(int bar);

    const Theme& m_theme;
    models::HistogramModel& m_model;
    Timestamp m_origin{};
    int m_first = -1;
    int m_last = -1;
    int m_pressed = -1;
    int m_cursor = -1; ///< the bar that the keyboard stands on
};

} // namespace hw::widgets
