#pragma once

#include <QLineEdit>
#include <QWidget>

#include <vector>

class QAbstractItemView;
class QCompleter;
class QStringListModel;

namespace hw::models {
class EventsPresenter;
class SavedFilters;
} // namespace hw::models
namespace hw::store {
struct FilterToken;
}

namespace hw::widgets {

class Button;
class Label;
class Theme;
class ToolButton;

/// One term of the filter as a chip: the key quiet, the value plain, a cross at the end.
class FilterChip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterChip)

public:
    FilterChip(const Theme& theme, const store::FilterToken& token, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QRect crossRect() const;

Q_SIGNALS:
    void removeWanted();
    void editWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    const Theme& m_theme;
    QString m_key;
    QString m_value;
};

/// Where the next term is typed. Enter commits, Backspace in the empty field removes the last term.
class FilterEdit final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterEdit)

public:
    explicit FilterEdit(QWidget* parent = nullptr);

    /// While a row of it is chosen, Enter and Tab are its.
    void setCompletions(QAbstractItemView& popup) { m_completions = &popup; }
    /// Underlines what is wrong; length 0 = nothing is.
    void markProblem(int position, int length, const QColor& colour);
    /// From the left edge to the cursor, px.
    [[nodiscard]] int cursorX() const { return cursorRect().center().x(); }

Q_SIGNALS:
    void completionWanted();
    void saveWanted();
    void backspaceInEmpty();
    void escapePressed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QAbstractItemView* m_completions = nullptr;
};

/// The filter field with its chips and count, and the Live | Pause toggle beside it.
class EventFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventFilterBar)

public:
    EventFilterBar(const Theme& theme, models::EventsPresenter& presenter, QWidget* parent = nullptr);

    void focusField();
    /// Keeps filters from now on; outlives the bar.
    void setSavedFilters(models::SavedFilters& saved);
    [[nodiscard]] FilterEdit& edit() { return *m_edit; }

Q_SIGNALS:
    /// Escape in the empty field.
    void leaveWanted();
    void told(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Field;
    class Strip;

    void commit();
    void removeTerm(int index);
    void editTerm(int index);
    void rebuildChips();
    void showCounts();
    void showMode();
    void showProblem(const QString& text, int position, const QString& about);
    void clearProblem() { showProblem({}, -1, {}); }
    void complete();
    void takeCompletion(const QString& text);
    void saveFilter();
    void showSavedMenu();
    [[nodiscard]] QStringList terms() const;

    const Theme& m_theme;
    models::EventsPresenter& m_presenter;
    Field* m_field;
    Strip* m_strip;
    std::vector<FilterChip*> m_chips;
    FilterEdit* m_edit;
    Label* m_count;
    Label* m_problem;
    QCompleter* m_completer;
    QStringListModel* m_completions;
    int m_completionAt = 0; ///< what a completion replaces
    int m_completionLength = 0;
    bool m_completesField = false;
    models::SavedFilters* m_saved = nullptr;
    Button* m_savedButton;
    ToolButton* m_live;
    ToolButton* m_pause;
};

} // namespace hw::widgets
