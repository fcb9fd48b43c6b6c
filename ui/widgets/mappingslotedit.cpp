#include "ui/widgets/mappingslotedit.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace hw::widgets {

using Content = models::MappingSlot::Content;

namespace {

constexpr qreal fieldRadius = 5;
constexpr qreal chipRadius = 4;
constexpr int chipInset = 4;
constexpr int chipPadding = 8;
constexpr int crossSide = 12;
constexpr int crossGap = 6;
constexpr int textInset = 8;
constexpr int smallest = 72;
constexpr int countInset = 8;

} // namespace

MappingSlotEdit::MappingSlotEdit(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
    , m_take(m_edit->addAction(theme.icon(Icon::Check, Token::Accent), QLineEdit::TrailingPosition))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    m_edit->setFrame(false);
    m_edit->setObjectName(QStringLiteral("slotEdit"));
    // The field around it is painted here.
    m_edit->setStyleSheet(QStringLiteral("QLineEdit { border: none; background: transparent; padding: 0; }"));
    m_edit->installEventFilter(this);
    m_edit->setAcceptDrops(false); // what is dropped is for the slot
    setAcceptDrops(true);
    m_take->setObjectName(QStringLiteral("takeSuggestion"));
    m_take->setVisible(false);
    connect(m_take, &QAction::triggered, this, [this] { Q_EMIT suggestionTaken(m_slot.suggestion); });
    connect(&theme, &Theme::changed, this, &MappingSlotEdit::applyTheme);
    applyTheme();
}

void MappingSlotEdit::applyTheme()
{
    const bool isCode = m_slot.content == Content::Path || m_slot.content == Content::Expression;
    m_edit->setFont(m_theme.font(isCode ? TextRole::Mono : TextRole::Body));
    setFixedHeight(m_theme.height(Height::Button));
    updateGeometry();
    update();
}

void MappingSlotEdit::setPlaceholder(const QString& text)
{
    m_placeholder = text;
    showSuggestion();
}

/// An empty slot says what it may want; Enter or the check takes it.
void MappingSlotEdit::showSuggestion()
{
    const bool any = m_slot.content == Content::Empty && !m_slot.suggestion.isEmpty();
    m_edit->setPlaceholderText(any ? tr("%1? Enter takes it").arg(m_slot.suggestion) : m_placeholder);
    const QString take = any ? tr("Use %1").arg(m_slot.suggestion) : QString();
    m_take->setText(take);
    m_take->setToolTip(take);
    m_take->setVisible(any);
}

bool MappingSlotEdit::isChip() const
{
    return m_slot.content == Content::Path && !m_editing;
}

void MappingSlotEdit::setSlot(const models::MappingSlot& slot)
{
    const bool changed = slot.text != m_slot.text || slot.content != m_slot.content;
    const bool refused = !slot.problem.isEmpty() && slot.problem != m_slot.problem;
    m_slot = slot;
    // A text that was refused stays to be corrected.
    if (changed)
        m_editing = false;
    if (changed || (!m_edit->hasFocus() && !m_edit->isModified() && !refused))
        m_edit->setText(slot.text);
    const QString name = slot.required ? tr("%1, required").arg(slot.title) : slot.title;
    setAccessibleName(slot.text.isEmpty() ? name : tr("%1: %2").arg(name, slot.text));
    m_edit->setAccessibleName(name);
    m_edit->setAccessibleDescription(slot.problem);
    setAccessibleDescription(slot.problem);
    showSuggestion();
    if (!slot.count.isEmpty())
        setAccessibleDescription(slot.problem.isEmpty() ? slot.count : slot.problem);
    QString tip = slot.preview.isEmpty() ? slot.help : tr("%1\nIn this event: %2").arg(slot.help, slot.preview);
    if (!slot.count.isEmpty())
        tip += u'\n' + slot.count;
    if (!slot.fallback.isEmpty())
        tip += u'\n' + tr("Where it is missing: %1").arg(slot.fallback);
    setToolTip(tip.trimmed());
    const bool hadFocus = hasSlotFocus();
    if (isChip())
        showChip();
    else
        m_edit->show();
    setFocusPolicy(isChip() ? Qt::StrongFocus : Qt::NoFocus);
    if (hadFocus && !hasSlotFocus())
        focusSlot(Qt::OtherFocusReason);
    applyTheme();
}

void MappingSlotEdit::setActive(bool active)
{
    m_active = active;
    update();
}

void MappingSlotEdit::focusSlot(Qt::FocusReason reason)
{
    if (isChip())
        setFocus(reason);
    else
        m_edit->setFocus(reason);
}

bool MappingSlotEdit::hasSlotFocus() const
{
    return hasFocus() || m_edit->hasFocus();
}

void MappingSlotEdit::showChip()
{
    m_edit->setModified(false);
    m_edit->hide();
}

void MappingSlotEdit::showEdit()
{
    m_editing = true;
    setFocusPolicy(Qt::NoFocus);
    m_edit->setText(m_slot.text);
    m_edit->show();
    m_edit->setFocus(Qt::OtherFocusReason);
    update();
}

void MappingSlotEdit::commit()
{
    const QString text = m_edit->text();
    m_edit->setModified(false);
    if (m_editing && text == m_slot.text) {
        m_editing = false;
        setSlot(m_slot);
        return;
    }
    if (text != m_slot.text || !m_slot.problem.isEmpty())
        Q_EMIT textCommitted(text);
}

QSize MappingSlotEdit::sizeHint() const
{
    const int height = m_theme.height(Height::Button);
    if (!isChip())
        return {160, height};
    const int text = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(m_slot.text);
    return {text + 2 * chipInset + 2 * chipPadding + crossGap + crossSide, height};
}

QSize MappingSlotEdit::minimumSizeHint() const
{
    return {smallest, m_theme.height(Height::Button)};
}

QRect MappingSlotEdit::chipRect() const
{
    const int chipHeight = m_theme.height(Height::PathChip);
    const int wanted = sizeHint().width() - 2 * chipInset;
    return {chipInset, (height() - chipHeight) / 2, qMin(wanted, width() - 2 * chipInset), chipHeight};
}

QRect MappingSlotEdit::crossRect() const
{
    const QRect chip = chipRect();
    return {chip.right() - chipPadding - crossSide + 2, chip.y(), crossSide + chipPadding, chip.height()};
}

void MappingSlotEdit::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = m_active || m_dropping || hasSlotFocus();
    const bool wrong = !m_slot.problem.isEmpty();
    const qreal pen = ring && !m_dropping ? 2 : 1;
    painter.setPen(QPen(m_theme.color(m_dropping ? Token::Accent
                                      : wrong    ? Token::FailBar
                                      : ring     ? Token::Accent
                                                 : Token::Line2),
                        pen, m_dropping ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(m_theme.color(m_dropping ? Token::AccentSoft : Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), fieldRadius, fieldRadius);
    if (!m_slot.count.isEmpty() && !m_edit->isVisible()) {
        const QRect place = rect().adjusted(textInset, 0, -countInset, 0);
        painter.setFont(m_theme.font(TextRole::Small));
        painter.setPen(m_theme.color(Token::Text3));
        const int room = place.right() - (isChip() ? chipRect().right() + countInset : place.left());
        if (painter.fontMetrics().horizontalAdvance(m_slot.count) <= room)
            painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, m_slot.count);
    }
    if (!isChip())
        return;
    const QRect chip = chipRect();
    const QRect cross = crossRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(wrong ? Token::FailSoft : Token::AccentSoft));
    painter.drawRoundedRect(chip, chipRadius, chipRadius);
    const Token ink = wrong ? Token::Fail : Token::Accent;
    const QRect text(chip.x() + chipPadding, chip.y(), cross.x() - chip.x() - chipPadding - crossGap + 4,
                     chip.height());
    painter.setFont(m_theme.font(TextRole::Mono));
    painter.setPen(m_theme.color(ink));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_slot.text, Qt::ElideMiddle, text.width()));
    const QRect icon(cross.x() + 2, cross.y() + (cross.height() - crossSide) / 2, crossSide, crossSide);
    m_theme.paintIcon(painter, icon, Icon::Cross, ink);
}

void MappingSlotEdit::resizeEvent(QResizeEvent*)
{
    m_edit->setGeometry(rect().adjusted(textInset, 2, -4, -2));
}

void MappingSlotEdit::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint at = event->position().toPoint();
    if (isChip() && crossRect().contains(at)) {
        Q_EMIT entered();
        Q_EMIT removeWanted();
        return;
    }
    if (isChip() && chipRect().contains(at)) {
        Q_EMIT entered();
        showEdit();
        return;
    }
    focusSlot(Qt::MouseFocusReason);
}

void MappingSlotEdit::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace: Q_EMIT removeWanted(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: showEdit(); return;
    default: break;
    }
    const QString typed = event->text();
    const bool isText = !typed.isEmpty() && typed.at(0).isPrint() &&
                        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!isText) {
        QWidget::keyPressEvent(event);
        return;
    }
    showEdit();
    m_edit->setText(typed);
    m_edit->setModified(true);
}

void MappingSlotEdit::focusInEvent(QFocusEvent*)
{
    Q_EMIT entered();
    update();
}

void MappingSlotEdit::focusOutEvent(QFocusEvent*)
{
    update();
}

void MappingSlotEdit::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(pathMimeType)))
        return;
    event->acceptProposedAction();
    m_dropping = true;
    Q_EMIT entered(); // the preview shows what the drop would do
    update();
}

void MappingSlotEdit::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropping = false;
    update();
}

void MappingSlotEdit::dropEvent(QDropEvent* event)
{
    m_dropping = false;
    update();
    const QByteArray path = event->mimeData()->data(QLatin1String(pathMimeType));
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT pathDropped(QString::fromUtf8(path));
}

void MappingSlotEdit::contextMenuEvent(QContextMenuEvent* event)
{
    if (!isChip() || m_slot.ref.test >= 0)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("slotMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* fallback = menu->addAction(tr("Default where it is missing…"));
    fallback->setObjectName(QStringLiteral("slotDefault"));
    connect(fallback, &QAction::triggered, this, &MappingSlotEdit::fallbackWanted);
    connect(menu->addAction(m_theme.icon(Icon::Cross), tr("Clear")), &QAction::triggered, this,
            &MappingSlotEdit::removeWanted);
    menu->popup(event->globalPos());
}

bool MappingSlotEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT entered();
        update();
    } else if (event->type() == QEvent::FocusOut) {
        update();
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason)
            commit();
    } else if (event->type() == QEvent::ShortcutOverride) {
        // A field in which nothing was typed has nothing to undo: the keys are the page's.
        const auto* keys = static_cast<QKeyEvent*>(event);
        const bool undoes = keys->matches(QKeySequence::Undo) || keys->matches(QKeySequence::Redo);
        if (undoes && !m_edit->isModified()) {
            event->ignore();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: // not left to the field, which hands it on to its parent
            if (m_edit->text().isEmpty() && m_take->isVisible())
                Q_EMIT suggestionTaken(m_slot.suggestion);
            else
                commit();
            return true;
        case Qt::Key_Escape:
            m_editing = false;
            m_edit->setModified(false);
            m_edit->setText(m_slot.text);
            setSlot(m_slot);
            return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hw::widgets
