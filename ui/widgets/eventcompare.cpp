#include "ui/widgets/eventcompare.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/comparepane.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/texttoggle.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

EventCompare::EventCompare(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_parts(new QButtonGroup(this))
    , m_toggles(new QHBoxLayout)
    , m_same(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_pane(new ComparePane(theme))
{
    setObjectName(QStringLiteral("eventCompare"));
    m_same->setObjectName(QStringLiteral("compareSame"));
    auto* bar = new Fill(theme, Token::Window);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(marginsFromStart(16, 0, 8, 0));
    row->setSpacing(8);
    row->addWidget(new Label(theme, tr("Compare"), TextRole::BodyStrong));
    m_toggles->setSpacing(0);
    row->addLayout(m_toggles);
    row->addWidget(m_same);
    row->addStretch(1);
    auto* close = new ToolButton(theme, Icon::Cross);
    close->setObjectName(QStringLiteral("closeCompare"));
    close->setAccessibleName(tr("Close the comparison"));
    close->setToolTip(tr("Close the comparison"));
    row->addWidget(close);
    bar->setFixedHeight(theme.height(Height::ToolBar));
    connect(&theme, &Theme::changed, bar, [this, bar] { bar->setFixedHeight(m_theme.height(Height::ToolBar)); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_pane, 1);
    connect(close, &ToolButton::clicked, this, &EventCompare::closeWanted);
    connect(m_parts, &QButtonGroup::idClicked, this, &EventCompare::showPart);
}

void EventCompare::setComparison(const models::EventComparison& comparison)
{
    m_comparison = comparison;
    const int before = std::max(0, m_parts->checkedId());
    for (QAbstractButton* button : m_parts->buttons()) {
        m_parts->removeButton(button);
        button->hide();
        button->deleteLater();
    }
    int index = 0;
    for (const models::EventComparison::Part& part : comparison.parts) {
        auto* toggle = new TextToggle(m_theme, part.title);
        toggle->setObjectName(QStringLiteral("comparePart%1").arg(index));
        toggle->setAccessibleDescription(part.left == part.right ? tr("the same") : tr("different"));
        m_parts->addButton(toggle, index++);
        m_toggles->addWidget(toggle);
    }
    const int shown = std::min(before, index - 1);
    if (shown < 0)
        return;
    m_parts->button(shown)->setChecked(true);
    showPart(shown);
}

void EventCompare::showPart(int index)
{
    const models::EventComparison::Part& part = m_comparison.parts[static_cast<size_t>(index)];
    m_pane->setTexts(m_comparison.leftTitle, part.left, m_comparison.rightTitle, part.right);
    m_same->setText(part.left == part.right ? tr("The same in both") : QString());
}

} // namespace hw::widgets
