#pragma once

#include "ui/models/scripttokens.h"
#include "ui/widgets/codeeditor.h"

// The component's headers use the keywords that are off elsewhere.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexercustom.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

#include <QMap>

#include <functional>
#include <vector>

// The component behind the code editor, with what it lacks; only codeeditor.cpp uses it.
namespace hw::widgets {

/// Margins of the component, in their order, and their widths in px.
inline constexpr int symbolMargin = 0;
inline constexpr int numberMargin = 1;
inline constexpr int foldMargin = 2;

inline constexpr int codeIndentation = 2;

inline constexpr int errorIndicator = 8; // the first that is free for programs
inline constexpr int warningIndicator = 9;

/// Markers of lines; those above `currentFillMarker` are symbols in the margin.
enum CodeMarker {
    addedMarker,
    removedMarker,
    currentFillMarker,
    breakpointMarker,
    conditionalMarker,
    logMarker,
    disabledMarker,
    currentMarker,
};

/// Colours and folding of a script, from its tokens.
class CodeEditor::Lexer final : public QsciLexerCustom
{
public:
    explicit Lexer(QObject* parent);

    void setDialect(models::ScriptDialect dialect) { m_dialect = dialect; }
    /// Takes colours and font from the theme.
    void dress(const Theme& theme, const QFont& font);

    [[nodiscard]] const char* language() const override { return "script"; }
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    models::ScriptDialect m_dialect = models::ScriptDialect::JavaScript;
};

/// Messages and values at line ends, the line at which a debugger stands, indentation by brackets.
class CodeEditor::View final : public QsciScintilla
{
public:
    View(const Theme& theme, QWidget* parent);

    /// Sorted by line.
    void setMarks(const std::vector<CodeMark>& marks);
    void setInlineValues(const QMap<int, QString>& values);
    /// From 1; 0 = none.
    void setExecutionLine(int line);

    /// Called where the pointer rests on a character: line and column from 1, and the place on the screen.
    void setHover(std::function<void(int, int, const QPoint&)> hover) { m_hover = std::move(hover); }

    /// Called where the text's menu is wanted, with the place on the screen.
    void setMenu(std::function<void(const QPoint&)> menu) { m_menu = std::move(menu); }
    /// Called where something is typed into a text that is read-only.
    void setRefusal(std::function<void()> refusal) { m_refusal = std::move(refusal); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct LineEnd
    {
        int x = 0;
        int y = 0;
        int height = 0;
        bool visible = false;
    };

    [[nodiscard]] LineEnd endOf(int line) const;
    void paintMarks(QPainter& painter);
    void paintValues(QPainter& painter);
    void paintExecutionLine(QPainter& painter);
    /// A new line indented as the one before it, deeper after an opening bracket.
    void breakLine();
    /// A closing bracket that comes first in its line stands one step further out.
    void outdent();

    const Theme& m_theme;
    std::vector<CodeMark> m_marks; ///< by line
    QMap<int, QString> m_values;   ///< by line
    int m_executionLine = 0;
    std::function<void(int, int, const QPoint&)> m_hover;
    std::function<void(const QPoint&)> m_menu;
    std::function<void()> m_refusal;
};

} // namespace hw::widgets
