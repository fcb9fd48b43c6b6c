#include "ui/widgets/splitter.h"

#include <QPainter>
#include <QResizeEvent>

namespace hw::widgets {

namespace {

/// QSplitter draws a thin handle above its neighbours and lays out by its contents: the margins around the hairline
/// are what can be grabbed, the mask is what is painted.
class Handle final : public QSplitterHandle
{
public:
    Handle(const Theme& theme, Qt::Orientation orientation, QSplitter* parent)
        : QSplitterHandle(orientation, parent)
        , m_theme(theme)
    {}

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        setAttribute(Qt::WA_MouseNoMask);
        if (orientation() == Qt::Horizontal)
            setContentsMargins(3, 0, 4, 0);
        else
            setContentsMargins(0, 3, 0, 4);
        setMask(QRegion(contentsRect()));
        QWidget::resizeEvent(event);
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(contentsRect(), m_theme.color(Token::Line));
    }

private:
    const Theme& m_theme;
};

} // namespace

Splitter::Splitter(const Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent)
    , m_theme(theme)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle* Splitter::createHandle()
{
    return new Handle(m_theme, orientation(), this);
}

DetailSplitter::DetailSplitter(const Theme& theme, int detailWidth, QWidget* parent)
    : Splitter(theme, Qt::Horizontal, parent)
    , m_detailWidth(detailWidth)
{}

void DetailSplitter::resizeEvent(QResizeEvent* event)
{
    Splitter::resizeEvent(event);
    const Qt::Orientation wanted = event->size().width() < narrowBelow ? Qt::Vertical : Qt::Horizontal;
    if (m_isArranged && wanted == orientation())
        return;
    m_isArranged = true;
    setOrientation(wanted);
    if (wanted == Qt::Vertical)
        setSizes({event->size().height() / 2, event->size().height() - event->size().height() / 2});
    else
        setSizes({event->size().width() - m_detailWidth - 1, m_detailWidth});
}

} // namespace hw::widgets
