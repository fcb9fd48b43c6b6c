#include "ui/widgets/codeview.h"

#include "ui/widgets/mirror.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace hw::widgets {

using models::ScriptToken;

namespace {

constexpr int messageGap = 24;
constexpr int messageIcon = 14;
constexpr int messageIconGap = 6;
constexpr int edge = 12;
constexpr int narrowest = 2 * messageIcon; ///< room for a text that is worth painting

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

void fold(QsciScintilla& view, const std::vector<int>& depths)
{
    for (std::size_t line = 0; line < depths.size(); ++line) {
        const bool opens = line + 1 < depths.size() && depths[line + 1] > depths[line];
        const long level = QsciScintilla::SC_FOLDLEVELBASE + depths[line] +
                           (opens ? static_cast<long>(QsciScintilla::SC_FOLDLEVELHEADERFLAG) : 0);
        if (view.SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, line) != level)
            view.SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL, line, level);
    }
}

} // namespace

CodeEditor::Lexer::Lexer(QObject* parent)
    : QsciLexerCustom(parent)
{}

void CodeEditor::Lexer::dress(const Theme& theme, const QFont& font)
{
    setDefaultColor(theme.color(Token::Text));
    setDefaultPaper(theme.color(Token::Base));
    setDefaultFont(font);
    for (int kind = 0; kind < kinds; ++kind) {
        setColor(theme.color(tokenOf(static_cast<ScriptToken>(kind))), kind);
        setPaper(theme.color(Token::Base), kind);
        setFont(font, kind);
    }
}

QString CodeEditor::Lexer::description(int style) const
{
    return style >= 0 && style < kinds ? QString::number(style) : QString();
}

void CodeEditor::Lexer::styleText(int start, int end)
{
    QsciScintilla* view = editor();
    if (!view || end <= start)
        return;
    const long length = view->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const auto* bytes = static_cast<const char*>(view->SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
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

CodeEditor::View::View(const Theme& theme, QWidget* parent)
    : QsciScintilla(parent)
    , m_theme(theme)
{}

void CodeEditor::View::setMarks(const std::vector<CodeMark>& marks)
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
        SendScintilla(SCI_SETINDICATORCURRENT, mark.kind == CodeMark::Kind::Error ? errorIndicator : warningIndicator);
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), to - from);
    }
    viewport()->update();
}

void CodeEditor::View::setInlineValues(const QMap<int, QString>& values)
{
    m_values = values;
    viewport()->update();
}

void CodeEditor::View::setExecutionLine(int line)
{
    m_executionLine = line;
    viewport()->update();
}

CodeEditor::View::LineEnd CodeEditor::View::endOf(int line) const
{
    const auto row = static_cast<unsigned long>(line - 1);
    LineEnd end;
    end.visible = line >= 1 && line <= lines() && SendScintilla(SCI_GETLINEVISIBLE, row) != 0;
    if (!end.visible)
        return end;
    const long position = SendScintilla(SCI_GETLINEENDPOSITION, row);
    end.x = static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, position));
    end.y = static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, position));
    end.height = static_cast<int>(SendScintilla(SCI_TEXTHEIGHT, row));
    return end;
}

void CodeEditor::View::paintEvent(QPaintEvent* event)
{
    {
        const LeftToRightPainters code; // else the signs between words would stand on their other side
        QsciScintilla::paintEvent(event);
    }
    if (m_marks.empty() && m_values.isEmpty() && m_executionLine == 0)
        return;
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setClipRegion(event->region());
    paintExecutionLine(painter);
    paintMarks(painter);
    paintValues(painter);
}

void CodeEditor::View::paintMarks(QPainter& painter)
{
    painter.setFont(m_theme.font(TextRole::Small));
    int lastLine = 0;
    for (const CodeMark& mark : m_marks) {
        if (mark.line == lastLine || mark.text.isEmpty())
            continue;
        const LineEnd end = endOf(mark.line);
        if (!end.visible)
            continue;
        lastLine = mark.line;
        const int x = end.x + messageGap;
        const int room = viewport()->width() - edge - x - messageIcon - messageIconGap;
        if (room < narrowest)
            continue;
        const Token token = mark.kind == CodeMark::Kind::Error ? Token::Fail : Token::Warn;
        const QRect icon(x, end.y + (end.height - messageIcon) / 2, messageIcon, messageIcon);
        m_theme.paintIcon(painter, icon, Icon::Alert, token);
        painter.setPen(m_theme.color(token));
        painter.drawText(QRect(x + messageIcon + messageIconGap, end.y, room, end.height),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(mark.text, Qt::ElideRight, room));
    }
}

void CodeEditor::View::paintValues(QPainter& painter)
{
    painter.setFont(m_theme.font(TextRole::Mono));
    painter.setPen(m_theme.color(Token::Comment));
    for (auto it = m_values.constBegin(); it != m_values.constEnd(); ++it) {
        const bool isMarked =
            std::any_of(m_marks.begin(), m_marks.end(), [&](const CodeMark& mark) { return mark.line == it.key(); });
        const LineEnd end = endOf(it.key());
        const int x = end.x + messageGap;
        const int room = viewport()->width() - edge - x;
        if (isMarked || !end.visible || room < narrowest)
            continue;
        painter.drawText(QRect(x, end.y, room, end.height), Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(*it, Qt::ElideRight, room));
    }
}

void CodeEditor::View::paintExecutionLine(QPainter& painter)
{
    const LineEnd end = endOf(m_executionLine);
    if (!end.visible)
        return;
    const QColor border = m_theme.color(Token::CurrentLine);
    painter.fillRect(QRect(0, end.y, viewport()->width(), 1), border);
    painter.fillRect(QRect(0, end.y + end.height - 1, viewport()->width(), 1), border);
}

void CodeEditor::View::keyPressEvent(QKeyEvent* event)
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
    const bool isText = isReturn || (!event->text().isEmpty() && event->text().at(0).isPrint());
    if (isReadOnly() && isPlain && isText && m_refusal)
        m_refusal();
    QsciScintilla::keyPressEvent(event);
}

void CodeEditor::View::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    // The symbols have a menu of their own, which came with the press of the button.
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    if (m_menu && !(isMouse && event->pos().x() < marginWidth(symbolMargin)))
        m_menu(event->globalPos());
}

bool CodeEditor::View::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !m_hover)
        return QsciScintilla::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const long position = SendScintilla(SCI_POSITIONFROMPOINTCLOSE, static_cast<unsigned long>(help->pos().x()),
                                        static_cast<long>(help->pos().y()));
    if (position < 0)
        return true;
    int line = 0;
    int index = 0;
    lineIndexFromPosition(static_cast<int>(position), &line, &index);
    m_hover(line + 1, index + 1, help->globalPos());
    return true;
}

void CodeEditor::View::breakLine()
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
    const int inner = depth + (opens ? codeIndentation : 0);
    QString inserted = u'\n' + QString(inner, u' ');
    if (opens && closes)
        inserted += u'\n' + QString(depth, u' ');
    insertAt(inserted, line, index);
    setCursorPosition(line + 1, inner);
    endUndoAction();
    ensureCursorVisible();
}

void CodeEditor::View::outdent()
{
    int line = 0;
    int index = 0;
    getCursorPosition(&line, &index);
    if (hasSelectedText() || index < codeIndentation || !text(line).left(index).trimmed().isEmpty())
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
    setSelection(line, index - codeIndentation, line, index);
    removeSelectedText();
}

} // namespace hw::widgets
