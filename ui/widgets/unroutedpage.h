#pragma once

#include "ui/models/unroutedpresenter.h"
#include "ui/widgets/page.h"

#include <optional>
#include <vector>

class QCheckBox;
class QStackedWidget;

namespace hw::widgets {

class Button;
class EmptyState;
class Label;
class ResponseTab;
class DetailSplitter;
class Theme;
class UnroutedTable;

/// The last requests that met no source: what they were, what was probably meant, and a source made for them.
class UnroutedPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnroutedPage)

public:
    /// Both outlive the page.
    UnroutedPage(const Theme& theme, models::UnroutedPresenter& presenter, QWidget* parent = nullptr);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QString viewCount(const QString& id) const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QList<QWidget*> regions() const override;

Q_SIGNALS:
    /// A source that answers at this key (empty = at one of its own), of this provider where one is named.
    void sourceWanted(const QString& key, const QString& provider);
    /// The address of this source goes to the clipboard.
    void addressWanted(const QString& key);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildList();
    QWidget* buildDetail();
    void connectPresenter();
    void showState();
    void showDetail(const models::UnroutedDetail& detail);
    void askToDelete();
    void refreshDelete();

    const Theme& m_theme;
    models::UnroutedPresenter& m_presenter;
    std::optional<models::UnroutedDetail> m_shown;
    QAction* m_delete;
    QCheckBox* m_fold;
    Button* m_deleteButton;
    UnroutedTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    Label* m_rows;
    DetailSplitter* m_splitter;
    QStackedWidget* m_detail;
    Label* m_explanation;
    Button* m_create;
    Button* m_copy;
    ResponseTab* m_request;
};

} // namespace hw::widgets
