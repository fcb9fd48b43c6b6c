#include "ui/widgets/splitter.h"

#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

namespace hw::widgets {

namespace {

constexpr int step = 16; ///< px, of an arrow key

/// QSplitter draws a thin handle above its neighbours and lays out by its contents: the margins around the hairline
/// are what can be grabbed, the mask is what is painted. Tab comes to it, and arrow keys move it.
class Handle final : public QSplitterHandle
{
public:
    Handle(const Theme& theme, Qt::Orientation orientation, QSplitter* parent)
        : QSplitterHandle(orientation, parent)
        , m_theme(theme)
    {
        setFocusPolicy(Qt::TabFocus);
        setAccessibleName(Splitter::tr("Divider, moved by arrow keys"));
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        setAttribute(Qt::WA_MouseNoMask);
        if (orientation() == Qt::Horizontal)
            setContentsMargins(3, 0, 4, 0);
        else
            setContentsMargins(0, 3, 0, 4);
        setMask(line());
        QWidget::resizeEvent(event);
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(line(), m_theme.color(hasFocus() ? Token::Accent : Token::Line));
    }

    void focusInEvent(QFocusEvent* event) override
    {
        QSplitterHandle::focusInEvent(event);
        setMask(line());
    }

    void focusOutEvent(QFocusEvent* event) override
    {
        QSplitterHandle::focusOutEvent(event);
        setMask(line());
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const bool across = orientation() == Qt::Horizontal;
        const int less = across ? Qt::Key_Left : Qt::Key_Up;
        const int more = across ? Qt::Key_Right : Qt::Key_Down;
        if (event->key() != less && event->key() != more) {
            QSplitterHandle::keyPressEvent(event);
            return;
        }
        // The place is that of the line, as for a drag.
        const int at = across ? x() + contentsMargins().left() : y() + contentsMargins().top();
        moveSplitter(at + (event->key() == more ? step : -step));
    }

private:
    /// 1 px, 3 with the focus.
    [[nodiscard]] QRect line() const
    {
        const int more = hasFocus() ? 1 : 0;
        const bool across = orientation() == Qt::Horizontal;
        return contentsRect().adjusted(across ? -more : 0, across ? 0 : -more, across ? more : 0, across ? 0 : more);
    }

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
