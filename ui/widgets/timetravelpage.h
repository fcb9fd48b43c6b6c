#pragma once

#include "ui/models/timetravelpresenter.h"
#include "ui/widgets/page.h"

#include <QButtonGroup>

class QLineEdit;

namespace hw::widgets {

class BigCount;
class Button;
class ComboBox;
class EmptyState;
class Label;
class Splitter;
class TextToggle;
class Theme;
class TimeTravelDetail;
class TimeTravelTable;
class VerdictBar;

/// The Time travel view: captured events of a source run again with another script or mapping, and what would differ.
class TimeTravelPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeTravelPage)

public:
    /// Both outlive the page.
    TimeTravelPage(const Theme& theme, models::TimeTravelPresenter& presenter, QWidget* parent = nullptr);

    /// Over the events that this filter leaves, from the next run on.
    void showFilter(const QString& filter);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QList<QWidget*> regions() const override;
    void saveLayout(QSettings& settings) const override;
    void restoreLayout(const QSettings& settings) override;
    [[nodiscard]] QStringList statusContext() const override;

Q_SIGNALS:
    void openEvent(const QString& id);
    void debugWanted(const QString& id);
    void eventsWanted(const QString& filter);
    void againWanted(const std::vector<qint64>& seqs);

private:
    [[nodiscard]] QWidget* buildBar();
    [[nodiscard]] QWidget* buildSummary();
    [[nodiscard]] QWidget* buildList();
    void buildActions();
    void connectPresenter();
    void refreshSides();
    void refreshState();
    void refreshTabs();
    void step(int by);
    void chooseScope(int index);
    void chooseExport();

    const Theme& m_theme;
    models::TimeTravelPresenter& m_presenter;
    QAction* m_run;
    QAction* m_save;
    QAction* m_export;
    QAction* m_unsaved;
    QWidget* m_bar = nullptr;
    ComboBox* m_baseline;
    ComboBox* m_candidate;
    ComboBox* m_scope;
    QLineEdit* m_filter;
    Button* m_runButton;
    Button* m_saveButton;
    BigCount* m_compared;
    BigCount* m_same;
    BigCount* m_nowFail;
    BigCount* m_changed;
    BigCount* m_nowPass;
    VerdictBar* m_verdicts;
    Label* m_summary;
    QButtonGroup m_tabs;
    TextToggle* m_all = nullptr;
    std::vector<std::pair<engine::Verdict, TextToggle*>> m_verdictTabs;
    ComboBox* m_grouping;
    TimeTravelTable* m_table;
    EmptyState* m_empty;
    QWidget* m_list = nullptr;
    TimeTravelDetail* m_detail;
    Splitter* m_splitter;
};

} // namespace hw::widgets
