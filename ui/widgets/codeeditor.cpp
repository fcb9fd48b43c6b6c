#include "ui/widgets/codeeditor.h"

#include "ui/widgets/codeview.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QVBoxLayout>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#undef signals
#undef slots

#include <algorithm>
#include <tuple>

namespace hw::widgets {

using models::ScriptDialect;

namespace {

constexpr int symbolWidth = 24;
constexpr int numberWidth = 28;
constexpr int signWidth = 16; ///< of what tells added from removed lines, beside the numbers
constexpr int foldWidth = 20;
constexpr int foldIcon = 12;
constexpr int symbolSide = 16;
constexpr unsigned allSymbols =
    1U << breakpointMarker | 1U << conditionalMarker | 1U << logMarker | 1U << disabledMarker | 1U << currentMarker;

/// The component sizes its fonts in points.
QFont inPoints(QFont font, const QWidget& widget)
{
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / widget.logicalDpiY());
    return font;
}

int markerOf(CodeBreakpoint::Kind kind)
{
    switch (kind) {
    case CodeBreakpoint::Kind::Plain: return breakpointMarker;
    case CodeBreakpoint::Kind::Conditional: return conditionalMarker;
    case CodeBreakpoint::Kind::Log: return logMarker;
    case CodeBreakpoint::Kind::Disabled: break;
    }
    return disabledMarker;
}

/// A breakpoint's symbol: a disc, a ring where it stops only sometimes or not at all, a square where it only logs.
QPixmap breakpointSymbol(const Theme& theme, CodeBreakpoint::Kind kind, double ratio)
{
    QPixmap pixmap(QSize(symbolSide, symbolSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = kind == CodeBreakpoint::Kind::Plain || kind == CodeBreakpoint::Kind::Log;
    const QColor colour = theme.color(kind == CodeBreakpoint::Kind::Disabled ? Token::NeutralBar : Token::FailBar);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(filled ? QBrush(colour) : QBrush(Qt::NoBrush));
    const QRectF place(3.5, 3.5, 9, 9);
    if (kind == CodeBreakpoint::Kind::Log)
        painter.drawRoundedRect(place, 1.5, 1.5);
    else
        painter.drawEllipse(place);
    return pixmap;
}

} // namespace

CodeEditor::CodeEditor(const Theme& theme, Margins margins, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_margins(margins)
    , m_lexer(nullptr)
    , m_view(new View(theme, this))
{
    setLayoutDirection(Qt::LeftToRight); // code is not mirrored
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
    m_view->setIndentationWidth(codeIndentation);
    m_view->setTabWidth(codeIndentation);
    m_view->setBackspaceUnindents(true);
    m_view->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_view->setCaretLineVisible(margins == Margins::Editing);
    m_view->setLexer(m_lexer);
    m_view->setMarginType(symbolMargin, QsciScintilla::SymbolMargin);
    m_view->setMarginMarkerMask(symbolMargin, static_cast<int>(allSymbols)); // fills of lines are no symbols
    m_view->setMarginLineNumbers(numberMargin, true);
    m_view->setMarginMarkerMask(numberMargin, 0);
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
    m_view->markerDefine(QsciScintilla::Background, currentFillMarker);
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
    m_view->setMarginSensitivity(symbolMargin, margins == Margins::Editing);
    connect(m_view, &QsciScintilla::marginClicked, this, [this](int margin, int row) {
        if (margin == symbolMargin)
            Q_EMIT breakpointToggled(row + 1);
    });
    connect(m_view, &QsciScintilla::marginRightClicked, this, [this](int margin, int row) {
        if (margin == symbolMargin)
            Q_EMIT breakpointMenuWanted(row + 1, QCursor::pos());
    });
    m_view->setMenu([this](const QPoint& place) { showMenu(place); });
    m_view->setRefusal([this] { Q_EMIT typingRefused(); });
    m_view->setHover([this](int line, int column, const QPoint& place) { Q_EMIT hovered(line, column, place); });
    connect(&theme, &Theme::changed, this, &CodeEditor::applyTheme);
    applyTheme();
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::applyTheme()
{
    const auto colour = [this](Token token) { return m_theme.color(token); };
    const QFont font = inPoints(m_theme.font(TextRole::Code), *this);
    m_lexer->dress(m_theme, font);
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
    m_view->setMarkerBackgroundColor(colour(Token::CurrentFill), currentFillMarker);

    // The design's line height, whatever the font's own is.
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, 0UL);
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, 0UL);
    const long own = m_view->SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, 0UL);
    const long extra = std::max(0L, m_theme.height(Height::CodeLine) - own);
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, static_cast<unsigned long>(extra / 2));
    m_view->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, static_cast<unsigned long>(extra - extra / 2));

    const int scale = m_theme.baseSize();
    const int wide = m_margins == Margins::Editing ? numberWidth : numberWidth + signWidth;
    m_view->setMarginWidth(numberMargin, wide * scale / Theme::designSize);
    if (m_margins != Margins::Editing)
        return;
    m_view->setMarginWidth(foldMargin, foldWidth);
    const double ratio = devicePixelRatioF();
    // As images: pixmaps are placed by their device pixels, as if they were larger than they are.
    const auto defineSymbol = [this, ratio](const QPixmap& symbol, int marker) {
        m_view->SendScintilla(QsciScintilla::SCI_RGBAIMAGESETSCALE, static_cast<unsigned long>(qRound(ratio * 100)));
        m_view->markerDefine(symbol.toImage(), marker);
    };
    const auto define = [&](Icon icon, int marker) {
        defineSymbol(m_theme.icon(icon, Token::Text3).pixmap({foldIcon, foldIcon}, ratio), marker);
    };
    define(Icon::Down, QsciScintilla::SC_MARKNUM_FOLDEROPEN);
    define(Icon::Right, QsciScintilla::SC_MARKNUM_FOLDER);
    define(Icon::Down, QsciScintilla::SC_MARKNUM_FOLDEROPENMID);
    define(Icon::Right, QsciScintilla::SC_MARKNUM_FOLDEREND);
    using Kind = CodeBreakpoint::Kind;
    for (const Kind kind : {Kind::Plain, Kind::Conditional, Kind::Log, Kind::Disabled})
        defineSymbol(breakpointSymbol(m_theme, kind, ratio), markerOf(kind));
    defineSymbol(m_theme.icon(Icon::Arrow, Token::WarnBar).pixmap({symbolSide, symbolSide}, ratio), currentMarker);
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
        const LineFill fill = i < fills.size() ? fills[i] : LineFill::None;
        const QString sign = fill == LineFill::Added ? QStringLiteral(" +") : QStringLiteral(" -");
        const QString text = (numbers[i] > 0 ? QString::number(numbers[i]) : QString()) +
                             (fill == LineFill::None ? QStringLiteral("  ") : sign);
        if (!text.trimmed().isEmpty())
            m_view->setMarginText(static_cast<int>(i), text, QsciScintilla::STYLE_LINENUMBER);
    }
}

void CodeEditor::setBreakpoints(const std::vector<CodeBreakpoint>& breakpoints)
{
    for (const int marker : {breakpointMarker, conditionalMarker, logMarker, disabledMarker})
        m_view->markerDeleteAll(marker);
    m_breakpoints.clear();
    for (const CodeBreakpoint& one : breakpoints)
        m_breakpoints.push_back(m_view->markerAdd(one.line - 1, markerOf(one.kind)));
}

std::vector<int> CodeEditor::breakpointLines() const
{
    std::vector<int> lines;
    for (const int handle : m_breakpoints)
        lines.push_back(m_view->markerLine(handle) + 1);
    return lines;
}

void CodeEditor::setExecutionLine(int line)
{
    m_view->markerDeleteAll(currentFillMarker);
    m_view->markerDeleteAll(currentMarker);
    m_view->setExecutionLine(line);
    m_view->setCaretLineVisible(line <= 0 && m_margins == Margins::Editing); // its fill would hide the other
    if (line <= 0)
        return;
    m_view->markerAdd(line - 1, currentFillMarker);
    m_view->markerAdd(line - 1, currentMarker);
    m_view->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLE, static_cast<unsigned long>(line - 1));
    m_view->ensureLineVisible(line - 1);
}

void CodeEditor::setInlineValues(const QMap<int, QString>& values)
{
    m_view->setInlineValues(values);
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
    showLine(line);
    m_view->setCursorPosition(this->line() - 1, std::max(0, column - 1));
    m_view->setFocus(Qt::OtherFocusReason);
}

void CodeEditor::showLine(int line)
{
    const int row = std::clamp(line, 1, m_view->lines()) - 1;
    m_view->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLE, static_cast<unsigned long>(row));
    m_view->setCursorPosition(row, 0);
    m_view->ensureLineVisible(row);
}

CodeEditor::Occurrences CodeEditor::occurrences(const QString& text, Case letters) const
{
    Occurrences found;
    if (text.isEmpty())
        return found;
    const auto sensitivity = letters == Case::Exact ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const bool isSelected = m_view->selectedText().compare(text, sensitivity) == 0;
    const long start = m_view->SendScintilla(QsciScintilla::SCI_GETSELECTIONSTART);
    const qsizetype selected = isSelected ? m_view->text(0, static_cast<int>(start)).size() : -1;
    const QString whole = m_view->text();
    for (qsizetype at = whole.indexOf(text, 0, sensitivity); at >= 0;
         at = whole.indexOf(text, at + text.size(), sensitivity)) {
        ++found.all;
        if (at == selected)
            found.selected = found.all;
    }
    return found;
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
    else if (direction == Qt::DownArrow)
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
    if (m_view->selectedText().compare(text, sensitivity) == 0 && !text.isEmpty() && !isReadOnly())
        m_view->replaceSelectedText(by);
    find(text, letters, Qt::DownArrow);
}

int CodeEditor::replaceAll(const QString& text, const QString& by, Case letters)
{
    if (text.isEmpty() || isReadOnly())
        return 0;
    // One by one: the lines keep their breakpoints.
    const QByteArray wanted = text.toUtf8();
    const QByteArray replacement = by.toUtf8();
    const auto flags = static_cast<unsigned long>(letters == Case::Exact ? QsciScintilla::SCFIND_MATCHCASE : 0);
    m_view->SendScintilla(QsciScintilla::SCI_SETSEARCHFLAGS, flags);
    m_quiet = true;
    m_view->beginUndoAction();
    int count = 0;
    for (long from = 0;; ++count) {
        m_view->SendScintilla(QsciScintilla::SCI_SETTARGETSTART, static_cast<unsigned long>(from));
        m_view->SendScintilla(QsciScintilla::SCI_SETTARGETEND,
                              static_cast<unsigned long>(m_view->SendScintilla(QsciScintilla::SCI_GETLENGTH)));
        if (m_view->SendScintilla(QsciScintilla::SCI_SEARCHINTARGET, static_cast<uintptr_t>(wanted.size()),
                                  wanted.constData()) < 0)
            break;
        m_view->SendScintilla(QsciScintilla::SCI_REPLACETARGET, static_cast<uintptr_t>(replacement.size()),
                              replacement.constData());
        from = m_view->SendScintilla(QsciScintilla::SCI_GETTARGETEND);
    }
    m_view->endUndoAction();
    m_quiet = false;
    if (count > 0)
        Q_EMIT textEdited();
    return count;
}

bool CodeEditor::isReadOnly() const
{
    return m_view->isReadOnly();
}

QString CodeEditor::textBeforeCaret() const
{
    const long position = m_view->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    return m_view->text(0, static_cast<int>(position));
}

QString CodeEditor::lineBeforeCaret() const
{
    return lineText(line()).left(column() - 1);
}

QString CodeEditor::restOfLine() const
{
    return lineText(line()).mid(column() - 1);
}

QString CodeEditor::lineText(int line) const
{
    QString text = m_view->text(line - 1);
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    return text;
}

QRect CodeEditor::caretRect(int charactersBefore) const
{
    const int index = std::max(0, column() - 1 - charactersBefore);
    const long position = m_view->positionFromLineIndex(line() - 1, index);
    const QPoint place(static_cast<int>(m_view->SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, position)),
                       static_cast<int>(m_view->SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, position)));
    const auto height =
        static_cast<int>(m_view->SendScintilla(QsciScintilla::SCI_TEXTHEIGHT, static_cast<unsigned long>(line() - 1)));
    return {m_view->viewport()->mapTo(this, place), QSize(1, height)};
}

void CodeEditor::replaceBeforeCaret(int characters, const QString& text)
{
    if (isReadOnly())
        return;
    const int row = line() - 1;
    const int end = column() - 1;
    const int from = std::max(0, end - characters);
    m_view->beginUndoAction();
    if (from < end) {
        m_view->setSelection(row, from, row, end);
        m_view->removeSelectedText();
    }
    m_view->insertAt(text, row, from);
    m_view->setCursorPosition(row, from + static_cast<int>(text.size()));
    m_view->endUndoAction();
    m_view->ensureCursorVisible();
}

void CodeEditor::showHint(const QString& html, const std::optional<QPoint>& place)
{
    const QPoint at = place ? *place : mapToGlobal(caretRect().bottomLeft());
    QToolTip::showText(at, html, m_view->viewport());
}

void CodeEditor::showMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("codeMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_menuActions);
    menu->addSeparator();
    const auto add = [&](const QString& text, QKeySequence::StandardKey key, bool enabled, auto&& run) {
        QAction* action = menu->addAction(text, m_view, run);
        action->setShortcut(key); // shown beside it; the component has the key
        action->setEnabled(enabled);
    };
    const bool isSelected = m_view->hasSelectedText();
    if (!isReadOnly())
        add(tr("Cut"), QKeySequence::Cut, isSelected, [this] { m_view->cut(); });
    add(tr("Copy"), QKeySequence::Copy, isSelected, [this] { m_view->copy(); });
    if (!isReadOnly())
        add(tr("Paste"), QKeySequence::Paste, true, [this] { m_view->paste(); });
    add(tr("Select all"), QKeySequence::SelectAll, true, [this] { m_view->selectAll(); });
    menu->popup(place);
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
