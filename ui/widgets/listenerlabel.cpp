#include "ui/widgets/listenerlabel.h"

#include "ui/models/errortext.h"
#include "ui/widgets/chip.h"

#include <QPainter>
#include <QStyle>

namespace hw::widgets {

using State = models::ListenerStatus::State;

namespace {

constexpr int padding = 9;
constexpr int endPadding = 8;
constexpr int dot = 8;
constexpr int gap = 6;

} // namespace

ListenerLabel::ListenerLabel(const Theme& theme, const models::WorkspacePresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
{
    setObjectName(QStringLiteral("listenerState"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&presenter, &models::WorkspacePresenter::listenerChanged, this, &ListenerLabel::refresh);
    connect(&theme, &Theme::changed, this, &ListenerLabel::refresh);
    refresh();
}

ListenerLabel::Shown ListenerLabel::shown() const
{
    const models::ListenerStatus& status = m_presenter.listener();
    const QString scheme = status.tls ? QStringLiteral("https://") : QString();
    const QString address = QStringLiteral("%1%2:%3").arg(scheme, status.host).arg(status.port);
    switch (status.state) {
    case State::Listening:
        return {Token::OkBar, true,
                m_presenter.owner() ? tr("Process %1 listens on").arg(m_presenter.owner()->pid) : tr("Listening on"),
                address};
    case State::Starting: return {Token::NeutralBar, true, tr("Starting on"), address};
    case State::Failed: return {Token::FailBar, true, tr("Not listening on"), address};
    case State::Stopped: break;
    }
    if (m_presenter.owner())
        return {Token::NeutralBar, false, tr("Process %1 does not listen").arg(m_presenter.owner()->pid), {}};
    return {Token::NeutralBar, false, tr("Listener stopped"), {}};
}

void ListenerLabel::refresh()
{
    const Shown now = shown();
    setAccessibleName(now.address.isEmpty() ? now.words : QStringLiteral("%1 %2").arg(now.words, now.address));
    setToolTip(m_presenter.listener().error ? models::errorText(*m_presenter.listener().error, models::Audience::Window)
                                            : accessibleName());
    updateGeometry();
    update();
}

QSize ListenerLabel::sizeHint() const
{
    const Shown now = shown();
    int width =
        padding + endPadding + dot + gap + QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(now.words);
    if (!now.address.isEmpty())
        width += gap + QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(now.address);
    return {width, m_theme.height(Height::Button)};
}

void ListenerLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Shown now = shown();
    const auto visual = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    paintDot(painter, m_theme, now.token, now.filled ? DotShape::Filled : DotShape::Ring,
             QRectF(visual(padding, dot)).center());
    int x = padding + dot + gap;
    // Where there is no room for both, the dot and the address say it too.
    const bool isNarrow = width() < sizeHint().width() && !now.address.isEmpty();
    if (isNarrow) {
        painter.setFont(m_theme.font(TextRole::Mono));
        painter.setPen(m_theme.color(Token::Text2));
        painter.drawText(visual(x, width() - x), Qt::AlignVCenter | Qt::TextSingleLine, now.address);
        return;
    }
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_theme.color(Token::Text2));
    const int words = painter.fontMetrics().horizontalAdvance(now.words);
    painter.drawText(visual(x, words + 1), Qt::AlignVCenter | Qt::TextSingleLine, now.words);
    x += words + gap;
    painter.setFont(m_theme.font(TextRole::Mono));
    painter.drawText(visual(x, width() - x), Qt::AlignVCenter | Qt::TextSingleLine, now.address);
}

} // namespace hw::widgets
