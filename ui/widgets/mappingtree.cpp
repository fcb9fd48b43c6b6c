#include "ui/widgets/mappingtree.h"

#include "ui/models/mappingpresenter.h"
#include "ui/widgets/dragchip.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mappingslotedit.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace hw::widgets {

using models::JsonTreeModel;

namespace {

constexpr int rightPadding = 14; ///< clear of the scroll bar
constexpr int iconSide = 14;
constexpr int iconGap = 6;
constexpr int buttonPadding = 8;
constexpr int fadeGap = 12;
constexpr int openLevels = 3;
constexpr int openLimit = 24; ///< containers with more members stay closed
constexpr qreal buttonRadius = 4;

} // namespace

MappingTree::MappingTree(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : JsonTreeView(theme, presenter.tree(), parent)
    , m_theme(theme)
    , m_presenter(presenter)
{
    setObjectName(QStringLiteral("mappingTree"));
    setAccessibleName(tr("Sample event"));
    setExpandsOnDoubleClick(false);
    connect(model(), &QAbstractItemModel::modelReset, this, &MappingTree::openUsualParts);
    const auto repaint = [this] { viewport()->update(); };
    connect(&presenter, &models::MappingPresenter::cardsChanged, this, repaint);
    connect(&presenter, &models::MappingPresenter::activeSlotChanged, this, repaint);
    openUsualParts();
}

void MappingTree::openUsualParts()
{
    m_hovered = QPersistentModelIndex();
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex part = model()->index(row, 0);
        if (part.data(JsonTreeModel::KeyRole).toString() != u"headers")
            openBelow(part, openLevels);
    }
}

void MappingTree::openBelow(const QModelIndex& index, int levels)
{
    if (levels == 0 || !model()->hasChildren(index))
        return;
    if (model()->canFetchMore(index))
        model()->fetchMore(index);
    const int rows = model()->rowCount(index);
    if (rows > openLimit)
        return;
    expand(index);
    for (int row = 0; row < rows; ++row)
        openBelow(model()->index(row, 0, index), levels - 1);
}

QModelIndex MappingTree::showPath(const QString& path)
{
    QModelIndex parent;
    for (;;) {
        QModelIndex next;
        while (model()->canFetchMore(parent))
            model()->fetchMore(parent);
        for (int row = 0; row < model()->rowCount(parent); ++row) {
            const QModelIndex child = model()->index(row, 0, parent);
            const QString at = child.data(JsonTreeModel::PathRole).toString();
            if (at == path)
                return child;
            if (path.startsWith(at) && path.size() > at.size() &&
                (path.at(at.size()) == u'.' || path.at(at.size()) == u'['))
                next = child;
        }
        if (!next.isValid())
            return {};
        expand(next);
        parent = next;
    }
}

bool MappingTree::offersFill(const QModelIndex& index) const
{
    if (!index.isValid() || m_presenter.activeTitle().isEmpty())
        return false;
    if (m_hovered.isValid())
        return index == m_hovered;
    return hasFocus() && index == currentIndex();
}

void MappingTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    JsonTreeView::drawRow(painter, option, index);
    const bool button = offersFill(index);
    const QString path = index.data(JsonTreeModel::PathRole).toString();
    QString text;
    if (button)
        text = tr("Fill %1").arg(m_presenter.activeTitle());
    else
        text = m_presenter.useOf(path);
    const bool note = text.isEmpty() && path == u"preprocess";
    if (note)
        text = tr("returned by the script");
    if (text.isEmpty())
        return;
    const TextRole role = note ? TextRole::Mono : button ? TextRole::Secondary : TextRole::Small;
    const int textWidth = QFontMetrics(m_theme.font(role)).horizontalAdvance(text);
    const int height = option.rect.height();
    const int width = textWidth + (note ? 0 : iconSide + iconGap) + (button ? 2 * buttonPadding : 0);
    QRect box(viewport()->width() - rightPadding - width, option.rect.y(), width, height);
    painter->save();
    painter->fillRect(box.adjusted(-fadeGap, 0, rightPadding, 0), fillOf(index)); // over a long value
    if (button) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Token::Accent));
        painter->drawRoundedRect(box.adjusted(0, 2, 0, -2), buttonRadius, buttonRadius);
        box.adjust(buttonPadding, 0, -buttonPadding, 0);
    }
    const Token ink = button ? Token::OnAccent : note ? Token::Text3 : Token::Text2;
    if (!note) {
        m_theme.paintIcon(*painter, QRect(box.x(), box.y() + (height - iconSide) / 2, iconSide, iconSide), Icon::Arrow,
                          ink);
        box.setLeft(box.x() + iconSide + iconGap);
    }
    painter->setFont(m_theme.font(role));
    painter->setPen(m_theme.color(ink));
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

void MappingTree::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool onMark = index.isValid() && model()->hasChildren(index) &&
                        markRect(index).adjusted(-5, -5, 3, 5).contains(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton && !onMark ? index : QModelIndex();
    m_pressedAt = event->position().toPoint();
    JsonTreeView::mousePressEvent(event);
}

void MappingTree::mouseReleaseEvent(QMouseEvent* event)
{
    JsonTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool clicked = m_pressed.isValid() && index == m_pressed;
    m_pressed = QPersistentModelIndex();
    if (!clicked)
        return;
    if (m_presenter.activeSlot().isValid())
        Q_EMIT fillWanted(index.data(JsonTreeModel::PathRole).toString());
    else if (model()->hasChildren(index))
        setExpanded(index, !isExpanded(index));
}

void MappingTree::mouseDoubleClickEvent(QMouseEvent* event)
{
    // The first of the two clicks has filled the slot already.
    event->accept();
}

/// The path as a chip, under the pointer.
void MappingTree::startDragOf(const QModelIndex& index)
{
    const QString path = index.data(JsonTreeModel::PathRole).toString();
    m_pressed = QPersistentModelIndex(); // no click any more
    auto* carried = new QMimeData;
    carried->setData(QLatin1String(pathMimeType), path.toUtf8());
    dragAsChip(*this, m_theme, carried, path);
}

void MappingTree::mouseMoveEvent(QMouseEvent* event)
{
    const bool pulled =
        m_pressed.isValid() && event->buttons().testFlag(Qt::LeftButton) &&
        (event->position().toPoint() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (pulled) {
        startDragOf(m_pressed);
        return;
    }
    JsonTreeView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index == m_hovered)
        return;
    m_hovered = index;
    viewport()->update();
    tellCandidate();
}

void MappingTree::leaveEvent(QEvent* event)
{
    JsonTreeView::leaveEvent(event);
    m_hovered = QPersistentModelIndex();
    viewport()->update();
    tellCandidate();
}

void MappingTree::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        Q_EMIT fillWanted(currentPath());
        return;
    }
    m_hovered = QPersistentModelIndex();
    JsonTreeView::keyPressEvent(event);
    tellCandidate();
}

void MappingTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    JsonTreeView::currentChanged(current, previous);
    tellCandidate();
}

void MappingTree::focusInEvent(QFocusEvent* event)
{
    JsonTreeView::focusInEvent(event);
    if (!currentIndex().isValid() && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(model()->index(0, 0));
    viewport()->update();
}

void MappingTree::tellCandidate()
{
    QModelIndex index = m_hovered;
    if (!index.isValid() && hasFocus())
        index = currentIndex();
    Q_EMIT candidateChanged(offersFill(index) ? index.data(JsonTreeModel::PathRole).toString() : QString());
}

} // namespace hw::widgets
