#pragma once

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace hw::widgets {

/// A vertical scroll bar that stands over the contents of its area instead of taking width from them, so that columns
/// keep their places. It mirrors the area's own bar, which is hidden.
class OverlayScrollBar final : public QScrollBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverlayScrollBar)

public:
    explicit OverlayScrollBar(QAbstractScrollArea& area);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void takeRange();

    QAbstractScrollArea& m_area;
};

} // namespace hw::widgets
