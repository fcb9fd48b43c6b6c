#pragma once

#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toolbar.h"

#include <vector>

class QProgressBar;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class Label;

/// The first start: what can be done, in three cards; what the program does; workspaces used lately. Files may be
/// dropped anywhere on it.
class WelcomePage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomePage)

public:
    explicit WelcomePage(const Theme& theme, QWidget* parent = nullptr);

    void setPlace(const models::Place&) override {}
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override
    {
        return menu == MenuId::File ? QList<QAction*>{m_paste} : QList<QAction*>();
    }
    /// Where a source is added: the folder that is made for it, empty where there is a workspace.
    void setFolderToMake(const QString& folder);
    void setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent);
    /// Of the demonstration's making; `total` 0 = it is not being made.
    void setDemoProgress(int done, int total);

Q_SIGNALS:
    void addSourceWanted();
    void demoWanted();
    void importWanted();
    void shortcutsWanted();
    void dropped(const QString& path);
    void textDropped(const QString& text);
    void workspaceChosen(const QString& root);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeCard(Icon icon, const QString& title, Label* text, Button* button, const QString& keys,
                                    bool primary);
    [[nodiscard]] QWidget* makeStrip();

    const Theme& m_theme;
    Label* m_sourceText;
    Button* m_addSource;
    Button* m_demo;
    QProgressBar* m_progress;
    Label* m_progressText;
    Button* m_import;
    QAction* m_paste;
    QWidget* m_recent;
    QVBoxLayout* m_recentRows;
    bool m_dragging = false;
};

} // namespace hw::widgets
