#include "ui/widgets/scriptdiffview.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hw::widgets {

using models::ScriptDiff;
using Kind = models::ScriptDiffRow::Kind;

namespace {

constexpr int edge = 16;
constexpr int padding = 8;
constexpr int signWidth = 40;
constexpr int lineColumn = 104;
constexpr int fillInset = 4;

QRect cellOf(const QRect& rect, int column)
{
    const int left = column == ScriptDiff::Sign ? edge : padding;
    const int right = column == ScriptDiff::Line ? edge : padding;
    return rect.adjusted(left, 0, -right, -1);
}

class DiffDelegate final : public QStyledItemDelegate
{
public:
    DiffDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        paintCell(*painter, option, index);
        painter->restore();
    }

private:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
    {
        Token fill = Token::Base;
        if (option.state & QStyle::State_Selected)
            fill = option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive;
        painter.fillRect(option.rect, m_theme.color(fill));
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         m_theme.color(Token::Grid));
        const QRect cell = cellOf(option.rect, index.column());
        const QString text = index.data().toString().replace(u'\n', u' ');
        const auto kind = static_cast<Kind>(index.data(ScriptDiff::KindRole).toInt());
        const bool isInput = index.column() == ScriptDiff::Input;
        const bool isOutput = index.column() == ScriptDiff::Output;
        const bool marked = kind != Kind::Same && (isOutput || (isInput && kind == Kind::Changed));
        if (marked) {
            const int width = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(text) + 2 * fillInset;
            painter.fillRect(
                QRect(cell.x(), cell.y() + fillInset, std::min(width, cell.width()), cell.height() - 2 * fillInset),
                m_theme.color(isInput ? Token::RemovedFill : Token::AddedFill));
            paintLine(painter, m_theme, cell.adjusted(fillInset, 0, -fillInset, 0), text, TextRole::Mono, Token::Text);
            return;
        }
        if (index.column() == ScriptDiff::Line) {
            const bool known = index.data(ScriptDiff::LineRole).toInt() > 0;
            paintLine(painter, m_theme, cell, text, TextRole::Mono, known ? Token::Accent : Token::Text3,
                      Qt::AlignRight | Qt::AlignVCenter);
            return;
        }
        const bool isNothing = isInput && kind == Kind::Added;
        paintLine(painter, m_theme, cell, text, isNothing ? TextRole::Body : TextRole::Mono,
                  isNothing ? Token::Text3 : Token::Text);
    }

    const Theme& m_theme;
};

class DiffHeader final : public QHeaderView
{
public:
    DiffHeader(const Theme& theme, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        paintFromStart(*painter, rect);
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        const bool right = section == ScriptDiff::Line;
        paintLine(*painter, m_theme, cellOf(rect, section), model()->headerData(section, Qt::Horizontal).toString(),
                  TextRole::Secondary, Token::Text3, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), m_theme.height(Height::Row)};
    }

private:
    const Theme& m_theme;
};

} // namespace

ScriptDiffTable::ScriptDiffTable(const Theme& theme, ScriptDiff& model, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("scriptDiff"));
    setAccessibleName(tr("Returned values beside their input"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new DiffHeader(theme, this));
    setItemDelegate(new DiffDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setModel(&model);
    new OverlayScrollBar(*this);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(signWidth);
    const auto applyTheme = [this] {
        verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
        layOut();
        viewport()->update();
    };
    connect(&theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

void ScriptDiffTable::layOut()
{
    const int scale = m_theme.baseSize();
    const int sign = signWidth * scale / Theme::designSize;
    const int line = lineColumn * scale / Theme::designSize;
    const int rest = std::max(0, viewport()->width() - sign - line);
    const int field = rest * 28 / 100;
    const int input = rest * 34 / 100;
    const std::array widths{sign, field, input, rest - field - input, line};
    for (int column = 0; column < ScriptDiff::ColumnCount; ++column)
        setColumnWidth(column, widths[static_cast<size_t>(column)]);
}

void ScriptDiffTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOut();
}

void ScriptDiffTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    const int line = current.data(ScriptDiff::LineRole).toInt();
    if (line > 0 && current.row() != previous.row())
        Q_EMIT lineSelected(line);
}

void ScriptDiffTable::keyPressEvent(QKeyEvent* event)
{
    const int line = currentIndex().data(ScriptDiff::LineRole).toInt();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && line > 0)
        Q_EMIT lineWanted(line);
    else
        QTableView::keyPressEvent(event);
}

void ScriptDiffTable::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (const int line = currentIndex().data(ScriptDiff::LineRole).toInt(); line > 0)
        Q_EMIT lineWanted(line);
}

ScriptDiffView::ScriptDiffView(const Theme& theme, ScriptDiff& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedWidget)
    , m_nothing(new Label(theme, {}, TextRole::Body, Token::Text3))
    , m_foot(new Label(theme, {}, TextRole::Small, Token::Text3))
{
    auto* table = new ScriptDiffTable(theme, model);
    m_nothing->setObjectName(QStringLiteral("scriptNoDiff"));
    m_nothing->setContentsMargins(edge, edge / 2, edge, edge / 2);
    m_nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_nothing->setWordWrap(true);
    m_foot->setObjectName(QStringLiteral("scriptDiffFoot"));
    m_foot->setContentsMargins(edge, padding / 2, edge, padding / 2);
    auto* filled = new QWidget;
    auto* rows = new QVBoxLayout(filled);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(table, 1);
    rows->addWidget(m_foot);
    m_stack->addWidget(filled);
    m_stack->addWidget(m_nothing);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(table, &ScriptDiffTable::lineSelected, this, &ScriptDiffView::lineSelected);
    connect(table, &ScriptDiffTable::lineWanted, this, &ScriptDiffView::lineWanted);
    connect(&model, &QAbstractItemModel::modelReset, this, &ScriptDiffView::refresh);
    refresh();
}

void ScriptDiffView::refresh()
{
    const bool any = !m_model.rows().empty();
    m_stack->setCurrentIndex(any ? 0 : 1);
    m_nothing->setText(tr("Run the script on a sample to see what each returned value was made from."));
    const int same = m_model.sameCount();
    const QString unchanged = same > 0 ? tr("%n value(s) as they came.", nullptr, same) + u' ' : QString();
    m_foot->setText(unchanged + tr("Select a row to jump to the line that set it."));
}

void ScriptDiffView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.setShown(true);
}

void ScriptDiffView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_model.setShown(false);
}

} // namespace hw::widgets
