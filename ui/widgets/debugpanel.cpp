#include "ui/widgets/debugpanel.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/textbutton.h"

#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QStyledItemDelegate>

namespace hw::widgets {

using models::DebugBreakpoint;
using models::DebugPresenter;
using models::DebugVariablesModel;

namespace {

constexpr int padding = 12;
constexpr int indent = 14;
constexpr int gap = 8;
constexpr int nameShare = 44; ///< percent of the width
constexpr int variablesHeight = 200;
constexpr int mostRows = 6; ///< of the watches, and of the stack; more are scrolled
constexpr int placeRole = Qt::UserRole;

Token tokenOf(const QString& type)
{
    if (type == QLatin1String("string"))
        return Token::String;
    if (type == QLatin1String("number"))
        return Token::Number;
    if (type == QLatin1String("boolean") || type == QLatin1String("null"))
        return Token::Keyword;
    return Token::Text3;
}

QColor rowFill(const Theme& theme, const QStyleOptionViewItem& option)
{
    if (option.state & QStyle::State_Selected)
        return theme.color(option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive);
    return theme.color(option.state & QStyle::State_MouseOver ? Token::Hover : Token::Base);
}

class VariableDelegate final : public QStyledItemDelegate
{
public:
    VariableDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::DetailRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->fillRect(option.rect, rowFill(m_theme, option));
        painter->setLayoutDirection(option.direction); // else it is the program's
        const QRect cell = option.rect.adjusted(4, 0, -4, 0);
        const QString text = index.data().toString().replace(u'\n', u' ');
        if (index.column() == DebugVariablesModel::Name) {
            const bool isScope = index.data(DebugVariablesModel::ScopeRole).toBool();
            paintLine(*painter, m_theme, cell, text, TextRole::Mono, isScope ? Token::Text : Token::Property);
            return;
        }
        const bool isError = index.data(DebugVariablesModel::ErrorRole).toBool();
        paintLine(*painter, m_theme, cell, text, TextRole::Mono,
                  isError ? Token::Fail : tokenOf(index.data(DebugVariablesModel::TypeRole).toString()));
    }

private:
    const Theme& m_theme;
};

/// A frame: its function on the left, its place on the right.
class FrameDelegate final : public QStyledItemDelegate
{
public:
    FrameDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::DetailRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        painter->fillRect(option.rect, rowFill(m_theme, option));
        const QRect cell = option.rect.adjusted(padding, 0, -padding, 0);
        const QString place = index.data(placeRole).toString();
        const int width = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(place);
        paintLine(*painter, m_theme, cell.adjusted(0, 0, -width - gap, 0), index.data().toString(), TextRole::Mono,
                  Token::Text);
        paintLine(*painter, m_theme, cell, place, TextRole::Mono, Token::Text2, Qt::AlignRight | Qt::AlignVCenter);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

QString conditionText(const script::Breakpoint& at)
{
    QStringList parts;
    if (!at.condition.isEmpty())
        parts.append(DebugPanel::tr("if %1").arg(at.condition));
    if (!at.hitCondition.isEmpty())
        parts.append(DebugPanel::tr("hits %1").arg(at.hitCondition));
    if (!at.logMessage.isEmpty())
        parts.append(DebugPanel::tr("logs %1").arg(at.logMessage));
    return parts.isEmpty() ? DebugPanel::tr("always") : parts.join(QStringLiteral(", "));
}

} // namespace

DebugVariablesView::DebugVariablesView(const Theme& theme, DebugVariablesModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setLayoutDirection(Qt::LeftToRight); // values are not mirrored
    setIndentation(indent);
    setUniformRowHeights(true);
    setEditTriggers(NoEditTriggers);
    setAllColumnsShowFocus(true);
    setItemDelegate(new VariableDelegate(theme, this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setModel(&model);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(24);
    new OverlayScrollBar(*this);
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) { m_open.insert(placeOf(index)); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) { m_open.erase(placeOf(index)); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        if (this->model()->rowCount() > 0 && this->model()->index(0, 0).data(DebugVariablesModel::ScopeRole).toBool())
            expand(this->model()->index(0, 0)); // the innermost scope is what one looks for
        restoreOpen({});
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex& opened) { restoreOpen(opened); });
}

QString DebugVariablesView::placeOf(const QModelIndex& index)
{
    QString place;
    for (QModelIndex each = index.siblingAtColumn(0); each.isValid(); each = each.parent())
        place = each.data().toString() + u'\n' + place;
    return place;
}

void DebugVariablesView::restoreOpen(const QModelIndex& parent)
{
    for (int row = 0; row < model()->rowCount(parent); ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        if (m_open.contains(placeOf(index)))
            expand(index);
    }
}

QString DebugVariablesView::currentPath() const
{
    return currentIndex().data(DebugVariablesModel::PathRole).toString();
}

void DebugVariablesView::copyCurrent(int column)
{
    const QModelIndex index = currentIndex().siblingAtColumn(column);
    const QString text = column == DebugVariablesModel::Name ? currentPath() : index.data().toString();
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void DebugVariablesView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const QString path = currentPath();
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("variableMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy value"), this, [this] { copyCurrent(DebugVariablesModel::Value); });
    if (!path.isEmpty()) {
        menu->addAction(tr("Copy path"), this, [this] { copyCurrent(DebugVariablesModel::Name); });
        menu->addAction(tr("Watch"), this, [this, path] { Q_EMIT watchWanted(path); });
        menu->addAction(tr("Use in mapping…"), this, [this, path] { Q_EMIT mappingWanted(path); })
            ->setObjectName(QStringLiteral("useInMapping"));
    }
    if (!index.parent().isValid() && !index.data(DebugVariablesModel::ScopeRole).toBool())
        menu->addAction(tr("Remove"), this, [this, row = index.row()] { Q_EMIT removeWanted(row); });
    menu->popup(event->globalPos());
}

void DebugVariablesView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent(DebugVariablesModel::Value);
        return;
    }
    const QModelIndex index = currentIndex();
    if (event->key() == Qt::Key_Delete && index.isValid() && !index.parent().isValid()) {
        Q_EMIT removeWanted(index.row());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void DebugVariablesView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    header()->resizeSection(DebugVariablesModel::Name, viewport()->width() * nameShare / 100);
}

DebugPanel::DebugPanel(const Theme& theme, DebugPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_variables(new DebugVariablesView(theme, presenter.variables()))
    , m_watches(new DebugVariablesView(theme, presenter.watches()))
    , m_newWatch(new QLineEdit)
    , m_stack(new QListWidget)
    , m_noBreakpoints(new Label(theme, {}, TextRole::Small, Token::Text3))
    , m_onUncaught(new QCheckBox(tr("Uncaught exceptions")))
    , m_onCaught(new QCheckBox(tr("Caught exceptions")))
    , m_onUnverified(new QCheckBox(tr("verified is false")))
    , m_hint(new Label(theme, {}, TextRole::Small, Token::Text3))
{
    setObjectName(QStringLiteral("debugPanel"));
    m_variables->setObjectName(QStringLiteral("debugVariables"));
    m_variables->setAccessibleName(tr("Variables"));
    m_variables->setMinimumHeight(variablesHeight);
    m_watches->setObjectName(QStringLiteral("debugWatches"));
    m_watches->setAccessibleName(tr("Watch"));
    m_newWatch->setObjectName(QStringLiteral("debugNewWatch"));
    m_newWatch->setPlaceholderText(tr("Expression to watch"));
    m_newWatch->setAccessibleName(tr("Expression to watch"));
    m_stack->setObjectName(QStringLiteral("debugStack"));
    m_stack->setAccessibleName(tr("Call stack"));
    m_stack->setFrameShape(QFrame::NoFrame);
    m_stack->setItemDelegate(new FrameDelegate(theme, m_stack));
    m_onUncaught->setObjectName(QStringLiteral("debugOnUncaught"));
    m_onCaught->setObjectName(QStringLiteral("debugOnCaught"));
    m_onUnverified->setObjectName(QStringLiteral("debugOnUnverified"));
    m_hint->setWordWrap(true);
    m_hint->setText(tr("A debug run delivers nothing. Live events go on with the saved script."));

    auto* watches = new QWidget;
    auto* watchColumn = new QVBoxLayout(watches);
    watchColumn->setContentsMargins(0, gap, 0, gap);
    watchColumn->setSpacing(4);
    watchColumn->addWidget(m_watches);
    auto* newWatch = new QHBoxLayout;
    newWatch->setContentsMargins(padding, 0, padding, 0);
    newWatch->addWidget(m_newWatch);
    watchColumn->addLayout(newWatch);

    auto* breakpoints = new QWidget;
    auto* breakpointColumn = new QVBoxLayout(breakpoints);
    breakpointColumn->setContentsMargins(padding, gap, padding, gap);
    breakpointColumn->setSpacing(4);
    m_breakpoints = new QVBoxLayout;
    m_breakpoints->setSpacing(4);
    breakpointColumn->addLayout(m_breakpoints);
    m_noBreakpoints->setText(tr("Click beside a line's number, or press F9, to stop there."));
    m_noBreakpoints->setWordWrap(true);
    breakpointColumn->addWidget(m_noBreakpoints);
    for (QCheckBox* box : {m_onUncaught, m_onCaught, m_onUnverified})
        breakpointColumn->addWidget(box);
    breakpointColumn->addWidget(m_hint);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addSection(*column, tr("Variables"), m_variables, 1);
    addSection(*column, tr("Watch"), watches, 0);
    addSection(*column, tr("Call stack"), m_stack, 0);
    addSection(*column, tr("Breakpoints"), breakpoints, 0);
    column->addStretch(0);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scrolling(content));

    connect(m_newWatch, &QLineEdit::returnPressed, this, &DebugPanel::addWatch);
    for (DebugVariablesView* view : {m_variables, m_watches}) {
        connect(view, &DebugVariablesView::watchWanted, &presenter, &DebugPresenter::addWatch);
        connect(view, &DebugVariablesView::copied, this, &DebugPanel::copied);
        connect(view, &DebugVariablesView::mappingWanted, this, &DebugPanel::mappingWanted);
    }
    const auto fit = [this] { fitLists(); };
    const QAbstractItemModel* watched = m_watches->model();
    connect(watched, &QAbstractItemModel::modelReset, this, fit);
    connect(watched, &QAbstractItemModel::rowsInserted, this, fit);
    connect(watched, &QAbstractItemModel::rowsRemoved, this, fit);
    connect(m_watches, &QTreeView::expanded, this, fit);
    connect(m_watches, &QTreeView::collapsed, this, fit);
    connect(&theme, &Theme::changed, this, fit);
    connect(m_watches, &DebugVariablesView::removeWanted, &presenter, &DebugPresenter::removeWatch);
    connect(m_stack, &QListWidget::currentRowChanged, this, [this](int row) {
        m_presenter.selectFrame(row);
        if (m_presenter.line() > 0)
            Q_EMIT placeWanted(m_presenter.line());
    });
    for (QCheckBox* box : {m_onUncaught, m_onCaught, m_onUnverified}) {
        connect(box, &QCheckBox::clicked, this, [this] {
            script::StopConditions conditions = m_presenter.stopConditions();
            conditions.uncaught = m_onUncaught->isChecked();
            conditions.caught = m_onCaught->isChecked();
            conditions.unverified = m_onUnverified->isChecked();
            m_presenter.setStopConditions(conditions);
        });
    }
    connect(&presenter, &DebugPresenter::placeChanged, this, &DebugPanel::refreshStack);
    connect(&presenter, &DebugPresenter::breakpointsChanged, this, &DebugPanel::refreshBreakpoints);
    refreshStack();
    refreshBreakpoints();
}

/// Room for what there is to see: the panel is low.
void DebugPanel::fitLists()
{
    int watched = 0;
    for (QModelIndex each = m_watches->model()->index(0, 0); each.isValid() && watched < mostRows;
         each = m_watches->indexBelow(each))
        ++watched;
    const int row = m_theme.height(Height::DetailRow);
    m_watches->setFixedHeight(watched * row);
    m_watches->setVisible(watched > 0);
    m_stack->setFixedHeight(std::clamp(m_stack->count(), 1, mostRows) * row);
}

void DebugPanel::addSection(QVBoxLayout& column, const QString& title, QWidget* body, int stretch)
{
    auto* head = new Fill(m_theme, Token::Window);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(padding, 0, padding, 0);
    auto* button = new TextButton(m_theme, title, TextButton::Look::Disclosure);
    button->setCheckable(true);
    button->setChecked(true);
    row->addWidget(button);
    row->addStretch(1);
    const auto grow = [this, head] { head->setFixedHeight(m_theme.height(Height::PanelHeader)); };
    connect(&m_theme, &Theme::changed, head, grow);
    grow();
    connect(button, &QAbstractButton::toggled, body, &QWidget::setVisible);
    column.addWidget(head);
    column.addWidget(new HairLine(m_theme, Qt::Horizontal));
    column.addWidget(body, stretch);
    column.addWidget(new HairLine(m_theme, Qt::Horizontal));
}

void DebugPanel::addWatch()
{
    m_presenter.addWatch(m_newWatch->text());
    m_newWatch->clear();
}

void DebugPanel::refreshStack()
{
    const QSignalBlocker quiet(m_stack);
    m_stack->clear();
    if (!m_presenter.place()) {
        fitLists();
        return;
    }
    for (const script::StackFrame& frame : m_presenter.place()->frames) {
        auto* item = new QListWidgetItem(frame.waiting ? tr("%1 (waiting)").arg(frame.name) : frame.name, m_stack);
        item->setData(placeRole, tr("line %1").arg(frame.line));
        item->setData(Qt::AccessibleTextRole, tr("%1, line %2").arg(frame.name).arg(frame.line));
    }
    m_stack->setCurrentRow(m_presenter.frame());
    fitLists();
}

void DebugPanel::refreshBreakpoints()
{
    clearLayout(*m_breakpoints);
    for (const DebugBreakpoint& one : m_presenter.breakpoints()) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(gap);
        auto* box = new QCheckBox(tr("Line %1").arg(one.at.line));
        box->setObjectName(QStringLiteral("breakpoint_%1").arg(one.at.line));
        box->setChecked(one.enabled);
        auto* text = new TextButton(m_theme, conditionText(one.at));
        text->setObjectName(QStringLiteral("breakpointEdit_%1").arg(one.at.line));
        text->setAccessibleName(tr("Change the breakpoint of line %1: %2").arg(one.at.line).arg(text->text()));
        text->setToolTip(text->text());
        auto* remove = new ToolButton(m_theme, Icon::Cross);
        remove->setButtonSize(ButtonSize::Small);
        remove->setAccessibleName(tr("Remove the breakpoint of line %1").arg(one.at.line));
        remove->setToolTip(tr("Remove"));
        layout->addWidget(box);
        layout->addWidget(text, 1);
        layout->addWidget(remove);
        m_breakpoints->addWidget(row);
        connect(box, &QCheckBox::clicked, this, [this, one](bool on) {
            DebugBreakpoint changed = one;
            changed.enabled = on;
            m_presenter.setBreakpoint(changed);
        });
        connect(text, &QAbstractButton::clicked, this,
                [this, line = one.at.line] { Q_EMIT breakpointEditWanted(line); });
        connect(remove, &QAbstractButton::clicked, this,
                [this, line = one.at.line] { m_presenter.removeBreakpoint(line); });
    }
    m_noBreakpoints->setVisible(m_presenter.breakpoints().empty());
    const script::StopConditions& conditions = m_presenter.stopConditions();
    m_onUncaught->setChecked(conditions.uncaught);
    m_onCaught->setChecked(conditions.caught);
    m_onUnverified->setChecked(conditions.unverified);
}

} // namespace hw::widgets
