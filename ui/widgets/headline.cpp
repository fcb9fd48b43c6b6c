#include "ui/widgets/headline.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"

#include <QPainter>

namespace hw::widgets {

Headline::Headline(const Theme& theme, const QString& icon, models::Tone tone, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_tone(tone)
    , m_text(text)
{
    setAccessibleName(text);
    setToolTip(text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Headline::sizeHint() const
{
    return {300, m_theme.height(Height::Row)};
}

void Headline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    if (const auto icon = iconNamed(m_icon))
        m_theme.paintIcon(painter, QRect(16, (height() - 16) / 2, 16, 16), *icon, textTokenOf(m_tone));
    paintLine(painter, m_theme, {40, 0, width() - 56, height()}, m_text, TextRole::BodyStrong,
              m_tone == models::Tone::Fail ? Token::Fail : Token::Text);
}

} // namespace hw::widgets
