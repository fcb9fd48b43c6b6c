#include "ui/widgets/panelheader.h"

#include <QHBoxLayout>
#include <QPainter>

namespace hw::widgets {

PanelHeader::PanelHeader(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_title(new Label(theme, title, TextRole::BodyStrong))
    , m_detail(new Label(theme, {}, TextRole::Body, Token::Text3))
{
    m_layout->setContentsMargins(12, 0, 12, 1);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_title);
    m_layout->addStretch();
    m_layout->addWidget(m_detail);
    m_detail->hide();
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::PanelHeader)); };
    grow();
    connect(&theme, &Theme::changed, this, grow);
}

void PanelHeader::setTitle(const QString& title)
{
    m_title->setText(title);
}

void PanelHeader::setDetail(const QString& text)
{
    m_detail->setText(text);
    m_detail->setVisible(!text.isEmpty());
}

void PanelHeader::addControl(QWidget* control)
{
    m_layout->addWidget(control);
}

void PanelHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
}

} // namespace hw::widgets
