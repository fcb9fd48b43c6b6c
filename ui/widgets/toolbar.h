#pragma once

#include "ui/models/workspacepresenter.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace hw::widgets {

class ComboBox;
class Line;
class ToolButton;
struct Actions;

/// A workspace that can be chosen in the toolbar.
struct WorkspaceChoice
{
    QString name;
    QString root; ///< absolute path

    friend bool operator==(const WorkspaceChoice&, const WorkspaceChoice&) = default;
};

/// The bar under the menu: navigation, workspace, listener, environment.
class ToolBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToolBar)

public:
    /// All outlive the bar.
    ToolBar(const Theme& theme, models::WorkspacePresenter& presenter, const Actions& actions,
            QWidget* parent = nullptr);

    /// The workspaces used lately besides the open one, latest first.
    void setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent);

Q_SIGNALS:
    void workspaceChosen(const QString& root);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshWorkspaces();
    void refreshListener();
    void refreshPublicUrl();

    const Theme& m_theme;
    models::WorkspacePresenter& m_presenter;
    const Actions& m_actions;
    std::vector<WorkspaceChoice> m_recent;
    ComboBox* m_workspaces;
    ToolButton* m_listenerButton;
    QWidget* m_publicUrl;
    QWidget* m_warning;
};

} // namespace hw::widgets
