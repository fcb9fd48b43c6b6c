#include "ui/widgets/viewheader.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line.h"
#include "ui/widgets/mirror.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int margin = 16;
constexpr int endMargin = 8;
constexpr int iconSide = 16;
constexpr int iconGap = 8;
constexpr int lineLength = 20;
constexpr int titleGap = 20;
constexpr int lineGap = 8;
constexpr int leastGap = 8; ///< between the tabs and the actions

} // namespace

ViewHeader::ViewHeader(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_title(new Label(theme, {}, TextRole::BodyStrong))
    , m_line(new Line(theme, Qt::Vertical))
    , m_tabs(new CountTabBar(theme, CountTabBar::Size::View))
    , m_actions(new QHBoxLayout)
{
    setObjectName(QStringLiteral("viewHeader"));
    m_tabs->setObjectName(QStringLiteral("viewTabs"));
    m_tabs->setAccessibleName(tr("Views"));
    m_title->setObjectName(QStringLiteral("viewTitle"));
    m_line->setLength(lineLength);
    m_layout->setContentsMargins(marginsFromStart(margin, 0, endMargin, 0));
    m_layout->setSpacing(0);
    m_layout->addWidget(m_title);
    m_layout->addSpacing(titleGap);
    m_layout->addWidget(m_line);
    m_layout->addSpacing(lineGap);
    m_layout->addWidget(m_tabs);
    m_layout->addStretch();
    m_layout->addLayout(m_actions);
    m_actions->setSpacing(10);
    m_tabs->setAcceptDrops(true);
    m_tabs->setChangeCurrentOnDrag(true);
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int index) { Q_EMIT viewChosen(m_tabs->tabId(index).toString()); });
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::ViewTabs)); };
    connect(&theme, &Theme::changed, this, grow);
    grow();
}

bool ViewHeader::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return done;
}

int ViewHeader::neededWidth() const
{
    const QMargins around = m_layout->contentsMargins();
    return around.left() + m_title->sizeHint().width() + titleGap + m_line->sizeHint().width() + lineGap +
           m_tabs->sizeHint().width() + leastGap + m_actions->sizeHint().width() + around.right();
}

void ViewHeader::setCollapsed(bool collapsed)
{
    for (ToolButton* button : std::as_const(m_collapsible))
        button->setToolButtonStyle(collapsed ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_actions->invalidate();
}

void ViewHeader::fit()
{
    // What is changed here asks for a layout again: only for another room or other texts it is divided anew.
    QStringList parts{QString::number(width()), QString::number(m_theme.height(Height::ViewTabs)), m_title->text(),
                      QString::number(m_tabs->currentIndex())};
    for (int i = 0; i < m_tabs->count(); ++i)
        parts.append(m_tabs->accessibleTabName(i) + u' ' + m_tabs->tabText(i));
    for (int i = 0; i < m_actions->count(); ++i) {
        const QWidget* action = m_actions->itemAt(i)->widget();
        parts.append(action->isHidden() ? QString() : action->accessibleName() + action->property("text").toString());
    }
    const QString wanted = parts.join(u'\n');
    if (wanted == m_fitted)
        return;
    m_fitted = wanted;
    using Density = CountTabBar::Density;
    m_tabs->setDensity(Density::Full);
    setCollapsed(false);
    if (neededWidth() > width())
        setCollapsed(true);
    for (const Density density : {Density::TextOnly, Density::IconOnly}) {
        if (neededWidth() > width())
            m_tabs->setDensity(density);
    }
}

void ViewHeader::setTitle(const QString& title, const std::optional<SourceGlyph>& glyph)
{
    m_title->setText(title);
    m_glyph = glyph;
    const int start = margin + (glyph ? iconSide + iconGap : 0);
    m_layout->setContentsMargins(marginsFromStart(start, 0, endMargin, 0));
    update();
}

void ViewHeader::setViews(const std::vector<ViewTab>& views, const QString& current)
{
    const QSignalBlocker quiet(m_tabs);
    bool same = m_tabs->count() == static_cast<int>(views.size());
    for (int i = 0; same && i < m_tabs->count(); ++i)
        same = m_tabs->tabId(i).toString() == views[static_cast<std::size_t>(i)].id;
    if (!same) {
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const ViewTab& view : views)
            m_tabs->addView(view.title, view.icon, view.id);
    }
    m_tabs->setVisible(m_tabs->count() > 0); // else Tab would come to what is not seen
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setCountLabel(i, views[static_cast<std::size_t>(i)].count);
    m_tabs->setCurrentIndex(m_tabs->indexOfId(current));
    m_line->setVisible(!views.empty());
}

void ViewHeader::setPageActions(const QList<QAction*>& actions)
{
    m_collapsible.clear();
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (QAction* action : actions) {
        const std::optional<Icon> icon = iconOf(*action);
        if (isPrimary(*action)) {
            auto* primary = new Button(m_theme, action->text(), ButtonKind::Primary, icon);
            primary->setObjectName(action->objectName() + QLatin1String("Button"));
            connect(primary, &QPushButton::clicked, action, &QAction::trigger);
            const auto follow = [primary, action] {
                primary->setText(action->text());
                primary->setEnabled(action->isEnabled());
                primary->setToolTip(tooltipOf(*action));
            };
            connect(action, &QAction::changed, primary, follow);
            follow();
            m_actions->addWidget(primary);
            continue;
        }
        if (action->property("plainText").toBool()) {
            auto* label = new Label(m_theme, action->text(), TextRole::Body, Token::Text2);
            label->setObjectName(action->objectName() + QLatin1String("Label"));
            m_actions->addWidget(label);
            const auto follow = [label, action] {
                label->setText(action->text());
                label->setVisible(action->isVisible());
            };
            connect(action, &QAction::changed, label, follow);
            follow();
            continue;
        }
        const auto style = !icon                                   ? Qt::ToolButtonTextOnly
                           : action->property("iconOnly").toBool() ? Qt::ToolButtonIconOnly
                                                                   : Qt::ToolButtonTextBesideIcon;
        auto* button = new ToolButton(m_theme, icon.value_or(Icon::More), *action, style);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        if (const QVariant dot = action->property("dot"); dot.isValid()) {
            button->setDot(static_cast<Token>(dot.toInt()));
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        } else if (style == Qt::ToolButtonTextBesideIcon) {
            m_collapsible.append(button);
        }
        m_actions->addWidget(button); // first: shown without a parent it would be a window of its own for a moment
        button->setVisible(action->isVisible());
        connect(action, &QAction::changed, button, [button, action] { button->setVisible(action->isVisible()); });
    }
}

void ViewHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
    if (m_glyph) {
        const QRect glyph(margin, (height() - iconSide) / 2, iconSide, iconSide);
        paintSourceGlyph(painter, m_theme, *m_glyph, QStyle::visualRect(layoutDirection(), rect(), glyph));
    }
}

} // namespace hw::widgets
