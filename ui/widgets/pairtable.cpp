#include "ui/widgets/pairtable.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int padding = 8;
constexpr int keyColumn = 152;

int leftOf(int column)
{
    return column == 0 ? edge : padding;
}

class PairDelegate final : public QStyledItemDelegate
{
public:
    PairDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        Token fill = Token::Base;
        if (option.state & QStyle::State_Selected)
            fill = option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive;
        painter->fillRect(option.rect, m_theme.color(fill));
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        const QRect cell = option.rect.adjusted(leftOf(index.column()), 0, -padding, -1);
        const auto tone = static_cast<models::Tone>(index.data(models::KeyValueModel::ToneRole).toInt());
        const Token ink = index.column() == 0           ? Token::Text2
                          : tone == models::Tone::Plain ? Token::Text
                                                        : textTokenOf(tone);
        paintLine(*painter, m_theme, cell, index.data().toString().replace(u'\n', u' '), TextRole::Mono, ink);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

class PairHeader final : public QHeaderView
{
public:
    PairHeader(const Theme& theme, QWidget* parent)
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
        paintLine(*painter, m_theme, rect.adjusted(leftOf(section), 0, -padding, -1),
                  model()->headerData(section, Qt::Horizontal).toString(), TextRole::Secondary, Token::Text3);
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

PairTable::PairTable(const Theme& theme, const QString& keyTitle, const QString& valueTitle, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(keyTitle, valueTitle)
{
    setAccessibleName(keyTitle);
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new PairHeader(theme, this));
    setItemDelegate(new PairDelegate(theme, this));
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
    setModel(&m_model);
    new OverlayScrollBar(*this);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    connect(&theme, &Theme::changed, this, &PairTable::applyTheme);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &PairTable::fitKeys);
    applyTheme();
}

void PairTable::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
    fitKeys();
    viewport()->update();
}

void PairTable::fitKeys()
{
    const QFontMetrics metrics(m_theme.font(TextRole::Mono));
    int wanted = keyColumn * m_theme.baseSize() / Theme::designSize;
    for (int row = 0; row < m_model.rowCount(); ++row)
        wanted = qMax(wanted, metrics.horizontalAdvance(m_model.index(row, 0).data().toString()) + edge + 2 * padding);
    // Values matter more than a single endless name.
    horizontalHeader()->resizeSection(0, qMin(wanted, qMax(keyColumn, width() * 2 / 5)));
}

void PairTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitKeys();
}

void PairTable::copyCell(int column)
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().siblingAtColumn(column).data().toString());
}

void PairTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCell(1);
        return;
    }
    QTableView::keyPressEvent(event);
}

void PairTable::contextMenuEvent(QContextMenuEvent* event)
{
    if (!currentIndex().isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(m_theme.icon(Icon::Copy), tr("Copy value")), &QAction::triggered, this,
            [this] { copyCell(1); });
    connect(menu->addAction(tr("Copy name")), &QAction::triggered, this, [this] { copyCell(0); });
    menu->popup(event->globalPos());
}

} // namespace hw::widgets
