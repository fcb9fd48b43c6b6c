#include "ui/widgets/progressstrip.h"

#include "ui/models/eventtext.h"
#include "ui/widgets/label.h"
#include "ui/widgets/textbutton.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace hw::widgets {

namespace {

constexpr std::chrono::milliseconds shownAfter{300};
constexpr int edge = 16;
constexpr int barHeight = 4;

} // namespace

ProgressStrip::ProgressStrip(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new Label(theme, {}))
    , m_left(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_cancel(new TextButton(theme, tr("Cancel")))
{
    setObjectName(QStringLiteral("progressStrip"));
    m_cancel->setObjectName(QStringLiteral("cancelWork"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(edge, 4, edge, 8 + barHeight);
    row->setSpacing(16);
    row->addWidget(m_text, 1);
    row->addWidget(m_left);
    row->addWidget(m_cancel);
    m_delay.setSingleShot(true);
    m_delay.setInterval(shownAfter);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &TextButton::clicked, this, &ProgressStrip::cancelWanted);
    hide();
}

void ProgressStrip::setProgress(const QString& what, int done, int total)
{
    if (total <= 0) {
        m_delay.stop();
        m_since.invalidate();
        hide();
        return;
    }
    if (!m_since.isValid()) {
        m_since.start();
        m_delay.start();
    }
    const QLocale locale;
    m_text->setText(tr("%1: %2 of %3").arg(what, locale.toString(done), locale.toString(total)));
    m_part = static_cast<double>(done) / total;
    QString left;
    if (done > 0) {
        const double rest = static_cast<double>(m_since.elapsed()) * (total - done) / done;
        const std::chrono::milliseconds time(static_cast<qint64>(rest));
        left = tr("%1 left").arg(models::durationText(std::max<std::chrono::microseconds>(time, shownAfter)));
    }
    m_left->setText(left);
    setAccessibleName(m_text->text());
    update();
}

void ProgressStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
    const QRect track(edge, height() - barHeight - 4, width() - 2 * edge, barHeight);
    painter.fillRect(track, m_theme.color(Token::NeutralSoft));
    painter.fillRect(QRect(track.topLeft(), QSize(static_cast<int>(m_part * track.width()), barHeight)),
                     m_theme.color(Token::Accent));
}

} // namespace hw::widgets
