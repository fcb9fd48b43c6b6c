#include "ui/widgets/histogramwidget.h"

#include "ui/models/eventtext.h"
#include "ui/models/histogrammodel.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace hw::widgets {

using models::HistogramModel;

namespace {

constexpr int left = 144;
constexpr int right = 34;
constexpr int top = 0;
constexpr int plotHeight = 36;
constexpr int barTop = 8; ///< free space over the highest bar
constexpr int legendLeft = 16;
constexpr int minutesPerLabel = 10;

} // namespace

HistogramWidget::HistogramWidget(const Theme& theme, HistogramModel& model, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(model)
{
    setObjectName(QStringLiteral("histogram"));
    setAccessibleName(tr("Events per minute"));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &HistogramModel::changed, this, &HistogramWidget::followBars);
    followBars();
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize HistogramWidget::sizeHint() const
{
    return {400, top + plotHeight + m_theme.lineHeight(TextRole::Label) + 8};
}

QFont HistogramWidget::labelFont() const
{
    QFont font = m_theme.font(TextRole::Label);
    font.setWeight(QFont::Normal);
    return font;
}

QRect HistogramWidget::plot() const
{
    return {left, top, std::max(HistogramModel::minutes, width() - left - right), plotHeight};
}

QRect HistogramWidget::barRect(int bar) const
{
    const QRect area = plot();
    const int from = area.x() + bar * area.width() / HistogramModel::minutes;
    const int to = area.x() + (bar + 1) * area.width() / HistogramModel::minutes;
    return {from, area.y(), to - from, area.height()};
}

int HistogramWidget::barAt(int x) const
{
    const QRect area = plot();
    return std::clamp((x - area.x()) * HistogramModel::minutes / area.width(), 0, HistogramModel::minutes - 1);
}

void HistogramWidget::followBars()
{
    if (m_model.bars().empty())
        return;
    // Minutes move to the left as time passes: what is marked moves with them.
    const Timestamp origin = m_model.bars().front().minute;
    const auto passed = static_cast<int>(std::chrono::floor<std::chrono::minutes>(origin - m_origin).count());
    m_origin = origin;
    if (m_first >= 0 && m_pressed < 0 && passed > 0) {
        m_first = std::max(0, m_first - passed);
        m_last -= passed;
        if (m_last < 0)
            m_first = m_last = -1;
    }
    update();
}

void HistogramWidget::clearSelection()
{
    m_first = m_last = m_pressed = -1;
    update();
}

void HistogramWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // time is not mirrored, as in other charts
    painter.fillRect(rect(), m_theme.color(Token::Base));
    paintLegend(painter);
    paintBars(painter);
    paintAxis(painter);
    if (m_first >= 0) {
        painter.setPen(m_theme.color(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        const QRect from = barRect(std::min(m_first, m_last));
        const QRect to = barRect(std::max(m_first, m_last));
        painter.drawRect(QRect(from.topLeft(), to.bottomRight()).adjusted(0, 0, -1, 0));
    }
    if (hasFocus() && m_cursor >= 0) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(barRect(m_cursor).adjusted(0, 1, -1, 0));
    }
}

void HistogramWidget::paintLegend(QPainter& painter) const
{
    const int line = m_theme.lineHeight(TextRole::Label);
    const int width = left - legendLeft - 8;
    paintLine(painter, m_theme, {legendLeft, 0, width, line}, tr("Events per minute"), TextRole::Caption, Token::Text2);
    const auto entry = [&](int y, Token token, const QString& text) {
        painter.fillRect(QRect(legendLeft, y + (line - 8) / 2, 8, 8), m_theme.color(token));
        paintLine(painter, labelFont(), m_theme.color(Token::Text2), {legendLeft + 12, y, width - 12, line}, text);
    };
    entry(line + 1, Token::OkBar, tr("verified"));
    entry(2 * line + 1, Token::FailBar, tr("failed"));
    if (!m_model.hasMissed())
        return;
    const int x = legendLeft + 12 + QFontMetrics(labelFont()).horizontalAdvance(tr("failed")) + 8;
    painter.fillRect(QRect(x, 2 * line + 1 + (line - 8) / 2, 8, 8), m_theme.color(Token::WarnBar));
    paintLine(painter, labelFont(), m_theme.color(Token::Text2), {x + 12, 2 * line + 1, left - x - 14, line},
              tr("missed"));
}

void HistogramWidget::paintBars(QPainter& painter) const
{
    const QRect area = plot();
    const int room = area.height() - barTop;
    const auto& bars = m_model.bars();
    const auto height = [&](int events) { return events == 0 ? 0 : std::max(2, events * room / m_model.peak()); };
    for (int i = 0; i < static_cast<int>(bars.size()); ++i) {
        const store::MinuteBar& bar = bars[static_cast<size_t>(i)];
        const QRect whole = barRect(i);
        if (m_model.isMissed(i)) {
            // An empty minute must not be taken for a quiet one.
            painter.fillRect(whole, m_theme.color(Token::WarnSoft));
            painter.fillRect(QRect(whole.x(), whole.y(), whole.width(), 2), m_theme.color(Token::WarnBar));
        }
        const int barWidth = std::max(1, whole.width() - 4);
        const int ok = height(bar.ok);
        const int failed = height(bar.failed);
        const int base = area.bottom();
        painter.fillRect(QRect(whole.x(), base - ok, barWidth, ok), m_theme.color(Token::OkBar));
        painter.fillRect(QRect(whole.x(), base - ok - failed, barWidth, failed), m_theme.color(Token::FailBar));
    }
    painter.fillRect(QRect(area.x(), area.bottom(), area.width(), 1), m_theme.color(Token::Line));
}

void HistogramWidget::paintAxis(QPainter& painter) const
{
    const QRect area = plot();
    const auto& bars = m_model.bars();
    if (bars.empty())
        return;
    const int line = m_theme.lineHeight(TextRole::Label);
    const int y = area.bottom() + 3;
    const int labelWidth = QFontMetrics(m_theme.font(TextRole::Label)).horizontalAdvance(QStringLiteral("00:00")) + 4;
    const int last = static_cast<int>(bars.size()) - 1;
    for (int i = 0; i + minutesPerLabel / 2 < last; i += minutesPerLabel) {
        const QString text = models::minuteText(bars[static_cast<size_t>(i)].minute);
        paintLine(painter, labelFont(), m_theme.color(Token::Text3), {barRect(i).x(), y, labelWidth, line}, text);
    }
    const QString text = models::minuteText(bars[static_cast<size_t>(last)].minute);
    paintLine(painter, labelFont(), m_theme.color(Token::Text3), {area.right() - labelWidth + 1, y, labelWidth, line},
              text, Qt::AlignRight | Qt::AlignVCenter);
}

void HistogramWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !plot().contains(event->position().toPoint()))
        return;
    setFocus(Qt::MouseFocusReason);
    m_pressed = m_first = m_last = barAt(event->position().toPoint().x());
    update();
}

void HistogramWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed < 0)
        return;
    m_last = barAt(event->position().toPoint().x());
    update();
}

void HistogramWidget::mouseReleaseEvent(QMouseEvent*)
{
    if (m_pressed < 0)
        return;
    m_pressed = -1;
    Q_EMIT rangeSelected(std::min(m_first, m_last), std::max(m_first, m_last));
}

void HistogramWidget::setCursorBar(int bar)
{
    m_cursor = std::clamp(bar, 0, HistogramModel::minutes - 1);
    setAccessibleDescription(m_model.barText(m_cursor));
    QToolTip::showText(mapToGlobal(barRect(m_cursor).bottomLeft()), m_model.barText(m_cursor), this);
    update();
}

void HistogramWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && m_cursor < 0)
        setCursorBar(HistogramModel::minutes - 1);
}

void HistogramWidget::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step != 0) {
        const bool marks = event->modifiers() & Qt::ShiftModifier;
        const int from = m_cursor < 0 ? HistogramModel::minutes - 1 : m_cursor;
        if (marks && m_first < 0)
            m_first = m_last = from;
        setCursorBar(m_cursor < 0 ? from : m_cursor + step);
        if (marks)
            m_last = m_cursor;
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursor >= 0) {
        if (m_first < 0)
            m_first = m_last = m_cursor;
        update();
        Q_EMIT rangeSelected(std::min(m_first, m_last), std::max(m_first, m_last));
        return;
    }
    if (event->key() == Qt::Key_Escape && hasSelection()) {
        clearSelection();
        Q_EMIT rangeCleared();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool HistogramWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (plot().contains(help->pos()))
            QToolTip::showText(help->globalPos(), m_model.barText(barAt(help->pos().x())), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace hw::widgets
