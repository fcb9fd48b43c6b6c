#include "ui/widgets/focusring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QPainter>

namespace hw::widgets {

namespace {

constexpr int distance = 1;
constexpr int thickness = 2;
constexpr qreal radius = 7;

bool wantsRing(QObject* object)
{
    return qobject_cast<QAbstractButton*>(object) || qobject_cast<QComboBox*>(object);
}

class Ring final : public QWidget
{
public:
    Ring(const Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::Accent), thickness));
        painter.setBrush(Qt::NoBrush);
        const qreal half = thickness / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), radius, radius);
    }

private:
    const Theme& m_theme;
};

} // namespace

FocusRing::FocusRing(const Theme& theme, QApplication& application)
    : m_theme(theme)
{
    application.installEventFilter(this);
}

FocusRing::~FocusRing()
{
    delete m_ring;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool byKeyboard =
            reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        if (byKeyboard && wantsRing(watched))
            attachTo(static_cast<QWidget*>(watched));
        break;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
        if (m_target && watched == m_target)
            detach();
        break;
    case QEvent::Move:
    case QEvent::Resize:
        if (m_target && watched == m_target)
            place();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::attachTo(QWidget* target)
{
    detach();
    if (!target->parentWidget())
        return;
    m_target = target;
    m_ring = new Ring(m_theme, target->parentWidget());
    place();
    m_ring->show();
    m_ring->raise();
}

void FocusRing::detach()
{
    m_target = nullptr;
    delete m_ring;
}

void FocusRing::place()
{
    const int out = distance + thickness;
    if (m_ring)
        m_ring->setGeometry(m_target->geometry().adjusted(-out, -out, out, out));
}

} // namespace hw::widgets
