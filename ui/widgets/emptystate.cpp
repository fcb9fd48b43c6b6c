#include "ui/widgets/emptystate.h"

#include "ui/widgets/buttons.h"

#include <QVBoxLayout>

namespace hw::widgets {

EmptyState::EmptyState(const Theme& theme, Icon icon, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_picture(new QLabel)
    , m_reason(new Label(theme, {}, TextRole::BodyStrong))
    , m_help(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_action(new Button(theme, {}))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(0);
    layout->addStretch();
    layout->addWidget(m_picture, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_reason);
    layout->addSpacing(4);
    layout->addWidget(m_help);
    layout->addSpacing(12);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch();
    for (Label* text : {m_reason, m_help}) {
        text->setAlignment(Qt::AlignHCenter);
        text->setWordWrap(true);
    }
    m_help->setSelectable();
    m_action->setObjectName(QStringLiteral("emptyStateAction"));
    m_action->hide();
    connect(m_action, &QAbstractButton::clicked, this, &EmptyState::actionRequested);
    connect(&theme, &Theme::changed, this, &EmptyState::applyTheme);
    applyTheme();
}

void EmptyState::setIcon(Icon icon)
{
    m_icon = icon;
    applyTheme();
}

void EmptyState::setTexts(const QString& reason, const QString& help, const QString& action)
{
    m_reason->setText(reason);
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(reason);
}

void EmptyState::setHelpRole(TextRole role)
{
    m_help->setRole(role);
}

void EmptyState::applyTheme()
{
    m_picture->setPixmap(m_theme.icon(m_icon, Token::Text2).pixmap(QSize(16, 16), devicePixelRatioF()));
}

} // namespace hw::widgets
