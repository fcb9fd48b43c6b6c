#pragma once

#include "ui/models/scriptpresenter.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QListView>
#include <QWidget>

namespace hw::widgets {

class Button;
class Label;

/// "1 problem": leads to the list of them.
class ProblemCount final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemCount)

public:
    explicit ProblemCount(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

/// The column of samples: type, where it is from, what the last run made of it.
class SampleList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SampleList)

public:
    SampleList(const Theme& theme, models::ScriptSamplesModel& model, QWidget* parent = nullptr);

    void select(const QString& type);

Q_SIGNALS:
    void chosen(const QString& type);
    /// Enter or a double-click: to be run.
    void activatedByUser();
    void eventsDropped(const QStringList& ids);
    /// Del, on one that is kept.
    void removeWanted(const QString& name);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
};

/// Lines that lead to places of the script: a click or Enter goes there.
class NoteList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoteList)

public:
    NoteList(const Theme& theme, models::ScriptNotesModel& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void placeWanted(int line, int column);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void go(const QModelIndex& index);
};

/// The strip over the editor: what the last run gave, how many problems there are, where the caret stands.
class ResultStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultStrip)

public:
    explicit ResultStrip(const Theme& theme, QWidget* parent = nullptr);

    void setResult(const models::ScriptResult& result);
    void setProblems(int count);
    void setCaret(int line, int column);
    /// Where the debugger stands ("Paused at line 16"); empty = nowhere.
    void setPaused(const QString& place);

Q_SIGNALS:
    void problemsWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    models::ScriptResult m_result;
    QString m_paused;
    ProblemCount* m_problems;
    Label* m_caret;
};

/// What to do where the working copy and the file were both changed.
class ConflictBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictBar)

public:
    explicit ConflictBar(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void keepWanted();
    void takeWanted();
    void compareWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets
