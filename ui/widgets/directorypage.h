#pragma once

#include "ui/models/directorydetail.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <vector>

class QStackedWidget;

namespace hw::models {
class DirectoryPresenter;
}

namespace hw::widgets {

class DirectoryDetailPane;
class DirectoryTable;
class EmptyState;
class Label;
class SearchField;
class Splitter;
class Theme;
class LazyPage;
struct ViewEntry;

/// The Directory: one list at a time with its filter, and what belongs to the selected row. Each list is a view of its
/// own in the window, this page all of them.
class DirectoryPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryPage)

public:
    /// Both outlive the page.
    DirectoryPage(const Theme& theme, models::DirectoryPresenter& presenter, QWidget* parent = nullptr);

    /// One for each list, in order, for MainWindow::addView().
    [[nodiscard]] static std::vector<ViewEntry> views(const LazyPage& page);

    void setPlace(const models::Place& place) override;
    void setView(const QString& id) override;
    [[nodiscard]] QString viewCount(const QString& id) const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;

    /// Filter, table and detail, for F6.
    [[nodiscard]] QList<QWidget*> regions() const override;

Q_SIGNALS:
    /// Leads to the event that caused a change.
    void openEvent(const QString& eventId);
    /// Something went to the clipboard: what, for a notice.
    void copied(const QString& what);
    /// A row is to go; `name` is what people call it.
    void deleteWanted(const hw::delivery::DirectoryTarget& target, const QString& name);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildActions();
    QWidget* buildLists();
    void connectPresenter();
    void showState();
    void showKind();
    void showSelection();
    void copyText(const QString& text, const QString& what);

    const Theme& m_theme;
    models::DirectoryPresenter& m_presenter;
    QAction* m_delete = nullptr;
    QAction* m_copyId = nullptr;
    QAction* m_focusFilter = nullptr;
    SearchField* m_filter;
    DirectoryTable* m_table;
    EmptyState* m_empty;
    QWidget* m_loading;
    QStackedWidget* m_stack;
    Label* m_rows;
    Splitter* m_splitter;
    DirectoryDetailPane* m_detail = nullptr;
    QTimer m_loadingTimer;
    QTimer m_typing; ///< the filter is applied when the typing pauses
};

} // namespace hw::widgets
