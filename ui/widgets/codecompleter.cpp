#include "ui/widgets/codecompleter.h"

#include "ui/widgets/codeeditor.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hw::widgets {

namespace {

constexpr int usualWidth = 480;
constexpr int rowsShown = 9;
constexpr int padding = 8;
constexpr int iconSide = 14;
constexpr int docLines = 2;

enum Role { IconRole = Qt::UserRole + 1, DetailRole, DocRole };

class CompletionDelegate final : public QStyledItemDelegate
{
public:
    CompletionDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::DetailRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->setLayoutDirection(Qt::LeftToRight); // code
        const bool selected = option.state & QStyle::State_Selected;
        const bool hovered = option.state & QStyle::State_MouseOver;
        painter->fillRect(option.rect, m_theme.color(selected ? Token::Sel : hovered ? Token::Hover : Token::Base));
        const QRect row = option.rect.adjusted(padding, 0, -padding, 0);
        const QRect icon(row.x(), row.y() + (row.height() - iconSide) / 2, iconSide, iconSide);
        m_theme.paintIcon(*painter, icon, static_cast<Icon>(index.data(IconRole).toInt()), Token::Text3);
        const QRect rest = row.adjusted(iconSide + padding, 0, 0, 0);
        const QString name = index.data().toString();
        const int width = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(name) + 1;
        paintLine(*painter, m_theme, rest, name, TextRole::Mono, Token::Text);
        const QRect right = rest.adjusted(std::min(width, rest.width()) + 2 * padding, 0, 0, 0);
        if (right.width() > 2 * iconSide)
            paintLine(*painter, m_theme, right, index.data(DetailRole).toString(), TextRole::Mono, Token::Text3,
                      Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    const Theme& m_theme;
};

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

} // namespace

CompletionPopup::CompletionPopup(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_model(new QStandardItemModel(this))
    , m_list(new QListView)
    , m_doc(new Label(theme, {}, TextRole::Small, Token::Text2))
{
    setObjectName(QStringLiteral("completionPopup"));
    setAccessibleName(tr("Completions"));
    setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(QStringLiteral("completionList"));
    m_list->setAccessibleName(tr("Completions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new CompletionDelegate(theme, this));
    m_list->setModel(m_model);
    new OverlayScrollBar(*m_list);
    m_doc->setObjectName(QStringLiteral("completionDoc"));
    m_doc->setWordWrap(true);
    m_doc->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_doc->setContentsMargins(padding, padding / 2, padding, padding / 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_doc);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { Q_EMIT chosen(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompletionPopup::showDoc);
    hide();
}

void CompletionPopup::setCompletions(const std::vector<CodeCompletion>& completions)
{
    m_model->clear();
    for (const CodeCompletion& one : completions) {
        auto* item = new QStandardItem(one.text);
        item->setData(static_cast<int>(one.icon), IconRole);
        item->setData(one.detail, DetailRole);
        item->setData(one.doc, DocRole);
        item->setData(one.detail.isEmpty() ? one.text : tr("%1, %2").arg(one.text, one.detail), Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CompletionPopup::showAt(const QRect& caret)
{
    const int rows = std::min(rowsShown, m_model->rowCount());
    const int doc = docLines * m_theme.lineHeight(TextRole::Small) + padding;
    m_doc->setFixedHeight(doc);
    const QRect room = parentWidget()->rect().adjusted(padding, padding, -padding, -padding);
    const QSize size(std::min(usualWidth * m_theme.baseSize() / Theme::designSize, room.width()),
                     rows * m_theme.height(Height::DetailRow) + doc + 3);
    const bool above = caret.bottom() + size.height() > room.bottom() && caret.top() - room.top() > size.height();
    const int y = above ? caret.top() - size.height() - 2 : caret.bottom() + 2;
    const int x = std::clamp(caret.x(), room.left(), std::max(room.left(), room.right() - size.width()));
    setGeometry(QRect(QPoint(x, y), size));
    show();
    raise();
}

int CompletionPopup::row() const
{
    return m_list->currentIndex().row();
}

void CompletionPopup::moveRow(int step)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    int next = row() + step;
    // One step goes round, a page stops at the ends.
    next = std::abs(step) == 1 ? (next + count) % count : std::clamp(next, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(next, 0));
}

int CompletionPopup::pageStep() const
{
    return rowsShown - 1;
}

void CompletionPopup::showDoc()
{
    const QModelIndex current = m_list->currentIndex();
    const QString doc = current.data(DocRole).toString();
    m_doc->setText(doc.isEmpty() ? current.data(DetailRole).toString() : doc);
}

void CompletionPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Line2));
    painter.fillRect(rect().adjusted(1, 1, -1, -1), m_theme.color(Token::Base));
}

CodeCompleter::CodeCompleter(const Theme& theme, CodeEditor& editor, Source source)
    : QObject(&editor)
    , m_theme(theme)
    , m_editor(editor)
    , m_source(std::move(source))
{
    editor.focusProxy()->installEventFilter(this);
    connect(&editor, &CodeEditor::textEdited, this, &CodeCompleter::textEdited);
    connect(&editor, &CodeEditor::scrolled, this, &CodeCompleter::close);
    connect(&editor, &CodeEditor::caretMoved, this, [this] {
        if (m_pending)
            return;
        m_unmet = false; // the caret went elsewhere
        if (isOpen())
            refresh();
    });
}

bool CodeCompleter::isOpen() const
{
    return m_popup && m_popup->isVisible();
}

void CodeCompleter::close()
{
    if (m_popup)
        m_popup->hide();
}

void CodeCompleter::complete()
{
    if (m_editor.isReadOnly())
        return;
    QWidget* window = m_editor.window();
    if (!m_popup || m_popup->parentWidget() != window) {
        delete m_popup;
        m_popup = new CompletionPopup(m_theme, window);
        connect(m_popup, &CompletionPopup::chosen, this, &CodeCompleter::take);
        connect(m_popup, &QObject::destroyed, this, [this] { m_popup = nullptr; });
    }
    m_found = m_source(m_editor.textBeforeCaret(), m_editor.restOfLine());
    if (m_found.empty()) {
        close();
        return;
    }
    m_popup->setCompletions(m_found);
    QRect place = m_editor.caretRect(m_found.front().replaces);
    place.moveTopLeft(m_editor.mapTo(window, place.topLeft()));
    m_popup->showAt(place);
}

void CodeCompleter::textEdited()
{
    if (m_pending)
        return;
    // The editor tells of a change before its caret has moved on.
    m_pending = true;
    QTimer::singleShot(0, this, [this] {
        m_pending = false;
        static const QRegularExpression members(QStringLiteral(R"((\.|\[["'])[\w$]*$)"));
        const bool inMember = members.match(m_editor.lineBeforeCaret()).hasMatch();
        const bool opens = (std::exchange(m_opens, false) || m_unmet) && inMember;
        if (opens)
            complete();
        else if (isOpen())
            refresh();
        m_unmet = opens && !isOpen();
    });
}

void CodeCompleter::completeUnmet()
{
    if (!m_unmet || m_pending)
        return;
    complete();
    m_unmet = !isOpen();
}

void CodeCompleter::refresh()
{
    const QString before = m_editor.lineBeforeCaret();
    const bool inWord =
        !before.isEmpty() && (isWord(before.back()) || before.back() == u'.' || before.endsWith(QLatin1String("[\"")));
    if (inWord)
        complete();
    else
        close();
}

void CodeCompleter::take(int row)
{
    if (row < 0 || row >= static_cast<int>(m_found.size()))
        return;
    const CodeCompletion chosen = m_found[static_cast<size_t>(row)];
    close();
    m_editor.replaceBeforeCaret(chosen.replaces, chosen.insert);
    close(); // what it wrote may have opened it again
    m_editor.setFocus(Qt::OtherFocusReason);
}

bool CodeCompleter::handleKey(const QKeyEvent& event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Up: m_popup->moveRow(-1); return true;
    case Qt::Key_Down: m_popup->moveRow(1); return true;
    case Qt::Key_PageUp: m_popup->moveRow(-m_popup->pageStep()); return true;
    case Qt::Key_PageDown: m_popup->moveRow(m_popup->pageStep()); return true;
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Tab:
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const int row = m_popup->row();
        const CodeCompletion* current =
            row >= 0 && row < static_cast<int>(m_found.size()) ? &m_found[static_cast<size_t>(row)] : nullptr;
        if (!current || m_editor.lineBeforeCaret().right(current->replaces) == current->insert) {
            close(); // it stands there already: the key means what it always does
            return false;
        }
        take(row);
        return true;
    }
    default: return false;
    }
}

bool CodeCompleter::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusOut:
    case QEvent::Hide:
        m_unmet = false;
        close();
        return false;
    case QEvent::ShortcutOverride:
        // While the list is open Esc closes it, whatever else it does in the page.
        if (isOpen() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
        return false;
    case QEvent::KeyPress: {
        const auto& key = *static_cast<QKeyEvent*>(event);
        m_opens = m_opens || key.text() == QLatin1String(".") || key.text() == QLatin1String("\"") ||
                  key.text() == QLatin1String("'");
        return isOpen() && handleKey(key);
    }
    default: return false;
    }
}

} // namespace hw::widgets
