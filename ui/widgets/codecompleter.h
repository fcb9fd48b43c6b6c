#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>
#include <QObject>

#include <functional>
#include <vector>

class QKeyEvent;
class QListView;
class QStandardItemModel;

namespace hw::widgets {

class CodeEditor;
class Label;

/// Something that may be meant at the caret.
struct CodeCompletion
{
    QString text;     ///< as it is listed
    QString insert;   ///< what stands there then
    int replaces = 0; ///< characters before the caret that it replaces
    Icon icon = Icon::Code;
    QString detail; ///< a type or signature
    QString doc;
};

/// The list under the caret: names, their types, and what the current one is for. Never takes the focus.
class CompletionPopup final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompletionPopup)

public:
    explicit CompletionPopup(const Theme& theme, QWidget* parent = nullptr);

    void setCompletions(const std::vector<CodeCompletion>& completions);
    /// Below the rectangle, which is in the coordinates of the parent, or above it where there is more room.
    void showAt(const QRect& caret);
    [[nodiscard]] int row() const; ///< -1 = none
    void moveRow(int step);
    [[nodiscard]] int pageStep() const;

Q_SIGNALS:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showDoc();

    const Theme& m_theme;
    QStandardItemModel* m_model;
    QListView* m_list;
    Label* m_doc;
};

/// Completes what is written in an editor: by itself behind a dot and within ["…"], or when asked to. Arrow keys move,
/// Enter, Tab or a click take one, Esc closes; typing narrows.
class CodeCompleter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeCompleter)

public:
    /// What may be meant between the text before the caret and the rest of its line.
    using Source = std::function<std::vector<CodeCompletion>(const QString& before, const QString& after)>;

    /// The editor, which becomes its parent, outlives it.
    CodeCompleter(const Theme& theme, CodeEditor& editor, Source source);

    void complete();
    /// The source may know more than when it was asked: what it knew nothing about while a member was typed is asked
    /// again.
    void completeUnmet();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void close();
    void textEdited();
    void refresh();
    void take(int row);
    [[nodiscard]] bool handleKey(const QKeyEvent& event);
    [[nodiscard]] bool isOpen() const;

    const Theme& m_theme;
    CodeEditor& m_editor;
    Source m_source;
    CompletionPopup* m_popup = nullptr; ///< the window's; made when it is first needed
    std::vector<CodeCompletion> m_found;
    bool m_opens = false;   ///< a key was typed that opens the list
    bool m_unmet = false;   ///< the list was to open, and the source had nothing for it
    bool m_pending = false; ///< an edit has not been looked at yet
};

} // namespace hw::widgets
