#include "ui/widgets/codeeditor.h"

#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

// The component's headers use the keywords that are off elsewhere.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexercustom.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

#include <algorithm>
#include <tuple>

namespace hw::widgets {

using models::ScriptDialect;
using models::ScriptToken;

namespace {

constexpr int symbolMargin = 0;
constexpr int numberMargin = 1;
constexpr int foldMargin = 2;
constexpr int symbolWidth = 24;
constexpr int numberWidth = 28;
constexpr int foldWidth = 20;
constexpr int foldIcon = 12;
constexpr int indentation = 2;

constexpr int errorIndicator = 8; // the first that is free for programs
constexpr int warningIndicator = 9;
constexpr int addedMarker = 0;
constexpr int removedMarker = 1;

constexpr int messageGap = 24;
constexpr int messageIcon = 14;
constexpr int messageIconGap = 6;
constexpr int edge = 12;

Token tokenOf(ScriptToken kind)
{
    switch (kind) {
    case ScriptToken::Plain: return Token::Text;
    case ScriptToken::Keyword: return Token::Keyword;
    case ScriptToken::String: return Token::String;
    case ScriptToken::Number: return Token::Number;
    case ScriptToken::Function: return Token::Function;
    case ScriptToken::Comment: return Token::Comment;
    case ScriptToken::Property: return Token::Property;
    }
    return Token::Text;
}

constexpr int kinds = static_cast<int>(ScriptToken::Property) + 1;

/// The component sizes its fonts in points.
QFont inPoints(QFont font, const QWidget& widget)
{
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / widget.logicalDpiY());
    return font;
}

} // namespace

class CodeEditor::Lexer final : public QsciLexerCustom
{
public:
    explicit Lexer(QObject* parent)
        : QsciLexerCustom(parent)
    {}

    void setDialect(ScriptDialect dialect) { m_dialect = dialect; }

    [[nodiscard]] const char* language() const override { return "script"; }

    [[nodiscard]] QString description(int style) const override
    {
        return style >= 0 && style < kinds ? QString::number(style) : QString();
    }

    void styleText(int start, int end) override
    {
        QsciScintilla* view = editor();
        if (!view || end <= start)
            return;
        const long length = view->SendScintilla(QsciScintilla::SCI_GETLENGTH);
        const auto* bytes =
            static_cast<const char*>(view->SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
        const models::ScriptLexing lexing = models::lexScript(QByteArrayView(bytes, length), m_dialect);
        startStyling(start);
        const int last = std::min(end, static_cast<int>(length));
        for (int at = start; at < last;) {
            const ScriptToken kind = lexing.kinds[static_cast<std::size_t>(at)];
            int to = at + 1;
            while (to < last && lexing.kinds[static_cast<std::size_t>(to)] == kind)
                ++to;
            setStyling(to - at, static_cast<int>(kind));
            at = to;
        }
        fold(*view, lexing.depths);
    }

private:
    static void fold(QsciScintilla& view, const std::vector<int>& depths)
    {
        for (std::size_t line = 0; line < depths.size(); ++line) {
            const bool opens = line + 1 < depths.size() && depths[line + 1] > depths[line];
            const long level = QsciScintilla::SC_FOLDLEVELBASE + depths[line] +
                               (opens ? static_cast<long>(QsciScintilla::SC_FOLDLEVELHEADERFLAG) : 0);
            if (view.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, line) != level)
                view.SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL, line, level);
        }
    }

    ScriptDialect m_dialect = ScriptDialect::JavaScript;
};

/// The component with what it lacks: messages at line ends, indentation by brackets.
class CodeEditor::View final : public QsciScintilla
{
public:
    View(const Theme& theme, QWidget* parent)
        : QsciScintilla(parent)
        , m_theme(theme)
    {}

    void setMarks(const std::vector<CodeMark>& marks)
    {
        for (const int indicator : {errorIndicator, warningIndicator})
            clearIndicatorRange(0, 0, lines(), 0, indicator);
        m_marks = marks;
        for (const CodeMark& mark : m_marks) {
            if (mark.line < 1 || mark.line > lines())
                continue;
            const auto line = static_cast<unsigned long>(mark.line - 1);
            const long lineStart = SendScintilla(SCI_POSITIONFROMLINE, line);
            const long lineEnd = SendScintilla(SCI_GETLINEENDPOSITION, line);
            long from = lineStart;
            long to = lineEnd;
            if (mark.column > 0) {
                from = std::min<long>(positionFromLineIndex(mark.line - 1, mark.column - 1), lineEnd);
                to = SendScintilla(SCI_WORDENDPOSITION, static_cast<unsigned long>(from), 1L);
                if (to <= from)
                    to = std::min(from + 1, lineEnd);
            }
            if (to <= from) // at the line's end: the character before it
                from = std::max(lineStart, to - 1);
            SendScintilla(SCI_SETINDICATORCURRENT,
                          mark.kind == CodeMark::Kind::Error ? errorIndicator : warningIndicator);
            SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), to - from);
        }
        viewport()->update();
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QsciScintilla::paintEvent(event);
        if (m_marks.empty())
            return;
        QPainter painter(viewport());
        painter.setClipRegion(event->region());
        const QFont font = m_theme.font(TextRole::Small);
        int lastLine = 0;
        for (const CodeMark& mark : m_marks) {
            if (mark.line < 1 || mark.line > lines() || mark.line == lastLine || mark.text.isEmpty())
                continue;
            lastLine = mark.line;
            const auto line = static_cast<unsigned long>(mark.line - 1);
            if (SendScintilla(SCI_GETLINEVISIBLE, line) == 0)
                continue;
            const long end = SendScintilla(SCI_GETLINEENDPOSITION, line);
            const int x = static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, end)) + messageGap;
            const int y = static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, end));
            const int height = static_cast<int>(SendScintilla(SCI_TEXTHEIGHT, line));
            const int room = viewport()->width() - edge - x - messageIcon - messageIconGap;
            if (room < messageIcon * 2)
                continue;
            const Token token = mark.kind == CodeMark::Kind::Error ? Token::Fail : Token::Warn;
            m_theme.paintIcon(painter, QRect(x, y + (height - messageIcon) / 2, messageIcon, messageIcon), Icon::Alert,
                              token);
            painter.setFont(font);
            painter.setPen(m_theme.color(token));
            const QRect rect(x + messageIcon + messageIconGap, y, room, height);
            painter.drawText(rect, Qt::AlignVCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(mark.text, Qt::ElideRight, room));
        }
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        const bool isPlain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
        if (isReturn && isPlain && !isReadOnly()) {
            breakLine();
            return;
        }
        if (!isReadOnly() && isPlain &&
            (event->text() == QLatin1String("}") || event->text() == QLatin1String("]") ||
             event->text() == QLatin1String(")")))
            outdent();
        QsciScintilla::keyPressEvent(event);
    }

private:
    /// A new line indented as the one before it, deeper after an opening bracket.
    void breakLine()
    {
        beginUndoAction();
        if (hasSelectedText())
            removeSelectedText();
        int line = 0;
        int index = 0;
        getCursorPosition(&line, &index);
        const QString whole = text(line);
        const QString before = whole.left(index).trimmed();
        const QString after = whole.mid(index).trimmed();
        const int depth = std::min(this->indentation(line), index);
        const bool opens = before.endsWith(u'{') || before.endsWith(u'[') || before.endsWith(u'(');
        const bool closes = after.startsWith(u'}') || after.startsWith(u']') || after.startsWith(u')');
        const int inner = depth + (opens ? widgets::indentation : 0);
        QString inserted = u'\n' + QString(inner, u' ');
        if (opens && closes)
            inserted += u'\n' + QString(depth, u' ');
        insertAt(inserted, line, index);
        setCursorPosition(line + 1, inner);
        endUndoAction();
        ensureCursorVisible();
    }

    /// A closing bracket that comes first in its line stands one step further out.
    void outdent()
    {
        int line = 0;
        int index = 0;
        getCursorPosition(&line, &index);
        if (hasSelectedText() || index < widgets::indentation || !text(line).left(index).trimmed().isEmpty())
            return;
        // Only where the line is as deep as the one before it: it was indented by itself.
        int above = line - 1;
        while (above >= 0 && text(above).trimmed().isEmpty())
            --above;
        if (above < 0 || this->indentation(line) < this->indentation(above))
            return;
        const QString trimmed = text(above).trimmed();
        const bool opened = trimmed.endsWith(u'{') || trimmed.endsWith(u'[') || trimmed.endsWith(u'(');
        if (opened && this->indentation(line) == this->indentation(above))
            return;
        setSelection(line, index - widgets::indentation, line, index);
        removeSelectedText();
    }

    const Theme& m_theme;
    std::vector<CodeMark> m_marks; ///< by line
};

CodeEditor::CodeEditor(const Theme& theme, Margins margins, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_margins(margins)
    , m_lexer(nullptr)
    , m_view(new View(theme, this))
{
    m_lexer = new Lexer(m_view);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    m_view->setObjectName(QStringLiteral("codeView"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUtf8(true);
    m_view->setEolMode(QsciScintilla::EolUnix);
    m_view->setIndentationsUseTabs(false);
    m_view->setIndentationWidth(indentation);
    m_view->setTabWidth(indentation);
    m_view->setBackspaceUnindents(true);
    m_view->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_view->setCaretLineVisible(margins == Margins::Editing);
    m_view->setLexer(m_lexer);
    m_view->setMarginType(symbolMargin, QsciScintilla::SymbolMargin);
    m_view->setMarginMarkerMask(symbolMargin, 0); // the fills of compared lines are no symbols
    m_view->setMarginLineNumbers(numberMargin, true);
    if (margins == Margins::Editing) {
        m_view->setFolding(QsciScintilla::PlainFoldStyle, foldMargin);
    } else {
        m_view->setMarginType(numberMargin, QsciScintilla::TextMarginRightJustified);
        m_view->setMarginWidth(foldMargin, 8);
        m_view->setMarginMarkerMask(foldMargin, 0);
    }
    m_view->setMarginWidth(symbolMargin, margins == Margins::Editing ? symbolWidth : 0);
    m_view->indicatorDefine(QsciScintilla::SquiggleIndicator, errorIndicator);
    m_view->indicatorDefine(QsciScintilla::SquiggleIndicator, warningIndicator);
    m_view->markerDefine(QsciScintilla::Background, addedMarker);
    m_view->markerDefine(QsciScintilla::Background, removedMarker);
    m_view->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 1UL);
    m_view->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTHTRACKING, 1UL);
    m_view->SendScintilla(QsciScintilla::SCI_SETMARGINLEFT, 0UL, 1L);
    // Keys that belong to the window and the page.
    for (const int key : {int(Qt::CTRL) | int(Qt::Key_Slash), int(Qt::CTRL) | int(Qt::Key_Plus),
                          int(Qt::CTRL) | int(Qt::Key_Minus), int(Qt::CTRL) | int(Qt::Key_L)}) {
        if (QsciCommand* command = m_view->standardCommands()->boundTo(key)) {
            if (command->key() == key)
                command->setKey(0);
            else
                command->setAlternateKey(0);
        }
    }
    connect(m_view, &QsciScintilla::textChanged, this, [this] {
        if (!m_quiet)
            Q_EMIT textEdited();
    });
    connect(m_view, &QsciScintilla::cursorPositionChanged, this,
            [this](int row, int index) { Q_EMIT caretMoved(row + 1, index + 1); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &CodeEditor::scrolled);
    connect(&theme, &Theme::changed, this, &CodeEditor::applyTheme);
    applyTheme();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::applyTheme()
{
    const auto colour = [this](Token token) { return m_theme.color(token); };
    const QFont font = inPoints(m_theme.font(TextRole::Code), *this);
    m_lexer->setDefaultColor(colour(Token::Text));
    m_lexer->setDefaultPaper(colour(Token::Base));
    m_lexer->setDefaultFont(font);
    for (int kind = 0; kind < kinds; ++kind) {
        m_lexer->setColor(colour(tokenOf(static_cast<ScriptToken>(kind))), kind);
        m_lexer->setPaper(colour(Token::Base), kind);
        m_lexer->setFont(font, kind);
    }
    m_view->setPaper(colour(Token::Base));
    m_view->setMarginsFont(inPoints(m_theme.font(TextRole::Mono), *this));
    m_view->setMarginsForegroundColor(colour(Token::Text3));
    m_view->setMarginsBackgroundColor(colour(Token::Base));
    m_view->setFoldMarginColors(colour(Token::Base), colour(Token::Base));
    m_view->setCaretForegroundColor(colour(Token::Text));
    m_view->setCaretLineBackgroundColor(colour(Token::Sunken));
    m_view->setSelectionBackgroundColor(colour(Token::Sel));
    m_view->resetSelectionForegroundColor();
    m_view->setMatchedBraceBackgroundColor(colour(Token::AccentSoft));
    m_view->setMatchedBraceForegroundColor(colour(Token::Accent));
    m_view->setUnmatchedBraceForegroundColor(colour(Token::Fail));
    m_view->setUnmatchedBraceBackgroundColor(colour(Token::Base));
    m_view->setIndicatorForegroundColor(colour(Token::FailBar), errorIndicator);
    m_view->setIndicatorForegroundColor(colour(Token::WarnBar), warningIndicator);
    m_view->setMarkerBackgroundColor(colour(Token::AddedFill), addedMarker);
    m_view->setMarkerBackgroundColor(colour(Token::RemovedFill), removedMarker);

    // The design's line height, whatever the font's own is.
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, 0UL);
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, 0UL);
    const long own = m_view->SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, 0UL);
    const long extra = std::max(0L, m_theme.height(Height::CodeLine) - own);
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, static_cast<unsigned long>(extra / 2));
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, static_cast<unsigned long>(extra - extra / 2));

    const int scale = m_theme.baseSize();
    m_view->setMarginWidth(numberMargin, numberWidth * scale / Theme::designSize);
    if (m_margins != Margins::Editing)
        return;
    m_view->setMarginWidth(foldMargin, foldWidth);
    const auto define = [this](Icon icon, int marker) {
        m_view->markerDefine(m_theme.icon(icon, Token::Text3).pixmap(foldIcon, foldIcon), marker);
    };
    define(Icon::Down, QsciScintilla::SC_MARKNUM_FOLDEROPEN);
    define(Icon::Right, QsciScintilla::SC_MARKNUM_FOLDER);
    define(Icon::Down, QsciScintilla::SC_MARKNUM_FOLDEROPENMID);
    define(Icon::Right, QsciScintilla::SC_MARKNUM_FOLDEREND);
}

QString CodeEditor::text() const
{
    return m_view->text();
}

void CodeEditor::setText(const QString& text)
{
    m_quiet = true;
    m_view->setText(text);
    m_view->setCursorPosition(0, 0);
    m_quiet = false;
}

void CodeEditor::replaceText(const QString& text)
{
    if (text == m_view->text())
        return;
    const QByteArray bytes = text.toUtf8();
    const int row = line() - 1;
    const int index = column() - 1;
    const int top = m_view->firstVisibleLine();
    m_quiet = true;
    m_view->beginUndoAction();
    m_view->SendScintilla(QsciScintilla::SCI_SETTARGETSTART, 0UL);
    m_view->SendScintilla(QsciScintilla::SCI_SETTARGETEND,
                          static_cast<unsigned long>(m_view->SendScintilla(QsciScintilla::SCI_GETLENGTH)));
    m_view->SendScintilla(QsciScintilla::SCI_REPLACETARGET, static_cast<uintptr_t>(bytes.size()), bytes.constData());
    m_view->endUndoAction();
    m_quiet = false;
    m_view->setCursorPosition(std::min(row, m_view->lines() - 1), index);
    m_view->setFirstVisibleLine(top);
}

void CodeEditor::setReadOnly(bool readOnly)
{
    m_view->setReadOnly(readOnly);
}

void CodeEditor::setDialect(ScriptDialect dialect)
{
    m_lexer->setDialect(dialect);
    m_view->recolor();
}

void CodeEditor::setMarks(const std::vector<CodeMark>& marks)
{
    std::vector<CodeMark> sorted = marks;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const CodeMark& a, const CodeMark& b) { return a.line < b.line; });
    m_view->setMarks(sorted);
}

void CodeEditor::setComparedLines(const std::vector<LineFill>& fills, const std::vector<int>& numbers)
{
    m_view->markerDeleteAll(addedMarker);
    m_view->markerDeleteAll(removedMarker);
    for (std::size_t i = 0; i < fills.size(); ++i) {
        if (fills[i] != LineFill::None)
            m_view->markerAdd(static_cast<int>(i), fills[i] == LineFill::Added ? addedMarker : removedMarker);
    }
    m_view->clearMarginText();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] > 0)
            m_view->setMarginText(static_cast<int>(i), QString::number(numbers[i]), QsciScintilla::STYLE_LINENUMBER);
    }
}

void CodeEditor::setAccessibleText(const QString& name)
{
    setAccessibleName(name);
    m_view->setAccessibleName(name);
}

int CodeEditor::line() const
{
    int row = 0;
    int index = 0;
    m_view->getCursorPosition(&row, &index);
    return row + 1;
}

int CodeEditor::column() const
{
    int row = 0;
    int index = 0;
    m_view->getCursorPosition(&row, &index);
    return index + 1;
}

int CodeEditor::lineCount() const
{
    return m_view->lines();
}

void CodeEditor::goTo(int line, int column)
{
    const int row = std::clamp(line, 1, m_view->lines()) - 1;
    m_view->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLE, static_cast<unsigned long>(row));
    m_view->setCursorPosition(row, std::max(0, column - 1));
    m_view->ensureLineVisible(row);
    m_view->setFocus(Qt::OtherFocusReason);
}

bool CodeEditor::find(const QString& text, Case letters, Qt::ArrowType direction)
{
    if (text.isEmpty())
        return false;
    const bool forward = direction != Qt::UpArrow;
    int row = 0;
    int index = 0;
    int endRow = 0;
    int endIndex = 0;
    m_view->getSelection(&row, &index, &endRow, &endIndex);
    if (row < 0)
        m_view->getCursorPosition(&row, &index);
    else if (forward)
        std::tie(row, index) = std::pair(endRow, endIndex);
    return m_view->findFirst(text, false, letters == Case::Exact, false, true, forward, row, index);
}

QString CodeEditor::selectedText() const
{
    return m_view->selectedText();
}

void CodeEditor::replaceNext(const QString& text, const QString& by, Case letters)
{
    const auto sensitivity = letters == Case::Exact ? Qt::CaseSensitive : Qt::CaseInsensitive;
    if (m_view->selectedText().compare(text, sensitivity) == 0 && !text.isEmpty())
        m_view->replaceSelectedText(by);
    find(text, letters, Qt::DownArrow);
}

int CodeEditor::replaceAll(const QString& text, const QString& by, Case letters)
{
    if (text.isEmpty())
        return 0;
    const auto sensitivity = letters == Case::Exact ? Qt::CaseSensitive : Qt::CaseInsensitive;
    QString whole = m_view->text();
    const auto count = static_cast<int>(whole.count(text, sensitivity));
    if (count > 0) {
        whole.replace(text, by, sensitivity);
        replaceText(whole);
        Q_EMIT textEdited();
    }
    return count;
}

void CodeEditor::toggleComment()
{
    if (m_view->isReadOnly())
        return;
    int first = 0;
    int index = 0;
    int last = 0;
    int endIndex = 0;
    m_view->getSelection(&first, &index, &last, &endIndex);
    const bool selected = first >= 0;
    if (!selected) {
        m_view->getCursorPosition(&first, &index);
        last = first;
    } else if (endIndex == 0 && last > first) {
        --last;
    }
    int depth = -1;
    bool all = true;
    for (int row = first; row <= last; ++row) {
        const QString code = m_view->text(row);
        if (code.trimmed().isEmpty())
            continue;
        const int own = m_view->indentation(row);
        depth = depth < 0 ? own : std::min(depth, own);
        all = all && code.trimmed().startsWith(QLatin1String("//"));
    }
    if (depth < 0)
        return;
    m_view->beginUndoAction();
    for (int row = first; row <= last; ++row) {
        const QString code = m_view->text(row);
        if (code.trimmed().isEmpty())
            continue;
        if (!all) {
            m_view->insertAt(QStringLiteral("// "), row, depth);
            continue;
        }
        const int own = m_view->indentation(row);
        m_view->setSelection(row, own, row, own + (code.mid(own + 2, 1) == QLatin1String(" ") ? 3 : 2));
        m_view->removeSelectedText();
    }
    if (selected)
        m_view->setSelection(first, 0, last, m_view->lineLength(last) - (last + 1 < m_view->lines() ? 1 : 0));
    else
        m_view->setCursorPosition(first, std::max(0, index + (all ? -3 : 3)));
    m_view->endUndoAction();
}

void CodeEditor::undo()
{
    m_view->undo();
}

void CodeEditor::redo()
{
    m_view->redo();
}

void CodeEditor::setScrollValue(int value)
{
    m_view->verticalScrollBar()->setValue(value);
}

} // namespace hw::widgets
