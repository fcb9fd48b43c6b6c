#pragma once

#include "ui/models/eventdetail.h"
#include "ui/models/jsontreemodel.h"

#include <QWidget>

class QButtonGroup;
class QStackedWidget;
class QVBoxLayout;

namespace hw::widgets {

class CopyButton;
class JsonTreeView;
class PanelHeader;
class Theme;

/// The planned actions, skipped ones with their reason; the chosen one's payload and what its destination answered.
class ActionsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionsTab)

public:
    explicit ActionsTab(const Theme& theme, QWidget* parent = nullptr);

    void setActions(const std::vector<models::ActionRow>& actions);

private:
    void choose(int index);

    const Theme& m_theme;
    std::vector<models::ActionRow> m_actions;
    models::JsonTreeModel m_model;
    QButtonGroup* m_rows;
    QVBoxLayout* m_list;
    QStackedWidget* m_stack;
    PanelHeader* m_head;
    CopyButton* m_copy;
    JsonTreeView* m_tree;
};

} // namespace hw::widgets
