#include "ui/widgets/banner.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/mirror.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int padding = 12;
constexpr int iconSide = 16;
constexpr qreal radius = 4;

Icon iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return Icon::Check;
    case Tone::Fail: return Icon::Alert;
    case Tone::Warn: return Icon::Clock;
    case Tone::Neutral:
    case Tone::Accent: break;
    }
    return Icon::Info;
}
constexpr int roomForText = 320; ///< else the buttons give up their words

} // namespace

Banner::Banner(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_text(new Label(theme, {}))
    , m_action(new Button(theme, {}))
    , m_close(new ToolButton(theme, Icon::Cross))
{
    m_layout->setContentsMargins(marginsFromStart(padding + iconSide + 8, 0, 4, 0));
    m_layout->setSpacing(8);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(m_action);
    m_layout->addWidget(m_close);
    m_text->setSelectable();
    m_text->setWordWrap(true);
    m_action->hide();
    m_close->hide();
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_action->setObjectName(QStringLiteral("bannerAction"));
    m_close->setObjectName(QStringLiteral("bannerClose"));
    connect(m_action, &QAbstractButton::clicked, this, &Banner::actionRequested);
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    const auto grow = [this] { setMinimumHeight(m_theme.height(Height::Banner)); };
    grow();
    connect(&theme, &Theme::changed, this, grow);
}

void Banner::showMessage(Tone tone, const QString& text, const QString& action)
{
    m_tone = tone;
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show();
    fit();
    update();
}

QString Banner::message() const
{
    return m_text->text();
}

void Banner::setActions(const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = new ToolButton(m_theme, hw::widgets::iconOf(*action).value_or(Icon::Right), *action,
                                      Qt::ToolButtonTextBesideIcon);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setButtonSize(ButtonSize::Small);
        m_layout->insertWidget(m_layout->indexOf(m_close), button);
        m_more.push_back(button);
        const auto follow = [this, button, action] {
            button->setVisible(action->isVisible());
            fit();
        };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
}

QSize Banner::minimumSizeHint() const
{
    return {0, QWidget::minimumSizeHint().height()}; // words of buttons give way
}

void Banner::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void Banner::fit()
{
    const auto taken = [this](const QWidget* part) {
        return part->isHidden() ? 0 : part->sizeHint().width() + m_layout->spacing();
    };
    const int gaps = static_cast<int>(m_more.size()) * m_layout->spacing();
    fitWords(m_more, width() - padding - iconSide - 12 - roomForText - taken(m_action) - taken(m_close) - gaps);
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(fillToken(m_tone)));
    painter.drawRoundedRect(rect(), radius, radius);
    const QRect icon(padding, (height() - iconSide) / 2, iconSide, iconSide);
    m_theme.paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon), iconOf(m_tone), textToken(m_tone));
}

} // namespace hw::widgets
