#include "ui/widgets/focusring.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QPainter>

namespace hw::widgets {

namespace {

constexpr int distance = 1;
constexpr int thickness = 2;
constexpr qreal radius = 7;

constexpr auto ownRows = "marksFocusedRow";

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

void FocusRing::leaveRowsTo(QAbstractItemView& view)
{
    view.setProperty(ownRows, true);
}

bool FocusRing::wantsRing(const QWidget& widget)
{
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
        return !view->property(ownRows).toBool() || !view->currentIndex().isValid();
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QComboBox*>(&widget);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // comes before what a shortcut takes
    case QEvent::KeyPress: m_byKeys = true; break;
    case QEvent::MouseButtonPress: m_byKeys = false; break;
    case QEvent::FocusIn: {
        // A click gives the focus before it is told. While keys are used any reason will do; Qt says Tab where a
        // button that was clicked is disabled.
        const bool byKeys = m_byKeys && static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason;
        if (auto* widget = qobject_cast<QWidget*>(watched); byKeys && widget && wantsRing(*widget))
            attachTo(widget);
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
    const auto* view = qobject_cast<const QAbstractItemView*>(target);
    m_ring = new Ring(m_theme, view ? target : target->parentWidget());
    if (view && view->property(ownRows).toBool()) {
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, m_ring, [this] {
            if (m_target && !wantsRing(*m_target))
                detach();
        });
    }
    place();
    m_ring->show();
    m_ring->raise();
}

void FocusRing::detach()
{
    m_target = nullptr;
    if (!m_ring)
        return;
    // Later: where a page is being hidden, Qt is walking through the ring's siblings.
    m_ring->hide();
    m_ring->deleteLater();
    m_ring = nullptr;
}

void FocusRing::place()
{
    if (!m_ring)
        return;
    const int out = distance + thickness;
    const bool within = m_ring->parentWidget() == m_target;
    m_ring->setGeometry(within ? m_target->rect() : m_target->geometry().adjusted(-out, -out, out, out));
}

} // namespace hw::widgets
