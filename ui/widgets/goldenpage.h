#pragma once

#include "ui/widgets/page.h"

#include <QListView>

class QStackedWidget;

namespace hw::models {
class GoldenModel;
class GoldenPresenter;
} // namespace hw::models

namespace hw::widgets {

class Button;
class CodeEditor;
class CountTabBar;
class EmptyState;
class Label;
class PairTable;
class Splitter;
class Theme;

/// Tests with what became of each.
class GoldenList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenList)

public:
    GoldenList(const Theme& theme, models::GoldenModel& model, QWidget* parent = nullptr);

    void select(int row);

Q_SIGNALS:
    void chosen(int row);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
};

/// The Tests view of a source: its golden tests, what differs, and how to run them in CI.
class GoldenPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenPage)

public:
    /// Both outlive the page.
    GoldenPage(const Theme& theme, models::GoldenPresenter& presenter, QWidget* parent = nullptr);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QStringList statusContext() const override;
    [[nodiscard]] QList<QWidget*> regions() const override;

Q_SIGNALS:
    void copied(const QString& what);

private:
    enum Tab { Differences, Outcome, Request, Ci };

    [[nodiscard]] QWidget* buildBar();
    [[nodiscard]] QWidget* buildDetail();
    void refreshState();
    void refreshSelection();
    void copySnippet();

    const Theme& m_theme;
    models::GoldenPresenter& m_presenter;
    QAction* m_run;
    QAction* m_accept;
    Label* m_summary;
    Button* m_runButton;
    Button* m_acceptButton;
    GoldenList* m_list;
    EmptyState* m_empty;
    QStackedWidget* m_listStack;
    CountTabBar* m_tabs;
    QStackedWidget* m_pages;
    Label* m_note; ///< in place of differences
    QStackedWidget* m_differences;
    PairTable* m_table;
    CodeEditor* m_outcome;
    CodeEditor* m_request;
    CodeEditor* m_ci;
    Splitter* m_splitter;
};

} // namespace hw::widgets
