#include "ui/widgets/toast.h"

#include <QEvent>

namespace hw::widgets {

namespace {

constexpr std::chrono::seconds shownFor{5};
constexpr int margin = 12;

} // namespace

Toast::Toast(const Theme& theme, QWidget& host)
    : Banner(theme, &host)
    , m_host(host)
{
    setObjectName(QStringLiteral("toast"));
    m_timer.setSingleShot(true);
    m_timer.setInterval(shownFor);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(this, &Banner::actionRequested, this, [this] {
        hide();
        if (m_undo)
            m_undo();
    });
    host.installEventFilter(this);
    hide();
}

void Toast::inform(const QString& text, std::function<void()> undo)
{
    m_undo = std::move(undo);
    setClosable(false);
    showMessage(Tone::Accent, text, m_undo ? tr("Undo") : QString());
    place();
    m_timer.start();
}

void Toast::fail(const QString& text)
{
    m_undo = {};
    m_timer.stop();
    setClosable(true);
    showMessage(Tone::Fail, text);
    place();
}

void Toast::place()
{
    const int width = m_host.width() - 2 * margin;
    const int height = hasHeightForWidth() ? qMax(minimumHeight(), heightForWidth(width)) : minimumHeight();
    setGeometry(margin, m_host.height() - height - margin, width, height);
    raise();
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return Banner::eventFilter(watched, event);
}

} // namespace hw::widgets
