#include "ui/widgets/selectionpane.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

SelectionPane::SelectionPane(const Theme& theme, const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_title(new Label(theme, {}, TextRole::SectionTitle))
{
    setObjectName(QStringLiteral("selectionPane"));
    m_title->setObjectName(QStringLiteral("selectionTitle"));
    auto* help = new Label(theme, tr("What is chosen here is done with all of them."), TextRole::Body, Token::Text2);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    for (QAction* action : actions) {
        const bool isDanger = action->objectName() == QLatin1String("deleteEvents");
        auto* button = new Button(theme, plainText(*action), isDanger ? ButtonKind::Danger : ButtonKind::Default,
                                  isDanger ? std::nullopt : iconOf(*action));
        button->setObjectName(action->objectName() + QLatin1String("Selected"));
        button->setToolTip(tooltipOf(*action));
        row->addWidget(button);
        connect(button, &Button::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setText(plainText(*action));
            button->setVisible(action->isEnabled());
        };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(1);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(help, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addLayout(row);
    column->addStretch(2);
}

void SelectionPane::setCount(int count)
{
    m_title->setText(tr("%n event(s) selected", nullptr, count));
}

} // namespace hw::widgets
