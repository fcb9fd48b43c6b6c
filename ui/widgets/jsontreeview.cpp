#include "ui/widgets/jsontreeview.h"

#include "core/base/json.h"
#include "ui/models/eventtext.h"
#include "ui/models/jsontreemodel.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace hw::widgets {

using models::JsonTreeModel;

namespace {

constexpr int indent = 16;
constexpr int rightPadding = 16;
/// Rows begin this far from the edge, while their fill reaches it.
constexpr int shift = 8;
constexpr int timeGap = 16;
constexpr int openRows = 12;

class TreeDelegate final : public QStyledItemDelegate
{
public:
    TreeDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), m_theme.height(Height::DetailRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        painter->setLayoutDirection(option.direction); // else it is the program's
        QRect cell = option.rect.adjusted(4, 0, -rightPadding, 0);
        const QVariant time = index.data(JsonTreeModel::TimeRole);
        if (time.isValid()) {
            const Timestamp at = fromMicroseconds(time.toLongLong());
            const QString text = models::dateTimeText(at, SystemClock().now()).section(u'.', 0, 0);
            paintLine(*painter, m_theme, cell, text, TextRole::Mono, Token::Text3, Qt::AlignRight | Qt::AlignVCenter);
            cell.setRight(cell.right() - timeGap - QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(text));
        }
        const QString key = index.data(JsonTreeModel::KeyRole).toString();
        const QFontMetrics metrics(m_theme.font(TextRole::Mono));
        if (!key.isEmpty()) {
            const QString label = key + u':';
            const int width = std::min(metrics.horizontalAdvance(label), cell.width());
            paintLine(*painter, m_theme, {cell.x(), cell.y(), width, cell.height()}, label, TextRole::Mono,
                      Token::Property);
            cell.setLeft(cell.x() + width + 4);
        }
        paintLine(*painter, m_theme, cell, index.data(JsonTreeModel::ValueRole).toString().replace(u'\n', u' '),
                  TextRole::Mono, tokenOf(static_cast<json::Type>(index.data(JsonTreeModel::TypeRole).toInt())));
        painter->restore();
    }

private:
    static Token tokenOf(json::Type type)
    {
        switch (type) {
        case json::Type::String: return Token::String;
        case json::Type::Number: return Token::Number;
        case json::Type::Bool:
        case json::Type::Null: return Token::Keyword;
        default: return Token::Text3;
        }
    }

    const Theme& m_theme;
};

} // namespace

JsonTreeView::JsonTreeView(const Theme& theme, JsonTreeModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_model(model)
{
    setAccessibleName(tr("Body as a tree"));
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setLayoutDirection(Qt::LeftToRight); // JSON is not mirrored
    setIndentation(indent);
    setRootIsDecorated(true);
    setUniformRowHeights(true);
    setEditTriggers(NoEditTriggers);
    setItemDelegate(new TreeDelegate(theme, this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setViewportMargins(0, 2, 0, 2);
    setModel(&model);
    new OverlayScrollBar(*this);
    header()->setStretchLastSection(true);
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

QString JsonTreeView::currentPath() const
{
    return currentIndex().isValid() ? currentIndex().data(JsonTreeModel::PathRole).toString() : QString();
}

bool JsonTreeView::find(const QString& text)
{
    const QModelIndex found = m_model.find(text, currentIndex());
    if (!found.isValid())
        return false;
    for (QModelIndex parent = found.parent(); parent.isValid(); parent = parent.parent())
        expand(parent);
    setCurrentIndex(found);
    scrollTo(found);
    return true;
}

void JsonTreeView::openFirstLevels()
{
    int shown = m_model.rowCount();
    std::vector<QModelIndex> level;
    for (int row = 0; row < m_model.rowCount(); ++row)
        level.push_back(m_model.index(row, 0));
    while (!level.empty() && shown < openRows) {
        std::vector<QModelIndex> next;
        for (const QModelIndex& index : level) {
            if (!m_model.hasChildren(index))
                continue;
            if (m_model.canFetchMore(index))
                m_model.fetchMore(index);
            const int rows = m_model.rowCount(index);
            if (shown + rows > 2 * openRows)
                continue;
            expand(index);
            shown += rows;
            for (int row = 0; row < rows; ++row)
                next.push_back(m_model.index(row, 0, index));
        }
        level = std::move(next);
    }
}

void JsonTreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentPathChanged(currentPath());
}

QColor JsonTreeView::fillOf(const QModelIndex& index) const
{
    if (selectionModel()->isSelected(index))
        return m_theme.color(isActiveWindow() ? Token::Sel : Token::SelInactive);
    const bool isPointedAt = indexAt(viewport()->mapFromGlobal(QCursor::pos())) == index && underMouse();
    return m_theme.color(isPointedAt ? Token::Hover : Token::Base);
}

void JsonTreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->fillRect(QRect(0, option.rect.y(), viewport()->width(), option.rect.height()), fillOf(index));
    drawBranches(painter,
                 QRect(option.rect.x(), option.rect.y(), visualRect(index).x() - option.rect.x(), option.rect.height()),
                 index);
    QStyleOptionViewItem cell = option;
    cell.rect = visualRect(index).adjusted(shift, 0, 0, 0);
    itemDelegateForIndex(index)->paint(painter, cell, index);
}

void JsonTreeView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model.hasChildren(index))
        return;
    Q_UNUSED(rect)
    m_theme.paintIcon(*painter, markRect(index), isExpanded(index) ? Icon::Down : Icon::Right, Token::Text3);
}

QRect JsonTreeView::markRect(const QModelIndex& index) const
{
    const QRect cell = visualRect(index);
    return {cell.x() + shift - 14, cell.y() + (cell.height() - 14) / 2, 14, 14};
}

void JsonTreeView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && m_model.hasChildren(index) &&
        markRect(index).adjusted(-5, -5, 3, 5).contains(event->position().toPoint())) {
        setExpanded(index, !isExpanded(index));
        return;
    }
    QTreeView::mousePressEvent(event);
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copies = [&](const QString& title, const QString& text) {
        connect(menu->addAction(m_theme.icon(Icon::Copy), title), &QAction::triggered, this,
                [text] { QGuiApplication::clipboard()->setText(text); });
    };
    copies(tr("Copy path"), currentPath());
    copies(tr("Copy value"), index.data(JsonTreeModel::RawRole).toString());
    menu->popup(event->globalPos());
}

void JsonTreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        QGuiApplication::clipboard()->setText(currentIndex().data(JsonTreeModel::RawRole).toString());
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace hw::widgets
