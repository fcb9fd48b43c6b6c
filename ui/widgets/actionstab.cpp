#include "ui/widgets/actionstab.h"

#include "ui/widgets/detailrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/splitter.h"

#include <QButtonGroup>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

ActionsTab::ActionsTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QButtonGroup(this))
    , m_list(new QVBoxLayout)
    , m_stack(new QStackedWidget)
    , m_head(new PanelHeader(theme, tr("Request")))
    , m_copy(new CopyButton(theme, tr("Copy the request as cURL")))
    , m_tree(new JsonTreeView(theme, m_model))
{
    m_copy->setObjectName(QStringLiteral("copyActionRequest"));
    m_copy->setToolTip(tr("Copy the request as cURL, with the key as a variable"));
    m_head->setDetail(tr("as cURL"));
    m_head->addControl(m_copy);
    auto* values = new QWidget;
    auto* valuesColumn = new QVBoxLayout(values);
    valuesColumn->setContentsMargins(0, 0, 0, 0);
    valuesColumn->setSpacing(0);
    valuesColumn->addWidget(m_head);
    valuesColumn->addWidget(m_tree, 1);
    m_rows->setExclusive(true);
    m_tree->setObjectName(QStringLiteral("actionValues"));
    m_tree->setAccessibleName(tr("Payload and result"));
    auto* list = new Fill(theme, Token::Base);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(0);
    m_list->setSpacing(0);
    column->addLayout(m_list);
    column->addStretch(1);
    auto* split = new Splitter(theme, Qt::Horizontal);
    split->addWidget(scrolling(list));
    split->addWidget(values);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({720, 480});

    auto* empty = new EmptyState(theme, Icon::Route);
    empty->setTexts(tr("No actions"), tr("No mapping of this event's type planned one."));
    m_stack->addWidget(split);
    m_stack->addWidget(empty);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connect(m_rows, &QButtonGroup::idClicked, this, &ActionsTab::choose);
}

void ActionsTab::setActions(const std::vector<models::ActionRow>& actions)
{
    const int chosen = m_rows->checkedId();
    const auto buttons = m_rows->buttons();
    for (QAbstractButton* button : buttons)
        m_rows->removeButton(button);
    clearLayout(*m_list);
    m_actions = actions;
    for (size_t i = 0; i < actions.size(); ++i) {
        const models::ActionRow& action = actions[i];
        auto* row = new DetailRow(m_theme, {.icon = action.icon,
                                            .title = action.title,
                                            .text = action.summary,
                                            .chip = action.status,
                                            .duration = action.duration});
        row->setObjectName(QStringLiteral("action"));
        row->setCheckable(true);
        m_rows->addButton(row, static_cast<int>(i));
        m_list->addWidget(row);
    }
    m_stack->setCurrentIndex(actions.empty() ? 1 : 0);
    choose(chosen >= 0 && static_cast<size_t>(chosen) < actions.size() ? chosen : 0);
}

void ActionsTab::choose(int index)
{
    if (index < 0 || static_cast<size_t>(index) >= m_actions.size()) {
        m_model.setRoot(nullptr);
        return;
    }
    m_rows->button(index)->setChecked(true);
    const models::ActionRow& action = m_actions[static_cast<size_t>(index)];
    m_copy->setCopied(action.curl);
    m_head->setVisible(!action.curl.isEmpty());
    json::Object shown{{QStringLiteral("action"), action.id.isEmpty() ? json::Value(nullptr) : json::Value(action.id)},
                       {QStringLiteral("mapping"), action.mapping},
                       {QStringLiteral("payload"), action.payload},
                       {QStringLiteral("result"), action.result}};
    m_model.setRoot(std::make_shared<const json::Value>(std::move(shown)));
    m_tree->openFirstLevels();
}

} // namespace hw::widgets
