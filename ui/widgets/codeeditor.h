#pragma once

#include "ui/models/scripttokens.h"
#include "ui/widgets/theme.h"

#include <QMap>
#include <QWidget>

#include <optional>
#include <vector>

namespace hw::widgets {

/// Something to be said about a place of the text, from 1; column 0 = the whole line.
struct CodeMark
{
    enum class Kind { Error, Warning };

    Kind kind = Kind::Error;
    int line = 0;
    int column = 0;
    QString text;

    friend bool operator==(const CodeMark&, const CodeMark&) = default;
};

/// A place where a debugger stops; line from 1.
struct CodeBreakpoint
{
    enum class Kind { Plain, Conditional, Log, Disabled };

    int line = 0;
    Kind kind = Kind::Plain;

    friend bool operator==(const CodeBreakpoint&, const CodeBreakpoint&) = default;
};

/// How a line of a comparison is filled.
enum class LineFill { None, Added, Removed };

/// The code editor of the window, and the only file that knows the component behind it. Lines and columns count from 1.
/// Tab indents; the keyboard leaves with the page's keys.
class CodeEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeEditor)

public:
    enum class Margins {
        Editing, ///< symbols, line numbers, folding
        Numbers, ///< line numbers alone
    };
    enum class Case { Any, Exact };

    explicit CodeEditor(const Theme& theme, Margins margins = Margins::Editing, QWidget* parent = nullptr);
    ~CodeEditor() override;

    [[nodiscard]] QString text() const;
    /// Another document: nothing to undo, the caret at its start. No textEdited().
    void setText(const QString& text);
    /// Another text of the same document: can be undone, the caret stays near. No textEdited().
    void replaceText(const QString& text);

    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isReadOnly() const;
    void setDialect(models::ScriptDialect dialect);
    /// Squiggles, and what they mean at the ends of their lines.
    void setMarks(const std::vector<CodeMark>& marks);
    /// For comparisons: the fill and the number (0 = none) of each line.
    void setComparedLines(const std::vector<LineFill>& fills, const std::vector<int>& numbers);
    /// Symbols in the margin.
    void setBreakpoints(const std::vector<CodeBreakpoint>& breakpoints);
    /// Where they stand now, in their order: edits move them.
    [[nodiscard]] std::vector<int> breakpointLines() const;
    /// The line at which a debugger stands, in sight; 0 = none.
    void setExecutionLine(int line);
    /// What the debugger knows of lines, shown at their ends.
    void setInlineValues(const QMap<int, QString>& values);
    void setAccessibleText(const QString& name);

    [[nodiscard]] int line() const;
    [[nodiscard]] int column() const;
    [[nodiscard]] int lineCount() const;
    /// Moves the caret there, in sight, and gives the editor the focus.
    void goTo(int line, int column = 1);
    /// Moves the caret to the line, in sight; the focus stays where it is.
    void showLine(int line);

    /// Which of the occurrences is selected, from 1 (0 = none is), and how many there are.
    struct Occurrences
    {
        int selected = 0;
        int all = 0;
    };
    [[nodiscard]] Occurrences occurrences(const QString& text, Case letters) const;
    /// Selects the next or previous occurrence, going on at the other end; false where there is none. Without a
    /// direction it may be the one at which the selection begins: for a text that is being typed.
    bool find(const QString& text, Case letters, Qt::ArrowType direction);
    /// Replaces what is selected where it is an occurrence, then selects the next one.
    void replaceNext(const QString& text, const QString& by, Case letters);
    /// How many were replaced.
    int replaceAll(const QString& text, const QString& by, Case letters);
    [[nodiscard]] QString selectedText() const;

    [[nodiscard]] QString textBeforeCaret() const;
    [[nodiscard]] QString lineBeforeCaret() const;
    [[nodiscard]] QString restOfLine() const;
    /// Of the character that stands so many before the caret, in this widget's coordinates.
    [[nodiscard]] QRect caretRect(int charactersBefore = 0) const;
    /// Puts a text in the place of so many characters, as if it was typed.
    void replaceBeforeCaret(int characters, const QString& text);
    /// A hint beside the pointer, or at the caret where there is no place. Gone with the next move.
    void showHint(const QString& html, const std::optional<QPoint>& place);
    /// A line of the text, without its end.
    [[nodiscard]] QString lineText(int line) const;

    /// What the menu of the text holds before the usual.
    void setMenuActions(const QList<QAction*>& actions) { m_menuActions = actions; }

    void toggleComment();
    void undo();
    void redo();

    void setScrollValue(int value);

Q_SIGNALS:
    void textEdited();
    void caretMoved(int line, int column);
    void scrolled(int value);
    /// In the symbol margin: a click, or the menu's button at this place of the screen.
    void breakpointToggled(int line);
    void breakpointMenuWanted(int line, const QPoint& place);
    /// The pointer rests on this place of the text; the point is on the screen.
    void hovered(int line, int column, const QPoint& place);
    /// Something was typed that cannot be: the text is read-only.
    void typingRefused();

private:
    class Lexer;
    class View;

    void applyTheme();
    void showMenu(const QPoint& place);

    const Theme& m_theme;
    Margins m_margins;
    Lexer* m_lexer; ///< the view's
    View* m_view;
    std::vector<int> m_breakpoints; ///< the component's handles
    QList<QAction*> m_menuActions;
    bool m_quiet = false;
};

} // namespace hw::widgets
