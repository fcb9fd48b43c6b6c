#pragma once

#include "ui/widgets/livetable.h"
#include "ui/widgets/page.h"

#include <QListView>

class QHBoxLayout;
class QStackedWidget;

namespace hw::models {
class CoverageFieldsModel;
class CoverageFindingsModel;
class CoveragePresenter;
struct CoverageFix;
} // namespace hw::models

namespace hw::widgets {

class Button;
class Card;
class ComboBox;
class EmptyState;
class Label;
class ProgressStrip;
class Splitter;
class Theme;
class ToolButton;

/// What deserves a look: a line of text, the event type below it.
class FindingsList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingsList)

public:
    FindingsList(const Theme& theme, models::CoverageFindingsModel& model, QWidget* parent = nullptr);

    void select(int row);

Q_SIGNALS:
    void chosen(int row);
    /// Enter or a double-click.
    void activatedByUser();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
};

/// The fields of a type with the stretch of time in which each was seen.
class CoverageFieldsTable final : public LiveTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoverageFieldsTable)

public:
    CoverageFieldsTable(const Theme& theme, models::CoverageFieldsModel& model, QWidget* parent = nullptr);

protected:
    void layOutColumns() override;
};

/// The Coverage view of a source: what its mappings find in all captured events, what changed, and the click that deals
/// with it.
class CoveragePage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoveragePage)

public:
    /// Both outlive the page.
    CoveragePage(const Theme& theme, models::CoveragePresenter& presenter, QWidget* parent = nullptr);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QStringList statusContext() const override;
    [[nodiscard]] QList<QWidget*> regions() const override;

private:
    [[nodiscard]] QWidget* buildBar();
    [[nodiscard]] QWidget* buildDetail();
    void refreshState();
    void refreshProgress();
    void refreshSelection();
    void apply(const models::CoverageFix& fix);

    const Theme& m_theme;
    models::CoveragePresenter& m_presenter;
    QAction* m_again;
    Label* m_summary;
    Button* m_againButton;
    ProgressStrip* m_progress;
    FindingsList* m_findings;
    Card* m_card = nullptr;
    Label* m_title;
    Label* m_type;
    Label* m_help;
    QHBoxLayout* m_fixes;
    ComboBox* m_types;
    CoverageFieldsTable* m_fields;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    Splitter* m_splitter;
    QString m_shown; ///< the finding that the card shows
};

} // namespace hw::widgets
