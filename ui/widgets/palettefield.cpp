#include "ui/widgets/palettefield.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/eventpaint.h"

#include <QAction>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int wide = 256;
constexpr int padding = 9;
constexpr int iconSide = 16;
constexpr int gap = 8;
constexpr int radius = 5;
/// Without room for a few words the icon stands alone.
constexpr int leastText = 64;

} // namespace

PaletteField::PaletteField(const Theme& theme, QAction& action, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_shortcut(action.shortcut().toString(QKeySequence::NativeText).replace(u'+', u' '))
{
    setObjectName(QStringLiteral("paletteButton"));
    setText(tr("Go to source, event, field…"));
    setAccessibleName(text());
    setToolTip(tooltipOf(action));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, &action, &QAction::trigger);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize PaletteField::sizeHint() const
{
    return {wide * m_theme.baseSize() / Theme::designSize, m_theme.height(Height::Button)};
}

QSize PaletteField::minimumSizeHint() const
{
    return {2 * padding + iconSide, m_theme.height(Height::Button)};
}

void PaletteField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line2));
    painter.setBrush(m_theme.color(isDown() ? Token::Press : underMouse() ? Token::Hover : Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const auto visual = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int iconLeft = width() < 2 * padding + iconSide + leastText ? (width() - iconSide) / 2 : padding;
    m_theme.paintIcon(painter, visual({iconLeft, (height() - iconSide) / 2, iconSide, iconSide}), Icon::Search,
                      Token::Text3);
    QRect room = rect().adjusted(padding + iconSide + gap, 0, -padding, 0);
    if (room.width() < leastText)
        return;
    const int capWidth = keyCapSize(m_theme, m_shortcut).width();
    if (room.width() - capWidth - gap >= leastText) {
        const QRect cap = visual({room.right() + 1 - capWidth, 0, capWidth, height()});
        paintKeyCap(painter, m_theme, m_shortcut, cap, cap.x());
        room.setRight(room.right() - capWidth - gap);
    }
    paintLine(painter, m_theme, visual(room), text(), TextRole::Body, Token::Text3, Qt::AlignVCenter | Qt::AlignLeft);
}

} // namespace hw::widgets
