#include "ui/widgets/findbar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace hw::widgets {

namespace {

constexpr int margin = 8;
constexpr int fieldWidth = 220;

QLineEdit* field(const char* name, const QString& placeholder)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(placeholder);
    edit->setMaximumWidth(fieldWidth);
    return edit;
}

ToolButton* button(const Theme& theme, const char* name, std::optional<Icon> icon, const QString& text,
                   const QString& tip)
{
    auto* made = new ToolButton(theme, icon, text);
    made->setObjectName(QString::fromLatin1(name));
    made->setAccessibleName(tip);
    made->setToolTip(tip);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace

FindBar::FindBar(const Theme& theme, CodeEditor& editor, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_editor(editor)
    , m_text(field("findText", tr("Find")))
    , m_by(field("replaceText", tr("Replace with")))
    , m_case(button(theme, "findCase", std::nullopt, tr("Aa"), tr("Match case")))
    , m_previous(button(theme, "findPrevious", Icon::Back, {}, tr("Previous match, Shift+Enter")))
    , m_next(button(theme, "findNext", Icon::Right, {}, tr("Next match, Enter")))
    , m_replace(button(theme, "replaceOne", std::nullopt, tr("Replace"), tr("Replace this match")))
    , m_replaceAll(button(theme, "replaceAll", std::nullopt, tr("Replace all"), tr("Replace all matches")))
    , m_note(new Label(theme, {}, TextRole::Small, Token::Text3))
{
    setObjectName(QStringLiteral("findBar"));
    m_case->setCheckable(true);
    m_note->setObjectName(QStringLiteral("findNote"));
    auto* close = button(theme, "findClose", Icon::Cross, {}, tr("Close, Esc"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(margin, 4, margin, 5);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_by, 1); // Tab goes to it from the text
    layout->addWidget(m_case);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_replace);
    layout->addWidget(m_replaceAll);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(close);
    connect(m_text, &QLineEdit::textEdited, this, [this] {
        m_note->clear();
        if (m_mode != Mode::Line)
            search(Qt::NoArrow);
    });
    connect(m_case, &QAbstractButton::toggled, this, &FindBar::showPlace);
    connect(m_previous, &QAbstractButton::clicked, this, [this] { search(Qt::UpArrow); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { search(Qt::DownArrow); });
    connect(m_replace, &QAbstractButton::clicked, this, [this] {
        m_editor.replaceNext(m_text->text(), m_by->text(), letters());
        showPlace();
    });
    connect(m_replaceAll, &QAbstractButton::clicked, this, [this] {
        const int count = m_editor.replaceAll(m_text->text(), m_by->text(), letters());
        m_note->setText(tr("%n replaced", nullptr, count));
    });
    connect(close, &QAbstractButton::clicked, this, &FindBar::close);
    hide();
}

CodeEditor::Case FindBar::letters() const
{
    return m_case->isChecked() ? CodeEditor::Case::Exact : CodeEditor::Case::Any;
}

void FindBar::open(Mode mode)
{
    if (m_mode != Mode::Line)
        m_wanted = m_text->text();
    m_mode = mode;
    const bool finds = mode != Mode::Line;
    for (QWidget* widget :
         {static_cast<QWidget*>(m_case), static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_next)})
        widget->setVisible(finds);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_by), static_cast<QWidget*>(m_replace), static_cast<QWidget*>(m_replaceAll)})
        widget->setVisible(mode == Mode::Replace);
    const QString name = finds ? tr("Find") : tr("Go to line (1 to %1)").arg(m_editor.lineCount());
    m_text->setPlaceholderText(name);
    m_text->setAccessibleName(name);
    m_note->clear();
    const QString selected = m_editor.selectedText();
    if (!finds)
        m_text->clear();
    else if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_text->setText(selected);
    else
        m_text->setText(m_wanted);
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FindBar::search(Qt::ArrowType direction)
{
    m_editor.find(m_text->text(), letters(), direction);
    showPlace();
}

void FindBar::showPlace()
{
    const CodeEditor::Occurrences found = m_editor.occurrences(m_text->text(), letters());
    if (m_text->text().isEmpty())
        m_note->clear();
    else if (found.all == 0)
        m_note->setText(tr("No match"));
    else
        m_note->setText(found.selected > 0 ? tr("%1 of %2").arg(found.selected).arg(found.all)
                                           : tr("%n match(|es)", nullptr, found.all));
}

void FindBar::close()
{
    hide();
    m_editor.setFocus(Qt::OtherFocusReason);
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_mode == Mode::Line) {
        const int line = m_text->text().trimmed().toInt();
        if (line < 1) {
            m_note->setText(tr("Type a line's number"));
            return;
        }
        hide();
        m_editor.goTo(line);
    } else if (m_by->hasFocus()) {
        m_editor.replaceNext(m_text->text(), m_by->text(), letters());
        showPlace();
    } else {
        search(event->modifiers() & Qt::ShiftModifier ? Qt::UpArrow : Qt::DownArrow);
    }
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Token::Line));
}

} // namespace hw::widgets
