#pragma once

#include "ui/models/timetravelpresenter.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class ChipLabel;
class CodeEditor;
class EmptyState;
class Label;
class PanelHeader;
class Theme;
class ToolButton;

/// One event of a re-run: what it gave on either side, its actions, and the lines of the script behind the difference.
class TimeTravelDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeTravelDetail)

public:
    TimeTravelDetail(const Theme& theme, models::TimeTravelPresenter& presenter, QWidget* parent = nullptr);

    /// "1 of 14" and the buttons beside it.
    void setPlace(int row, int count);

Q_SIGNALS:
    /// The next row (+1) or the one before (-1).
    void stepWanted(int step);
    void openEvent(const QString& id);
    /// The event is to be debugged with the working copy.
    void debugWanted(const QString& id);
    /// The events that differ for the same reason, by a filter.
    void eventsWanted(const QString& filter);
    /// They failed, and what mends them is saved.
    void againWanted(const std::vector<qint64>& seqs);

private:
    struct Side
    {
        PanelHeader* header = nullptr;
        ChipLabel* chip = nullptr;
        Label* duration = nullptr;
        QStackedWidget* stack = nullptr;
        CodeEditor* values = nullptr;
        Label* errorTitle = nullptr;
        Label* errorText = nullptr;
        PanelHeader* actionsHeader = nullptr;
        QVBoxLayout* actions = nullptr;
    };

    [[nodiscard]] QWidget* makeSide(Side& side, const QString& name);
    void refresh();
    void refreshAgain();
    void refreshValues(const models::TravelDetail& detail);
    void showRun(Side& side, const QString& title, const Run& run);
    void showActions(Side& side, const Run& run);
    void refreshScript(const models::TravelDetail& detail);

    const Theme& m_theme;
    models::TimeTravelPresenter& m_presenter;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    Label* m_type;
    Label* m_time;
    Label* m_place;
    ToolButton* m_previous;
    ToolButton* m_next;
    Button* m_open;
    Button* m_debug;
    Button* m_alike;
    Button* m_again;
    Label* m_reason;
    Side m_before;
    Side m_after;
    QWidget* m_scriptPanel;
    PanelHeader* m_scriptHeader;
    CodeEditor* m_script;
};

} // namespace hw::widgets
