#include "ui/widgets/hexview.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr qsizetype perRow = 16;
constexpr int leftPadding = 16;
constexpr int topPadding = 6;
constexpr int offsetDigits = 8;
// Columns in characters: offset, two spaces, sixteen times three, one more in the middle, two spaces, text.
constexpr int hexColumn = offsetDigits + 2;
constexpr int textColumn = hexColumn + 3 * 16 + 1 + 1;

int columnOf(qsizetype byte)
{
    return hexColumn + static_cast<int>(byte) * 3 + (byte >= 8 ? 1 : 0);
}

QChar shown(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x20 && value < 0x7f ? QChar(value) : QChar(u'\u00b7');
}

} // namespace

HexView::HexView(const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setLayoutDirection(Qt::LeftToRight); // bytes are not mirrored
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Body as hexadecimal bytes"));
    connect(&theme, &Theme::changed, this, [this] {
        updateScrollBar();
        viewport()->update();
    });
}

void HexView::setBytes(const QByteArray& bytes)
{
    m_bytes = bytes;
    m_found = -1;
    verticalScrollBar()->setValue(0);
    updateScrollBar();
    viewport()->update();
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + perRow - 1) / perRow;
}

QString HexView::rowText(qsizetype row) const
{
    QString line = QStringLiteral("%1").arg(row * perRow, offsetDigits, 16, QLatin1Char('0'));
    QString text;
    const QByteArray bytes = m_bytes.mid(row * perRow, perRow);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        line = line.leftJustified(columnOf(i)) +
               QStringLiteral("%1").arg(static_cast<unsigned char>(bytes.at(i)), 2, 16, QLatin1Char('0'));
        text += shown(bytes.at(i));
    }
    return line.leftJustified(textColumn) + text;
}

int HexView::rowHeight() const
{
    return m_theme.lineHeight(TextRole::Code);
}

void HexView::updateScrollBar()
{
    const int visible = std::max(1, (viewport()->height() - topPadding) / rowHeight());
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qsizetype>(0, rowCount() - visible)));
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void HexView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::Base));
    const QFont font = m_theme.font(TextRole::Mono);
    const QFontMetricsF metrics(font);
    const qreal character = metrics.horizontalAdvance(QLatin1Char('0'));
    painter.setFont(font);
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(rowCount(), first + viewport()->height() / rowHeight() + 2);
    for (qsizetype row = first; row < last; ++row) {
        const qreal y = topPadding + static_cast<qreal>(row - first) * rowHeight();
        const auto cell = [&](int column, int characters) {
            return QRectF(leftPadding + column * character, y, characters * character, rowHeight());
        };
        const QByteArray bytes = m_bytes.mid(row * perRow, perRow);
        painter.setPen(m_theme.color(Token::Text3));
        painter.drawText(cell(0, offsetDigits), Qt::AlignVCenter, rowText(row).left(offsetDigits));
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const qsizetype place = row * perRow + i;
            const bool found = m_found >= 0 && place >= m_found && place < m_found + m_foundLength;
            const QRectF hex = cell(columnOf(i), 2);
            const QRectF sign = cell(textColumn + static_cast<int>(i), 1);
            if (found) {
                painter.fillRect(hex, m_theme.color(Token::Sel));
                painter.fillRect(sign, m_theme.color(Token::Sel));
            }
            painter.setPen(m_theme.color(Token::Text));
            painter.drawText(
                hex, Qt::AlignVCenter,
                QStringLiteral("%1").arg(static_cast<unsigned char>(bytes.at(i)), 2, 16, QLatin1Char('0')));
            painter.setPen(m_theme.color(Token::Text2));
            painter.drawText(sign, Qt::AlignVCenter, QString(shown(bytes.at(i))));
        }
    }
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up: bar->setValue(bar->value() - 1); break;
    case Qt::Key_Down: bar->setValue(bar->value() + 1); break;
    case Qt::Key_PageUp: bar->setValue(bar->value() - bar->pageStep()); break;
    case Qt::Key_PageDown: bar->setValue(bar->value() + bar->pageStep()); break;
    case Qt::Key_Home: bar->setValue(0); break;
    case Qt::Key_End: bar->setValue(bar->maximum()); break;
    default: QAbstractScrollArea::keyPressEvent(event); break;
    }
}

bool HexView::find(const QByteArray& wanted)
{
    if (wanted.isEmpty())
        return false;
    qsizetype at = m_bytes.indexOf(wanted, m_found + 1);
    if (at < 0)
        at = m_bytes.indexOf(wanted);
    m_found = at;
    m_foundLength = wanted.size();
    if (at >= 0)
        verticalScrollBar()->setValue(static_cast<int>(at / perRow) - verticalScrollBar()->pageStep() / 2);
    viewport()->update();
    return at >= 0;
}

} // namespace hw::widgets
